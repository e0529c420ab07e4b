"""Checks of the Dockerfile, of what it leaves out, and of what the application needs."""

import ast
import fnmatch
import json
import re
import sys
from importlib.metadata import packages_distributions
from typing import NamedTuple

import pytest
from packaging.requirements import InvalidRequirement, Requirement

from grader.toolbox import Mismatch

SECRET = re.compile(
    r"(?i)\b\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_KEY)\w*[=\s]\s*(?![\s$]|\"\"|'')\S|://[^\s:/@$]+:[^\s@$]+@"
)
INSTALLS = re.compile(r"\b(?:install|wheel|sync|download)\b.*requirements[\w.-]*\.txt", re.DOTALL)
VARIABLE = re.compile(r"\$\{?(\w+)(?::?-([^}]*))?\}?")
VARIABLES = ["DATABASE_URL", "JWT_SECRET", "MONGO_URL", "REDIS_URL", "ACCESS_MINUTES", "REFRESH_DAYS"]
BRINGS = {"fastapi": ["starlette", "pydantic"], "pymongo": ["bson"]}


class Line(NamedTuple):
    """One instruction of a Dockerfile: where it begins, what it is, and the rest."""

    number: int
    name: str
    rest: str

    def __str__(self):
        return f"line {self.number}: {self.name} {self.rest:.90}"

    @property
    def sources(self):
        """What a COPY takes out of the folder."""
        if self.name not in ("COPY", "ADD") or "--from" in self.rest:
            return []
        words = [word for word in re.split(r"[\s,\[\]\"]+", self.rest) if word and not word.startswith("--")]
        return [word.removeprefix("./").rstrip("/") or "." for word in words[:-1]]


def instructions(text):
    lines, found, known = text.splitlines(), [], {}
    while lines:
        number, line = len(text.splitlines()) - len(lines) + 1, lines.pop(0).strip()
        while line.endswith("\\") and lines:
            following = lines.pop(0).strip()
            line = line if following.startswith("#") else f"{line[:-1]}{following}"
        for end in re.findall(r"<<-?[\"']?(\w+)", line):
            while lines and (body := lines.pop(0)).strip() != end:
                line += f"\n{body}"
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            if name.upper() in ("ARG", "ENV"):
                known |= dict(re.findall(r"(\w+)[= ]\"?([^\s\"]+)", rest))
            filled = VARIABLE.sub(lambda one, known=known: known.get(one[1], one[2] or one[0]), rest)
            found.append(Line(number, name.upper(), (filled if name.upper() in ("FROM", "USER") else rest).strip()))
    return found


class Stages(dict):
    """The stages of a Dockerfile by name; each begins with what it takes over from another one."""

    def __init__(self, lines):
        super().__init__()
        for line in lines:
            if line.name == "FROM":
                words = [word for word in line.rest.split() if not word.startswith("--")]
                self.last = words[2].lower() if len(words) > 2 else str(len(self))
                self[self.last] = list(self.get(words[0].lower(), []))
            if self:
                self[self.last].append(line)

    def final(self, name):
        """The instruction that counts in the image: the last one of its kind."""
        return next((line for line in reversed(self[self.last]) if line.name == name), None)


def demand(is_so, rationale, expected, actual):
    if not is_so:
        raise Mismatch(rationale, expected=expected, actual=str(actual) if actual else "none")


@pytest.mark.criterion("image-described")
def test_the_image_is_built_in_stages(subject):
    lines = instructions(subject.submitted_text("Dockerfile"))
    stages = Stages(lines)
    demand(len(stages) >= 2, "The Dockerfile has one stage.", "two or more lines with FROM", f"{len(stages)} of them")
    for line in lines:
        image = next((word for word in line.rest.split() if not word.startswith("--")), "")
        if line.name == "FROM" and image.lower() not in [*stages, "scratch"]:
            tag = image.rpartition("/")[2].partition(":")[2]
            demand("@" in image or tag not in ("", "latest"), "An image has no version.", "like python:3.13-slim", line)


@pytest.mark.criterion("image-described")
def test_requirements_are_installed_before_the_code_is_there(subject):
    lines = instructions(subject.submitted_text("Dockerfile"))
    installs = [stage for stage in Stages(lines).values() if any(INSTALLS.search(one.rest) for one in stage)]
    demand(installs, "Nothing installs requirements.txt.", "RUN pip install -r requirements.txt", None)
    for stage in installs:
        place = next(n for n, one in enumerate(stage) if one.name == "RUN" and INSTALLS.search(one.rest))
        for line in stage[:place]:
            demand(
                not {".", "*", "app"} & {source.split("/")[0] for source in line.sources},
                "The code is copied before the requirements are installed: each change of it installs them again.",
                "COPY requirements.txt, RUN pip install, and then the code",
                line,
            )
        copied = any("requirements" in source for line in stage[:place] for source in line.sources)
        demand(copied or "--mount" in stage[place].rest, "No COPY brings it.", "COPY requirements.txt .", stage[place])


@pytest.mark.criterion("image-described")
def test_the_image_runs_without_rights_and_tells_its_health(subject):
    lines = instructions(subject.submitted_text("Dockerfile"))
    stages = Stages(lines)
    user, health, command = (stages.final(name) for name in ("USER", "HEALTHCHECK", "CMD"))
    is_root = user is None or re.split(r"[:\s]", user.rest)[0] in ("root", "0")
    demand(not is_root, "The image runs as root.", "USER and another name, in the last stage", user)
    demand(health and "/health" in health.rest, "No health check asks /health.", "HEALTHCHECK ... /health", health)
    demand(command and is_list(command.rest), "CMD has no brackets: a shell gets the signals.", 'CMD ["..."]', command)
    for line in lines:
        demand(not SECRET.search(line.rest) or line.name not in ("ENV", "ARG", "RUN"), "A secret.", "none here", line)


def is_list(text):
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False


@pytest.mark.criterion("image-described")
@pytest.mark.parametrize("name", [".git", ".env"])
def test_secrets_and_history_stay_outside(subject, name):
    left_out = False
    for line in subject.submitted_text(".dockerignore").splitlines():
        pattern = line.strip().removeprefix("!").removeprefix("/").removeprefix("**/").removesuffix("/**").rstrip("/")
        if pattern and not pattern.startswith("#") and fnmatch.fnmatch(name, pattern):
            left_out = not line.strip().startswith("!")
    demand(left_out, ".dockerignore lets something into the image.", f"a line with {name}", f"no line for {name}")


def required(subject, name="requirements.txt"):
    """Each line that names a package."""
    for number, line in enumerate(subject.submitted_text(name).splitlines(), 1):
        text = re.sub(r"(^|\s)#.*|\s--hash.*|\\$", "", line).strip()
        if other := re.fullmatch(r"(?:-r|--requirement)[\s=]*(\S+)", text):
            yield from required(subject, other[1])
        elif text and not text.startswith("-"):
            try:
                yield f"{name}, line {number}: {text}", Requirement(text)
            except InvalidRequirement:
                raise Mismatch("A line names no package.", expected="like fastapi>=0.165", actual=text) from None


@pytest.mark.criterion("requirements-complete")
def test_everything_that_is_imported_is_required(subject):
    named = {re.sub(r"[-_.]+", "-", one.name.lower()) for _, one in required(subject)}
    named |= {brought for name in named for brought in BRINGS.get(name, [])}
    homes = packages_distributions()
    for path, content in sorted(subject.snapshot.files.items()):
        if re.match(r"app/.*\.py$", path):
            for module, number in imported(content):
                packages = {re.sub(r"[-_.]+", "-", name.lower()) for name in homes.get(module, [module])}
                demand(
                    named & {*packages, *(f"{name}-binary" for name in packages)},
                    "requirements.txt does not name a package that your application imports.",
                    " or ".join(sorted(packages)),
                    f"{path}, line {number}: import of {module}; requirements.txt has {', '.join(sorted(named))}",
                )


def imported(content):
    """The packages of others that a file imports, and where."""
    for node in ast.walk(ast.parse(content)):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
        for name in (name.partition(".")[0] for name in names):
            if name not in (*sys.stdlib_module_names, "app"):
                yield name, node.lineno


@pytest.mark.criterion("requirements-complete")
def test_each_requirement_has_a_version(subject):
    for shown, one in required(subject):
        has_version = one.url or {part.operator for part in one.specifier} & {"==", "~=", ">=", "==="}
        demand(has_version, "A package has no version.", f"{one.name} with ==, ~= or >=", shown)


@pytest.mark.criterion("requirements-complete")
def test_the_example_names_each_variable(subject):
    text = subject.submitted_text(".env.example")
    missing = [name for name in VARIABLES if not re.search(rf"(?m)^[#\s]*(?:export\s+)?{name}\s*=", text)]
    demand(not missing, ".env.example does not name each setting.", f"a line {missing[:1]}=", ", ".join(missing))
    key = re.search(r"(?m)^[#\s]*JWT_SECRET\s*=\s*[\"']?([A-Za-z0-9+/=_-]{32,})", text)
    is_real = key and len(re.findall(r"\d", key[1])) >= 4
    demand(not is_real, ".env.example has a real key in it.", "JWT_SECRET=", "32 characters or more, with digits")
