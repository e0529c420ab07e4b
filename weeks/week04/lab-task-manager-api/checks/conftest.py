"""The learner's migrations and tasks, in the words of the checks."""

import pytest

from grader.toolbox import Mismatch

WORDS = ["apples", "bread", "cables", "drums", "eggs", "flags", "glasses", "hinges", "ink", "jars"]


HELP = {
    "check": "It names what differs. What the model says, a migration makes; what a migration makes, the model says.",
    "step": "Each line that begins with File names a place; the error stands below the last of them.",
}


class Tasks:
    """The tasks of a server."""

    def __init__(self, api):
        self.api = api

    def add(self, title, **more):
        """A new task, as the server answers."""
        answer = self.api.post("/tasks", json={"title": title, **more})
        assert answer.status_code == 201
        return answer.json()

    def one(self, task):
        """What the server says now about a task that it has answered with before."""
        answer = self.api.get(f"/tasks/{task['id']}")
        assert answer.status_code == 200
        return answer.json()

    def patch(self, task, changes):
        return self.api.patch(f"/tasks/{task['id']}", json=changes)

    def move(self, task, *statuses):
        for status in statuses:
            assert self.patch(task, {"status": status}).status_code == 200

    def page(self, **query):
        answer = self.api.get("/tasks", params=query)
        assert answer.status_code == 200
        body = answer.json()
        if not isinstance(body, dict) or body.keys() != {"items", "total"}:
            raise Mismatch("This is no page.", expected='{"items": [...], "total": ...}', actual=body)
        return body

    def titles(self, **query):
        return [task["title"] for task in self.page(**query)["items"]]


@pytest.fixture
def alembic(subject):
    """Run a command of Alembic's that must end well."""

    def run(*words):
        finished = subject.program("python", "-m", "alembic", *words, shown=["alembic", *words])
        if finished.exit_code:
            raise Mismatch(
                f"alembic {' '.join(words)} ended with an error.",
                expected="exit status 0",
                actual=f"exit status {finished.exit_code}",
                help=HELP["check" if "check" in words else "step"],
            )

    return run


@pytest.fixture
def tasks(subject, alembic):
    """A server, and then its tables: it starts with an empty database, too, and sooner than after another program."""
    api = subject.app("app.main:app")
    alembic("upgrade", "head")
    return Tasks(api)


@pytest.fixture
def words(rng):
    """Titles in small letters, no two alike, in no order."""
    return rng.sample(WORDS, len(WORDS))
