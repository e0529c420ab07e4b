"""Checks of compose.yaml, of compose.deploy.yaml, and of the pipeline."""

import re

import pytest
import yaml

from grader.toolbox import Mismatch

DATABASES = ["postgres", "mongo"]
WORKFLOW = ".github/workflows/ci.yml"
SECRET = re.compile(r"(?i)(password|secret|passwd)(?!.*_file$)")
ASKED_FOR = re.compile(r"\$\{?\w+(?::?\?[^}]*)?\}?")  # ${NAME} or ${NAME:?}, but no ${NAME:-value}
ADDRESS = re.compile(r"://[^\s:/@]*:(?P<password>[^\s@]+)@")
CALLS = {
    "ruff check": r"\bruff\s+check\b",
    "mypy": r"\bmypy\b",
    "alembic upgrade head": r"\balembic\b.*\bupgrade\s+heads?\b",
    "alembic check": r"\balembic\b.*\bcheck\b",
    "pytest": r"\bpytest\b",
    "docker build": r"\bdocker\s+(?:buildx\s+|image\s+|compose\s+.*)?build\b",
}
ACTIONS = {"docker build": "docker/build-push-action@", "ruff check": "astral-sh/ruff-action@"}


class Map(dict):
    """A mapping that knows on which line each of its keys stands."""

    lines: dict


class Reset:
    """What `!reset` leaves."""


class Loader(yaml.SafeLoader):
    """Reads Compose's own tags, too."""

    def map(self, node):
        found = Map()
        yield found
        found.update(self.construct_mapping(node))
        found.lines = {self.construct_object(key): key.start_mark.line + 1 for key, _ in node.value}

    def other(self, suffix, node):
        if suffix == "reset":
            return Reset()
        if isinstance(node, yaml.ScalarNode):
            return self.construct_scalar(node)
        make = self.construct_sequence if isinstance(node, yaml.SequenceNode) else self.construct_mapping
        return make(node, deep=True)


Loader.add_constructor("tag:yaml.org,2002:map", Loader.map)
Loader.add_multi_constructor("!", Loader.other)


@pytest.fixture
def read(subject):
    """A YAML file of the learner's, with all its anchors resolved."""

    def read(name):
        try:
            found = yaml.load(subject.submitted_text(name), Loader)
        except yaml.YAMLError as error:
            raise Mismatch(f"{name} is no YAML.", expected="YAML", actual=f"{error}") from None
        demand(isinstance(found, dict), f"{name} holds no mapping.", "services: ..., or jobs: ...", found)
        return found

    return read


def demand(is_so, rationale, expected, actual=None, within=None, key=None):
    if not is_so:
        line = f"line {within.lines[key]}: " if isinstance(within, Map) and key in within.lines else ""
        raise Mismatch(rationale, expected=expected, actual=f"{line}{actual}" if actual is not None else f"{line}none")


def services_in(read, name="compose.yaml"):
    return {one: about or {} for one, about in (read(name).get("services") or {}).items()}


def pairs(environment):
    """A list of NAME=value, or a mapping."""
    if isinstance(environment, list):
        return [(*str(one).split("=", 1), None)[:2] for one in environment]
    return list((environment or {}).items())


@pytest.mark.criterion("system-composed")
def test_the_databases_are_healthy_kept_and_hidden(read):
    whole = read("compose.yaml")
    services = whole.get("services") or {}
    missing = [name for name in ["api", *DATABASES] if name not in services]
    demand(not missing, "compose.yaml has not all services.", "api, postgres and mongo", f"no {', '.join(missing)}")
    for name in DATABASES:
        one, at = services[name], {"within": services, "key": name}
        tag = str(one.get("image", "")).rpartition("/")[2].partition(":")[2]
        demand(tag not in ("", "latest"), f"The image of {name} has no version.", f"{name}:18", one.get("image"), **at)
        test = (one.get("healthcheck") or {}).get("test") or ["NONE"]
        demand(test not in ("NONE", ["NONE"]), f"{name} has no health check.", "healthcheck: test: ...", None, **at)
        sources = [v.get("source") if isinstance(v, dict) else str(v).split(":")[0] for v in one.get("volumes") or []]
        kept = [source for source in sources if source in (whole.get("volumes") or {})]
        demand(kept, f"The data of {name} goes with its container.", "a volume named below volumes:", sources, **at)
        demand(not one.get("ports"), f"{name} can be reached from outside.", "no ports", one.get("ports"), one, "ports")


@pytest.mark.criterion("system-composed")
def test_the_api_is_built_here_and_waits(subject, read):
    services = services_in(read)
    api = services.get("api", {})
    demand(api.get("build"), "The image of api is not built here.", "build: .", api.get("image"), services, "api")
    demand(api.get("ports"), "Nobody reaches the api.", 'ports: ["8000:8000"]', api.get("ports"), services, "api")
    waits = awaited(services, "api")
    missing = [name for name in DATABASES if name not in waits]
    demand(
        not missing,
        "The api does not wait until the databases are healthy.",
        f"depends_on: {'/'.join(missing)}: condition: service_healthy",
        f"it waits for {', '.join(sorted(waits)) or 'nothing'}",
        api,
        "depends_on",
    )
    scripts = [name for name in subject.snapshot.files if re.search(r"(^|/)Dockerfile$|\.sh$|^compose\.yaml$", name)]
    steps = [name for name in scripts if re.search(r"alembic[\s\"',]+.*upgrade", subject.submitted_text(name))]
    demand(steps, "Nobody runs the migrations.", "alembic upgrade head, before the api starts", "no such command")


def awaited(services, name):
    """Who is healthy before this one starts."""
    depends = services.get(name, {}).get("depends_on") or {}
    found = set()
    for other, how in depends.items() if isinstance(depends, dict) else []:
        condition = (how or {}).get("condition")
        if condition in ("service_healthy", "service_completed_successfully"):
            found |= awaited(services, other) | ({other} if condition == "service_healthy" else set())
    return found


@pytest.mark.criterion("system-composed")
def test_no_password_stands_in_the_file(subject, read):
    for number, line in enumerate(subject.submitted_text("compose.yaml").splitlines(), 1):
        if found := ADDRESS.search(line.partition(" #")[0]):
            is_asked_for = ASKED_FOR.fullmatch(found["password"])
            demand(is_asked_for, "An address has its password in it.", "${NAME}", f"line {number}: {line.strip()}")
    for name, one in services_in(read).items():
        environment = one.get("environment")
        for variable, value in pairs(environment):
            is_good = value is None or not SECRET.search(variable) or ASKED_FOR.fullmatch(str(value))
            demand(is_good, f"{variable} of {name} stands in the file.", "${NAME}", value, environment, variable)


@pytest.mark.criterion("behind-nginx")
def test_nginx_alone_has_a_port(read):
    services, more = services_in(read), services_in(read, "compose.deploy.yaml")
    demand("nginx" in more, "compose.deploy.yaml has no service nginx.", "nginx", ", ".join(more))
    is_whole = bool(more.get("api", {}).get("build") or more.get("api", {}).get("image"))  # it stands alone
    open_ones = []
    for name in {**({} if is_whole else services), **more}:
        ports = more.get(name, {}).get("ports", [])
        before = [] if is_whole or isinstance(ports, Reset) else services.get(name, {}).get("ports") or []
        open_ones += [name] if before or (ports and not isinstance(ports, Reset)) else []
    demand(open_ones == ["nginx"], "Others than nginx can be reached.", "nginx", ", ".join(open_ones) or "nobody")


def jobs_in(workflow):
    return workflow.get("jobs") or {}


def steps_in(workflow):
    return [step for job in jobs_in(workflow).values() for step in job.get("steps") or []]


@pytest.mark.criterion("pipeline-described")
def test_the_pipeline_runs_for_each_change_and_only_reads(read):
    workflow = read(WORKFLOW)
    events = workflow.get("on", workflow.get(True)) or {}
    named = [events] if isinstance(events, str) else list(events)
    demand({"push", "pull_request"} <= set(named), "The pipeline misses changes.", "push and pull_request", named)
    jobs = jobs_in(workflow)
    for name, job in jobs.items():
        rights = job.get("permissions", workflow.get("permissions", "whatever is usual"))
        values = rights.values() if isinstance(rights, dict) else [rights]
        home = job if "permissions" in job else workflow
        only_reads = set(values) <= {"read", "none", "read-all"}
        demand(only_reads, f"The job {name} may write.", "permissions: contents: read", rights, home, "permissions")
        demand("timeout-minutes" in job or "uses" in job, f"{name} has no end.", "timeout-minutes", None, jobs, name)
    has_both = any(set(DATABASES) <= set(job.get("services") or {}) for job in jobs.values())
    demand(has_both, "No job has both databases beside it.", "services: postgres and mongo", list(jobs))


@pytest.mark.criterion("pipeline-described")
def test_the_pipeline_takes_all_steps(read):
    steps = steps_in(read(WORKFLOW))
    uses = [str(step["uses"]) for step in steps if "uses" in step]
    runs = re.sub(r"(?m)^\s*#.*|\\\n", "", "\n".join(str(step.get("run", "")) for step in steps))
    missing = [
        name
        for name, pattern in CALLS.items()
        if not re.search(pattern, runs) and not any(one.startswith(ACTIONS.get(name, "-")) for one in uses)
    ]
    demand(not missing, "The pipeline leaves something out.", ", ".join(CALLS), f"no {', '.join(missing)}")
    for step in steps:
        use = str(step.get("uses", "./"))
        has_version = use.startswith("./") or use.partition("@")[2] not in ("", "main", "master", "latest")
        demand(has_version, "An action has no version.", "like actions/checkout@v5", use, step, "uses")
