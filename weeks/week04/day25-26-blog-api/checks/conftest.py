"""A blog to be filled: the learner's server, and people who write."""

import itertools

import pytest

from grader.toolbox import Mismatch

NAMES = ["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida", "Goran", "Hana"]
FIELDS = {
    "users": ["id", "email", "name", "created_at"],
    "posts": ["id", "title", "content", "user_id", "created_at"],
    "comments": ["id", "content", "post_id", "user_id", "created_at"],
}


class Blog:
    """Makes users, posts and comments over HTTP, each with words of its own."""

    def __init__(self, api, rng):
        self.api = api
        self.words = (f"{name} {number}" for number in itertools.count(rng.randint(10, 90)) for name in _mixed(rng))

    def user(self, **given):
        word = next(self.words)
        return self._made("users", {"email": f"{word.lower().replace(' ', '')}@example.com", "name": word, **given})

    def post(self, owner, **given):
        word = next(self.words)
        return self._made(
            "posts", {"title": f"About {word}", "content": f"Long ago, {word}.", "user_id": owner["id"], **given}
        )

    def comment(self, post, owner, **given):
        body = {"content": f"Greetings, {next(self.words)}!", "post_id": post["id"], "user_id": owner["id"], **given}
        return self._made("comments", body)

    def _made(self, kind, body):
        answer = self.api.post(f"/{kind}", json=body)
        if answer.status_code != 201:
            raise Mismatch(
                f"POST /{kind} does not keep what is sent.", expected="status 201", actual=answer.status_code
            )
        made = answer.json()
        missing = [name for name in FIELDS[kind] if not isinstance(made, dict) or made.get(name) is None]
        if missing or {name: made[name] for name in body} != body:
            raise Mismatch(f"The answer to POST /{kind} is not what was sent.", expected=FIELDS[kind], actual=made)
        return known(kind, made)


@pytest.fixture
def api(subject):
    return subject.app("app.main:app")


@pytest.fixture
def blog(api, rng):
    return Blog(api, rng)


@pytest.fixture
def shown():
    """What an answer says in the fields that the brief names."""
    return known


@pytest.fixture
def get(api):
    """The body of an answer to GET, reduced to the fields that the brief names."""

    def get(path, **params):
        answer = api.get(path, params=params)
        if answer.status_code != 200:
            raise Mismatch(f"GET {path} is refused.", expected="status 200", actual=answer.status_code)
        return known([part for part in path.split("/") if part in FIELDS][-1], answer.json())

    return get


@pytest.fixture
def stored(database):
    """The rows of a table, each reduced to these columns."""

    def stored(table, *columns):
        rows = database.rows(table, "id")
        return [{name: row.get(name) for name in columns or FIELDS[table] if name != "created_at"} for row in rows]

    return stored


def known(kind, body):
    if isinstance(body, list):
        return [known(kind, one) for one in body]
    return {name: body.get(name) for name in FIELDS[kind]} if isinstance(body, dict) else body


def _mixed(rng):
    return rng.sample(NAMES, len(NAMES))
