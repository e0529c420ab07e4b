"""Checks of what is written for people: docstrings, README.md and the commands in it."""

import ast
import re
import shlex
from urllib.parse import quote

import pytest

from grader.toolbox import Mismatch, ended_well

HEADINGS = {
    "Setup": r"set-?\s?up|install(ation|ing)?",
    "Environment": r"environment|settings|configuration",
    "Run": r"run(ning)?|start(ing)?|usage",
    "Endpoints": r"endpoints?|routes?",
    "Examples": r"examples?",
    "Errors": r"errors?|refusals?",
}
SETUP = {
    "python -m venv": r"-m venv|virtualenv|uv venv|uv sync",
    "pip install -r requirements.txt": r"install.*requirements\.txt|uv sync",
}
RUN = {"uvicorn app.main:app": r"uvicorn +.*app\.main:app|fastapi +(run|dev) +.*app/main\.py", "/docs": r"/docs\b"}
WITH_VALUE = {"-X", "-H", "-d", "-o", "-w", "-u", "-A", "-b", "-m", "--request", "--header", "--data", "--data-raw"}
WITH_VALUE |= {"--data-binary", "--data-ascii", "--data-urlencode", "--json", "--url", "--output", "--write-out"}


def public(node):
    """The classes and functions in a module or a class whose names do not begin with _."""
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return [part for part in node.body if isinstance(part, kinds) and not part.name.startswith("_")]


def without_docstring(node, name):
    found = [] if (ast.get_docstring(node) or "").strip() else [name]
    for part in public(node) if isinstance(node, ast.Module | ast.ClassDef) else []:
        found += without_docstring(part, f"{name}: {part.name}")
    return found


@pytest.fixture
def trees(subject):
    """The syntax trees of all files that are not empty, by their names."""
    texts = {name: subject.submitted_text(name) for name in sorted(subject.snapshot.files) if name.endswith(".py")}
    try:
        return {name: ast.parse(text, name) for name, text in texts.items() if text.strip()}
    except SyntaxError as error:
        raise Mismatch(f"Python cannot read {error.filename}.", expected="a file that loads", actual=error) from None


@pytest.mark.criterion("code-documented")
def test_everything_public_has_a_docstring(trees):
    missing = [name for file, tree in trees.items() for name in without_docstring(tree, file)]
    if missing:
        raise Mismatch(
            "Docstrings are missing.",
            expected="one in every module, and in every class and function whose name does not begin with _",
            actual=f"none in {'; '.join(missing[:5])}{f'; and {len(missing) - 5} more' if len(missing) > 5 else ''}",
        )


@pytest.mark.criterion("code-documented")
def test_every_parameter_in_crud_is_named(trees):
    missing = []
    for file, tree in trees.items():
        for function in [
            one for one in public(tree) if file.startswith("app/crud/") and not isinstance(one, ast.ClassDef)
        ]:
            text, given = ast.get_docstring(function) or "", function.args
            every = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, [given.vararg, given.kwarg])]
            silent = [one.arg for one in every if not re.search(rf"\b{one.arg}\b", text)]
            missing += [f"{', '.join(silent)} in {file}: {function.name}"] if silent else []
    if missing:
        raise Mismatch(
            "Docstrings in app/crud do not describe all parameters.",
            expected="the name of each parameter, and what it is for",
            actual=f"no word of {'; '.join(missing[:4])}{f'; and {len(missing) - 4} more' if len(missing) > 4 else ''}",
        )


def section(text, wanted):
    """What stands below the headings with this word, down to the next heading of the same level."""
    found, inside, in_code = [], 0, False
    for line in text.splitlines():
        in_code ^= line.lstrip().startswith("```")
        heading = None if in_code else re.match(r"(#+)\s(.*)", line)
        if heading and (not inside or len(heading[1]) <= inside):
            inside = len(heading[1]) if re.search(rf"(?i)\b({HEADINGS[wanted]})\b", heading[2]) else 0
        found += [line] if inside else []
    return "\n".join(found)


def must_say(text, heading, wanted):
    """Below this heading stands what matches all of these patterns."""
    below = section(text, heading)
    if not below:
        raise Mismatch(f"README.md has no heading {heading}.", expected=f"## {heading}", actual="none")
    missing = [word for word, pattern in wanted.items() if not re.search(pattern, below)]
    if missing:
        raise Mismatch(
            f"README.md does not say below {heading} all that the brief asks for.",
            expected=", ".join(wanted),
            actual=f"missing: {', '.join(missing[:6])}{', ...' if len(missing) > 6 else ''}",
        )


@pytest.mark.criterion("readme-setup")
def test_the_readme_tells_of_the_setup(subject):
    must_say(subject.submitted_text("README.md"), "Setup", SETUP)


@pytest.mark.criterion("readme-run")
def test_the_readme_tells_how_to_start(subject):
    must_say(subject.submitted_text("README.md"), "Run", RUN)


def route(one):
    """A route is a method and a path, with anything between; the id has any name."""
    method, path = one.split(" ")
    path = re.escape(path).replace(r"\{id\}", r"(\{\w+\}|:\w+|<\w+>)")
    return rf"(?m)^.*\b{method}\b.*(?<![\w}}]){path}(?![\w/{{])"


@pytest.mark.criterion("readme-complete")
def test_the_readme_tells_all(subject, routes):
    text = subject.submitted_text("README.md")
    keys = re.findall(r"(?m)^\s*(?:export )?([A-Za-z_]\w*)=", subject.submitted_text(".env.example"))
    must_say(text, "Environment", {name: re.escape(name) for name in [".env.example", *keys]})
    must_say(text, "Endpoints", {one: route(one) for one in routes})
    must_say(text, "Errors", {code: code for code in ("404", "409", "422")})
    if not re.search(r"python3? +(-m +seed_data|\S*seed_data\.py)", text):
        raise Mismatch("README.md does not tell of the seeding.", expected="python seed_data.py", actual="not a word")


def commands(text):
    """The curl commands in a text, each as its words. One may go on over several lines."""
    found, open_line = [], ""
    for line in text.splitlines():
        started = open_line or re.match(r"\s*(?:\$ )?curl\s", line)
        if not started:
            continue
        whole = f"{open_line}\n{line}" if open_line else line.strip().removeprefix("$ ")
        try:
            words = shlex.split(whole.replace("\\\n", " "), comments=True)
        except ValueError:  # a quotation mark is still open
            open_line = whole
            continue
        open_line = whole if line.rstrip().endswith("\\") else ""
        found += [] if open_line else [words[1:]]
    return found


def asked_by(words):
    """The method, the path, the headers and the body of a curl command."""
    method, address, body, headers, in_query = "", "", [], {}, False
    words = [part for word in words for part in apart(word)]
    end = next((place for place, word in enumerate(words) if word in ("|", ">", "&&", ";")), len(words))
    rest = iter(words[:end])
    for word in rest:
        value = next(rest, "") if word in WITH_VALUE else ""
        if word in ("-X", "--request"):
            method = value
        elif word in ("-H", "--header"):
            headers[value.partition(":")[0].strip().title()] = value.partition(":")[2].strip()
        elif word == "--data-urlencode":
            body.append(f"{value.partition('=')[0]}={quote(value.partition('=')[2])}")
        elif word.startswith(("-d", "--data", "--json")):
            body.append(value)
            headers |= {"Content-Type": "application/json"} if word == "--json" else {}
        elif word in ("-G", "--get"):
            in_query = True
        elif word == "--url" or not word.startswith("-"):
            address = value or word
    path = re.sub(r"^(https?://)?[^/]*", "", address) or "/"
    if in_query:
        return method or "GET", path + ("&" if "?" in path else "?") + "&".join(body), headers, ""
    headers = {"Content-Type": "application/x-www-form-urlencoded", **headers} if body else headers
    return method or ("POST" if body else "GET"), path, headers, "&".join(body)


def apart(word):
    """-sXPOST is -s -X POST, and --request=POST is --request POST."""
    if re.match(r"--[\w-]+=", word):
        return word.split("=", 1)
    found = []
    while re.match(r"-[A-Za-z]", word):
        letter, word = word[:2], word[2:]
        if letter in WITH_VALUE:
            return [*found, letter, *([word] if word else [])]
        found.append(letter)
        word = f"-{word}" if word else ""
    return [*found, word] if word else found


@pytest.mark.criterion("curl-works")
def test_the_commands_in_the_readme_work(subject, routes):
    ended_well(subject.program("seed_data.py"))
    api = subject.app("app.main:app")
    done = set()
    for words in commands(section(subject.submitted_text("README.md"), "Examples")):
        method, path, headers, body = asked_by(words)
        known = any(re.fullmatch(one.replace("{id}", r"\d+"), f"{method} {path.split('?')[0]}") for one in routes)
        answer = api.request(method, path, headers=headers, **({"content": body} if body else {}))
        if not known or answer.status_code not in (200, 201, 204, 404, 409, 422):
            raise Mismatch(
                f"This command asks for something that is not there: curl {shlex.join(words)}",
                expected="one of the 17 routes, and an answer that the brief knows",
                actual=f"{method} {path}: {answer.status_code}",
            )
        done |= {method, "?"} & ({method} if "?" not in path else {method, "?"}) if answer.status_code < 400 else set()
    missing = [name for name in ("GET", "POST", "PUT", "DELETE", "?") if name not in done]
    if missing:
        names = ["a path with ? and parameters" if name == "?" else name for name in missing]
        raise Mismatch(
            "Below Examples, some commands are missing, or are refused.",
            expected="curl with GET, POST, PUT and DELETE that is answered with 200, 201 or 204; one of them with a ?",
            actual=f"none for {', '.join(names)}",
        )
