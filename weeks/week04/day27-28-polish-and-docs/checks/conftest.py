"""A blog to be filled, and its documentation to be read."""

import itertools
import re

import pytest

from grader.toolbox import Mismatch

KINDS = {"users": "user", "posts": "post", "comments": "comment"}
FIELDS = {
    "users": ["id", "email", "name", "created_at"],
    "posts": ["id", "title", "content", "user_id", "created_at"],
    "comments": ["id", "content", "post_id", "user_id", "created_at"],
}
ROUTES = [
    *[f"{method} /{kind}" for kind in KINDS for method in ("POST", "GET")],
    *[f"{method} /{kind}/{{id}}" for kind in KINDS for method in ("GET", "PUT", "DELETE")],
    "GET /users/{id}/posts",
    "GET /posts/{id}/comments",
]


class Blog:
    """Makes users, posts and comments over HTTP, each with words of its own."""

    def __init__(self, api, rng):
        self.api = api
        names = rng.sample(["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida"], 6)
        self.words = (f"{name} {number}" for number in itertools.count(rng.randint(10, 90)) for name in names)

    def user(self):
        word = next(self.words)
        return self._made("users", {"email": f"{word.lower().replace(' ', '')}@example.com", "name": word})

    def post(self, owner):
        word = next(self.words)
        return self._made("posts", {"title": f"About {word}", "content": f"Long ago, {word}.", "user_id": owner["id"]})

    def comment(self, post, owner):
        body = {"content": f"Greetings, {next(self.words)}!", "post_id": post["id"], "user_id": owner["id"]}
        return self._made("comments", body)

    def _made(self, kind, body):
        answer = self.api.post(f"/{kind}", json=body)
        made = known(kind, answer.json()) if answer.status_code == 201 else {}
        if made.get("id") is None or {name: made[name] for name in body} != body:
            raise Mismatch(
                f"POST /{kind} does not keep what is sent.",
                expected=f"status 201 and {', '.join(FIELDS[kind])}",
                actual=f"status {answer.status_code}",
            )
        return made


@pytest.fixture
def api(subject):
    return subject.app("app.main:app")


@pytest.fixture
def blog(api, rng):
    return Blog(api, rng)


@pytest.fixture
def blog_at(rng):
    """Fills another server of the same application."""
    return lambda api: Blog(api, rng)


@pytest.fixture
def fields():
    return FIELDS


@pytest.fixture
def routes():
    return ROUTES


@pytest.fixture
def ids_of(api):
    """The ids in a list."""

    def ids_of(path, **params):
        answer = api.get(path, params=params)
        assert answer.status_code == 200
        return [one["id"] for one in answer.json()]

    return ids_of


@pytest.fixture
def shown():
    """What an answer says in the fields that the brief names."""
    return known


@pytest.fixture
def rows(database):
    """All rows of all three tables."""
    return lambda: {kind: database.rows(kind, "id") for kind in FIELDS}


def known(kind, body):
    return {name: body.get(name) for name in FIELDS[kind]} if isinstance(body, dict) else {}


class Described:
    """/openapi.json, read: each of the 17 routes with what is said of it."""

    def __init__(self, whole):
        self.whole = whole
        self.routes = {}
        for route in ROUTES:
            method, path = route.split(" ")
            pattern = re.escape(path).replace(r"\{id\}", r"\{\w+\}")
            found = [one for name, one in whole.get("paths", {}).items() if re.fullmatch(pattern, name)]
            self.routes[route] = next(
                (one[method.lower()] | _shared(one) for one in found if method.lower() in one), None
            )
        missing = [route for route, one in self.routes.items() if one is None]
        if missing:
            raise Mismatch("Routes are missing in /openapi.json.", expected="all 17 routes", actual=f"no {missing[0]}")

    def resolved(self, schema):
        """A schema without references, and with what it takes over from others."""
        schema = schema if isinstance(schema, dict) else {}
        for _ in range(9):
            if "$ref" not in schema:
                break
            name = schema["$ref"].rpartition("/")[2]
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = self.whole.get("components", {}).get("schemas", {}).get(name, {}) | rest
        for part in [*schema.get("allOf", []), *schema.get("anyOf", [])[:1]]:
            schema = self.resolved(part) | schema
        return schema

    def body(self, route):
        return _json(self.routes[route].get("requestBody", {}))

    def answers(self, route):
        """The descriptions of its good answers, by their codes."""
        return {code: one for code, one in self.routes[route].get("responses", {}).items() if code.startswith("2")}

    def content(self, answer):
        return _json(answer)

    def examples(self, media):
        """What stands as an example beside a body or in its schema, or is put together from its fields."""
        schema = self.resolved(media.get("schema"))
        beside = media.get("examples")
        named = beside.values() if isinstance(beside, dict) else []
        found = [one.get("value") for one in named if isinstance(one, dict)] + _examples_in(media, schema)
        if schema.get("type") == "array":
            found += [[one] for one in self.examples({"schema": schema.get("items")})]
        parts = {name: self.examples({"schema": part}) for name, part in schema.get("properties", {}).items()}
        if parts and all(parts.get(name) for name in schema.get("required", parts)):
            found.append({name: one[0] for name, one in parts.items() if one})
        return found


def _shared(path):
    """Parameters that are described for all methods of a path."""
    return {"shared": path.get("parameters", [])}


def _json(part):
    return part.get("content", {}).get("application/json", {})


def _examples_in(media, schema):
    found = [media["example"]] if "example" in media else []
    found += [schema["example"]] if "example" in schema else []
    listed = schema.get("examples")
    return found + (listed if isinstance(listed, list) else [])


@pytest.fixture
def described(api):
    with api.in_passing():  # it is long, and the messages say which route they mean
        whole = api.get("/openapi.json").json()
    return Described(whole)
