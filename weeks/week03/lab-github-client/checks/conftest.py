"""What several checks need: the hub, and the learner's program that asks it."""

import json

import pytest

from grader.toolbox import Mismatch, ended_well
from grader.toolbox.doubles import Hub

_FAILED = "After sys.exit(1), or sys.exit(main()) with a main() that returns 1, others see that it failed."


@pytest.fixture
def hub(site, rng):
    """The hub, with a token of this run, and a repository with numbers that stand nowhere else."""
    hub = site.play(Hub(rng))
    hub.token = f"hub_{rng.randint(10**9, 10**10)}"
    for repo in hub.repos["amina"]:
        repo.update(stargazers_count=rng.randint(10_000, 49_999), open_issues_count=rng.randint(50_000, 99_999))
    return hub


@pytest.fixture
def name(hub, rng):
    """The full name of a repository."""
    return rng.choice(hub.repos["amina"])["full_name"]


@pytest.fixture
def path(name):
    """Where the hub has a repository."""
    return f"/repos/{name}"


@pytest.fixture
def reports(hub, name, rng):
    """Gives a repository so many issues, all with titles of their own."""

    def reports(count, states=("open", "closed")):
        rooms = rng.sample(range(1000, 9999), count)
        hub.issues[name] = [
            {
                "number": number,
                "title": f"[lamp] Room {room} is dark",
                "body": None,
                "state": states[number % len(states)],
                "user": {"login": "boris"},
            }
            for number, room in enumerate(rooms, 1)
        ]
        return hub.issues[name]

    return reports


@pytest.fixture
def run(subject, site, hub):
    """Runs a command of the program, with this hub in its environment; nothing for a variable leaves it out."""

    def run(*words, program=("hub.py",), **env):
        told = {"HUB_URL": site.url, **env}
        return subject.program(*program, *words, env={key: value for key, value in told.items() if value is not None})

    return run


@pytest.fixture
def lines(run):
    """What a command prints that ends well, line by line. `when` says what the hub does, in a sentence."""

    def lines(*words, when="", **env):
        finished = run(*words, **env)
        if finished.exit_code != 0 and when:
            raise Mismatch(
                f"{when} The program ended with an error.",
                expected="exit status 0",
                actual=f"exit status {finished.exit_code}",
            )
        ended_well(finished)
        return finished.stdout.splitlines()

    return lines


@pytest.fixture
def complaint(run):
    """The sentence of a command that fails. `when` says why it must, in a sentence."""

    def complaint(*words, when, tells="", **env):
        finished = run(*words, **env)
        if "Traceback" in finished.output:
            raise Mismatch(
                f"{when} The program ended with a traceback, which says little to the person who typed the command.",
                expected="a sentence on standard error",
                actual=finished.output.strip().splitlines()[-1],
                help="Catch the exception that the last line names, and print a sentence in its place.",
            )
        if finished.exit_code == 0:
            raise Mismatch(
                f"{when} The program ended as if all were well.",
                expected="an exit status that is not 0",
                actual="exit status 0",
                help=_FAILED if finished.stderr or not finished.stdout else None,
            )
        if not finished.stderr.strip():
            raise Mismatch(
                f"{when} No sentence on standard error says so.",
                expected="a sentence on standard error",
                actual="nothing there",
                help="print(sentence, file=sys.stderr) writes to standard error.",
            )
        if tells not in finished.stderr:
            raise Mismatch(
                f"{when} The sentence on standard error lacks something.",
                expected=f"a sentence with {tells} in it",
                actual=finished.stderr.strip(),
            )
        return finished.stderr

    return complaint


@pytest.fixture
def asked(site):
    """The requests that have reached the hub; at least one has."""

    def asked():
        if not site.asked:
            raise Mismatch(
                "The hub has not been asked.",
                expected="a request to the address in HUB_URL",
                actual="no request",
                help="The address of the hub is in the environment: os.environ['HUB_URL'].",
            )
        return list(site.asked)

    return asked


@pytest.fixture
def insist_on_requests(site):
    """The hub was asked so many times, and always for the same."""

    def insist_on_requests(path, times, when):
        if site.paths() != [path] * times:
            raise Mismatch(
                f"{when} The number of requests is not right.",
                expected=f"{times} for {path}",
                actual=f"{len(site.paths())} for {' and '.join(sorted(set(site.paths()))) or 'anything'}",
            )

    return insist_on_requests


@pytest.fixture
def body_of():
    """The JSON in the body of a request."""

    def body_of(request):
        try:
            return json.loads(request.body)
        except ValueError:
            raise Mismatch(
                "The body of the POST is no JSON.",
                expected='{"title": "..."}',
                actual=request.body.decode(errors="replace") or "an empty body",
                help="json={...} makes JSON of a dictionary. data={...} makes a form of it.",
            ) from None

    return body_of
