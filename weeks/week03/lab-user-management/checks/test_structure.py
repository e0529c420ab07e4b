"""Checks of the lab: what stands in which file, and what is said once."""

import ast
import contextlib
import re

import pytest

from grader.toolbox import Mismatch

# The file of each route, as FastAPI sees it, and the routers in a module.
ROUTES = """
import os
from inspect import unwrap
from fastapi import APIRouter
from fastapi.routing import APIRoute, iter_route_contexts

def files_of_routes(app):
    routes = [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]
    return {f"{verb} {one.path}": file_of(one.endpoint) for one in routes for verb in one.methods}

def file_of(function):
    return os.path.relpath(unwrap(function).__code__.co_filename)

def routers_in(module):
    return [name for name, value in vars(module).items() if isinstance(value, APIRouter) and value.routes]
"""
# The classes that are Pydantic models, and where they are written.
MODELS = """
import os, sys
from pydantic import BaseModel

def below(kind):
    return [one for child in kind.__subclasses__() for one in (child, *below(child))]

def files_of_models(main):
    files = {one.__name__: home_of(one) for one in below(BaseModel)}
    return {name: file for name, file in files.items() if not file.startswith("..")}

def home_of(kind):
    return os.path.relpath(getattr(sys.modules.get(kind.__module__), "__file__", None) or "/")
"""
CLIENTS = """
from fastapi.testclient import TestClient

def client_of(app):
    return TestClient(app)
"""
REQUESTS = [
    ("GET", "/health"),
    ("GET", "/hello"),
    ("POST", "/users"),
    ("GET", "/users"),
    ("GET", "/users/{id}"),
    ("PUT", "/users/{id}"),
    ("PATCH", "/users/{id}"),
    ("DELETE", "/users/{id}"),
]


@pytest.mark.criterion("routes-in-router")
def test_the_routes_of_users_stand_in_their_own_file(subject):
    files_of_routes = subject.define(ROUTES)[0]
    files = files_of_routes(subject.module("app.main").app)
    elsewhere = {route: file for route, file in files.items() if " /users" in route and file != "app/routers/users.py"}
    if elsewhere:
        raise Mismatch(
            "Not every route of users stands in app/routers/users.py.",
            expected="app/routers/users.py",
            actual=", ".join(f"{route} in {file}" for route, file in elsewhere.items()),
        )


@pytest.mark.criterion("routes-in-router")
def test_the_file_has_a_router(subject):
    subject.module("app.main")
    routers_in = subject.define(ROUTES)[2]
    if not routers_in(subject.module("app.routers.users")):
        raise Mismatch(
            "app/routers/users.py has no router with routes.",
            expected='router = APIRouter(prefix="/users") and @router.get(...)',
            actual="no APIRouter with routes",
        )


@pytest.mark.criterion("models-in-schemas")
def test_all_models_stand_in_one_file(subject):
    files_of_models = subject.define(MODELS)[1]
    files = files_of_models(subject.module("app.main"))
    elsewhere = {name: file for name, file in files.items() if file != "app/schemas.py"}
    if elsewhere or not files:
        raise Mismatch(
            "The models do not all stand in app/schemas.py." if files else "There is no Pydantic model.",
            expected="app/schemas.py",
            actual=", ".join(f"{name} in {file}" for name, file in elsewhere.items()) or "no model",
        )


def places_of(subject, code, names):
    """The lines of app/ that hand this status to a call: HTTPException(404), JSONResponse(..., status_code=404)."""
    found = []
    for file, content in sorted(subject.snapshot.files.items()):
        if file.startswith("app/") and file.endswith(".py"):
            for call in calls_in(content):
                handed = [*call.args, *(keyword.value for keyword in call.keywords)]
                values = [one.value for one in handed if isinstance(one, ast.Constant)]
                words = [getattr(one, "attr", getattr(one, "id", None)) for one in handed]
                if code in values or set(names) & set(words):
                    found.append(f"{file}:{call.lineno}")
    return found


def calls_in(content):
    with contextlib.suppress(SyntaxError, ValueError):  # a file that nobody imports may be unfinished
        return [node for node in ast.walk(ast.parse(content)) if isinstance(node, ast.Call)]
    return []


@pytest.mark.criterion("said-once")
@pytest.mark.parametrize(
    ("code", "names"), [(404, ["HTTP_404_NOT_FOUND", "NOT_FOUND"]), (409, ["HTTP_409_CONFLICT", "CONFLICT"])]
)
def test_a_refusal_is_written_once(subject, code, names):
    found = places_of(subject, code, names)
    if len(found) > 1:
        raise Mismatch(f"{code} is raised in more than one place.", expected="one place", actual=", ".join(found))


@pytest.mark.criterion("readme-complete")
def test_the_readme_says_how_to_start_the_server(subject):
    if not re.search(r"uvicorn.*\bapp\.main:app|fastapi (?:dev|run)", subject.submitted_text("README.md")):
        raise Mismatch("README.md does not say how to start the server.", expected="uvicorn app.main:app")


@pytest.mark.criterion("readme-complete")
def test_the_readme_names_each_request(subject):
    lines = subject.submitted_text("README.md").splitlines()
    missing = []
    for method, path in REQUESTS:
        pattern = re.escape(path).replace(r"\{id\}", r"(?:\{\w+\}|<\w+>|:\w+|\d+)") + r"(?![\w/{<:])"
        if not any(re.search(rf"(?<!\w){method}(?!\w)", line) and re.search(pattern, line) for line in lines):
            missing.append(f"{method} {path}")
    if missing:
        raise Mismatch(
            "README.md does not name each request with its method and its path, on one line.",
            expected=", ".join(f"{method} {path}" for method, path in REQUESTS),
            actual=f"not there: {', '.join(missing)}",
        )


@pytest.mark.criterion("apps-share-nothing")
def test_two_applications_share_no_user(subject, people):
    main, client_of = subject.module("app.main"), subject.define(CLIENTS)
    with client_of(main.create_app()) as first, client_of(main.create_app()) as second:
        assert first.post("/users", json=people[0]).status_code == 201
        assert second.get("/users").json() == []
        assert second.post("/users", json=people[0]).status_code == 201
        assert len(first.get("/users").json()) == 1
