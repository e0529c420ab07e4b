"""Checks of day 19: where the values of routes come from, and that the work is where it belongs."""

import ast
import contextlib
import re

import pytest

from grader.toolbox import Mismatch

OVERRIDE = """
from fastapi import HTTPException
from fastapi.testclient import TestClient

def say_418():
    raise HTTPException(418)

main.app.dependency_overrides[NAME] = say_418
client = TestClient(main.app, raise_server_exceptions=False)
"""
PAGE = """
from fastapi import Depends
from fastapi.testclient import TestClient

pages = []

@main.app.get("/probe-page")
def probe_page(page=Depends(get_pagination)):
    pages.append(page)

client = TestClient(main.app, raise_server_exceptions=False)
client.get("/probe-page?skip=1&limit=1")
main.app.dependency_overrides[get_pagination] = lambda: pages[0]
"""
PROBE = """
from fastapi import Depends
from fastapi.testclient import TestClient

@main.app.get("/probe/{user_id}")
def probe(user=Depends(get_user_by_id)):
    return "called"

client = TestClient(main.app, raise_server_exceptions=False)
"""
METHODS = {"get", "post", "put", "patch", "delete", "api_route", "route", "add_api_route"}
AMINA = {"name": "Amina", "email": "amina@example.com", "age": 31}


def client_without(subject, name):
    """A client of the learner's app, in which everything that depends on this function answers 418."""
    main, dependencies = subject.module("main"), subject.module("dependencies")
    return subject.define(OVERRIDE.replace("NAME", name), main=main, **{name: getattr(dependencies, name)})[-1]


def depends(answer, route, name):
    status = answer.status_code
    if status != 418:
        raise Mismatch(
            f"{route} does not depend on {name} of dependencies.py: it answers without it.",
            expected="418, from the function that took its place",
            actual=status,
            help=f"Depends({name}) stands at a parameter of the route; {name} is imported from dependencies.",
        )


@pytest.mark.criterion("pagination-injected")
def test_the_list_depends_on_the_pagination(subject):
    client = client_without(subject, "get_pagination")
    depends(client.get("/users"), "GET /users", "get_pagination")


@pytest.mark.criterion("pagination-reused")
def test_the_search_depends_on_the_same_pagination(subject):
    client = client_without(subject, "get_pagination")
    depends(client.get("/users/search?q=a"), "GET /users/search", "get_pagination")


def uses_what_it_returned(subject, route):
    main, get_pagination = subject.module("main"), subject.module("dependencies").get_pagination
    client = subject.define(PAGE, main=main, get_pagination=get_pagination)[-1]
    for name in ("Amina", "Boran", "Clara"):
        client.post("/users", json={"name": name, "email": f"{name.lower()}@example.com", "age": 31})
    found = [user["name"] for user in client.get(route).json()]
    if found != ["Boran"]:
        raise Mismatch(
            f"GET {route} does not use what get_pagination returned.",
            expected="['Boran']: get_pagination said skip 1, limit 1, whatever the request says",
            actual=found,
            help="Take skip and limit from the parameter with Depends(get_pagination), and from nowhere else.",
        )


@pytest.mark.criterion("pagination-injected")
def test_the_page_of_the_list_is_the_one_that_it_returned(subject):
    uses_what_it_returned(subject, "/users")


@pytest.mark.criterion("pagination-reused")
def test_the_page_of_the_search_is_the_one_that_it_returned(subject):
    uses_what_it_returned(subject, "/users/search?q=a")


@pytest.mark.criterion("user-injected")
def test_all_three_routes_depend_on_the_user(subject):
    client = client_without(subject, "get_user_by_id")
    depends(client.get("/users/1"), "GET /users/{user_id}", "get_user_by_id")
    depends(client.put("/users/1", json=AMINA), "PUT /users/{user_id}", "get_user_by_id")
    depends(client.delete("/users/1"), "DELETE /users/{user_id}", "get_user_by_id")


@pytest.mark.criterion("current-user-layered")
def test_the_lower_dependency_can_be_replaced(subject):
    main, dependencies = subject.module("main"), subject.module("dependencies")
    client = subject.define("from fastapi.testclient import TestClient\nclient = TestClient(main.app)", main=main)
    amina = client.post("/users", json=AMINA).json()
    lower = dependencies.get_current_user_id
    line = f"main.app.dependency_overrides[get_current_user_id] = lambda: {amina['id']}"
    subject.define(line, main=main, get_current_user_id=lower)
    answer = client.get("/me").json()
    if answer != amina:
        raise Mismatch(
            "get_current_user does not ask get_current_user_id: the id that took its place was not used.",
            expected=amina,
            actual=answer,
            help="get_current_user has a parameter with Depends(get_current_user_id), and reads no header itself.",
        )


@pytest.mark.criterion("handlers-clean")
def test_any_route_can_rely_on_the_dependency(subject, rng):
    main, dependencies = subject.module("main"), subject.module("dependencies")
    client = subject.define(PROBE, main=main, get_user_by_id=dependencies.get_user_by_id)[-1]
    status = client.get(f"/probe/{rng.randint(100, 999)}").status_code
    if status != 404:
        raise Mismatch(
            "A new route that depends on get_user_by_id is called for a user who is not there.",
            expected="404, from get_user_by_id",
            actual=status,
            help="get_user_by_id itself raises HTTPException when it finds nobody.",
        )


@pytest.mark.criterion("handlers-clean")
def test_no_route_of_one_user_answers_404_itself(subject):
    with_a_value = [found for found in routes_of(subject) if "{" in ast.unparse(found[1].decorator_list[0])]
    for name, function in with_a_value:
        for part in function.body:
            for node in ast.walk(part):
                if says_404(node):
                    raise Mismatch(
                        f"{function.name} speaks of 404 itself.",
                        expected="404 in get_user_by_id only",
                        actual=f"404 in {name}, line {node.lineno}",
                        help="The dependency has found the user before the route is called.",
                    )


@pytest.mark.criterion("routes-elsewhere")
def test_no_route_stands_among_the_dependencies(subject):
    subject.submitted_text("dependencies.py")
    found = [function for name, function in routes_of(subject) if name == "dependencies.py"]
    if found:
        raise Mismatch(
            f"{found[0].name} in dependencies.py is a route.",
            expected="no decorator such as @app.get in dependencies.py",
            actual=f"@{ast.unparse(found[0].decorator_list[0])}, line {found[0].lineno - 1}",
            help="Move it to main.py. There it imports the dependency that it needs.",
        )


def routes_of(subject):
    """All functions that are made routes by a decorator, with the file in which they stand."""
    for name, content in sorted(subject.snapshot.files.items()):
        if name.endswith(".py") and not re.search(r"(^|/)(\.|v?env/|test)", name):
            with contextlib.suppress(SyntaxError, ValueError):  # the application does not use it, or would not start
                for node in ast.walk(ast.parse(content)):
                    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
                        map(makes_route, node.decorator_list)
                    ):
                        yield name, node


def makes_route(decorator):
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") in METHODS


def says_404(node):
    named = str(getattr(node, "attr", getattr(node, "id", "")))
    return getattr(node, "value", None) == 404 or named in ("NOT_FOUND", "HTTP_404_NOT_FOUND")
