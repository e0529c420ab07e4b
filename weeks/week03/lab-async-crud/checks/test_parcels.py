"""Checks of the lab: parcels over HTTP, and a database that makes them wait."""

import ast
import re

import pytest

from grader.toolbox import Mismatch

WRITTEN = """
from inspect import iscoroutinefunction
from fastapi.routing import APIRoute, iter_route_contexts

def how_written(app):
    routes = [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]
    kinds = ["def", "async def"]
    return {f"{verb} {one.path}": kinds[iscoroutinefunction(one.endpoint)] for one in routes for verb in one.methods}
"""
METHODS = """
from inspect import getmembers, iscoroutinefunction, isfunction

def methods_of(kind):
    return {name: iscoroutinefunction(one) for name, one in getmembers(kind, isfunction) if not name.startswith("_")}
"""
ONE_LINE = "Only what is awaited lets others go on: await asyncio.sleep(1), and no lock around it."


@pytest.mark.criterion("parcel-created")
def test_a_parcel_is_taken_in(api, made):
    first, second = made(api, 2)
    assert first["id"] != second["id"]


@pytest.mark.criterion("parcels-listed")
def test_parcels_are_listed_in_the_order_in_which_they_came(api, made):
    assert api.get("/parcels").json() == []
    parcels = made(api, 3)
    answer = api.get("/parcels")
    assert answer.status_code == 200
    assert answer.json() == parcels


@pytest.mark.criterion("parcels-listed")
def test_a_parcel_is_found_by_id(api, made, rng):
    parcels = made(api, 3)
    for parcel in rng.sample(parcels, 2):
        answer = api.get(f"/parcels/{parcel['id']}")
        assert answer.status_code == 200
        assert answer.json() == parcel
    assert api.get(f"/parcels/{rng.randint(100, 999)}").status_code == 404


@pytest.mark.criterion("waits-together")
def test_several_wait_at_the_same_time(api, meet, asleep, rng):
    size = rng.randint(3, 5)
    meet(size)
    answers = api.concurrently(*[("GET", "/parcels")] * size)
    assert [answer.status_code for answer in answers] == [200] * size
    _, most = asleep(api)
    if most < size:
        raise Mismatch(
            f"{size} requests came at once. They did not wait for the database at the same time.",
            expected=f"{size} in asyncio.sleep(1) at once",
            actual=f"{most} at once" if most else "nobody awaits asyncio.sleep(1)",
            help=ONE_LINE,
        )


@pytest.mark.criterion("parcel-changed")
@pytest.mark.parametrize("fields", [["recipient"], ["grams"], ["recipient", "grams"]])
def test_only_what_came_is_changed(api, made, new, fields):
    first, second, third = made(api, 3)
    changes = {field: value for field, value in new().items() if field in fields}
    answer = api.patch(f"/parcels/{second['id']}", json=changes)
    assert answer.status_code == 200
    assert answer.json() == second | changes
    assert api.get("/parcels").json() == [first, second | changes, third]


@pytest.mark.criterion("parcel-changed")
def test_nothing_is_changed_that_is_not_there(api, made, new, rng):
    parcels = made(api, 1)
    assert api.patch(f"/parcels/{rng.randint(100, 999)}", json=new()).status_code == 404
    assert api.get("/parcels").json() == parcels


@pytest.mark.criterion("parcel-removed")
def test_a_parcel_is_removed(api, made):
    first, second = made(api, 2)
    answer = api.delete(f"/parcels/{first['id']}")
    assert answer.status_code == 204
    assert answer.content == b""
    assert api.get("/parcels").json() == [second]
    assert api.delete(f"/parcels/{first['id']}").status_code == 404
    third = made(api, 1)[0]
    assert api.get("/parcels").json() == [second, third]


@pytest.mark.criterion("parcels-checked")
@pytest.mark.parametrize("bad", [{"recipient": "  "}, {"recipient": "x" * 51}, {"grams": 0}, {"grams": 30_001}])
def test_what_makes_no_sense_is_refused(api, made, new, bad):
    parcel = made(api, 1)[0]
    assert api.post("/parcels", json=new() | bad).status_code == 422
    assert api.patch(f"/parcels/{parcel['id']}", json=bad).status_code == 422
    assert api.get("/parcels").json() == [parcel]


@pytest.mark.criterion("database-waited")
def test_each_request_waits_for_the_database(api, made, new, asleep):
    number = made(api, 1)[0]["id"]
    for method, path, options in [
        ("POST", "/parcels", {"json": new()}),
        ("GET", "/parcels", {}),
        ("GET", f"/parcels/{number}", {}),
        ("PATCH", f"/parcels/{number}", {"json": new()}),
        ("DELETE", f"/parcels/{number}", {}),
    ]:
        before, _ = asleep(api)
        api.request(method, path, **options)
        if asleep(api)[0] == before:
            raise Mismatch(
                f"{method} {path} has not waited for the database.",
                expected="await asyncio.sleep(1)",
                actual="no such wait",
            )


@pytest.mark.criterion("database-waited")
def test_no_parcel_waits_for_another_one(api, made, new, meet):
    numbers, before = [parcel["id"] for parcel in made(api, 3)], len(api.output())
    meet(5)
    api.concurrently(
        ("POST", "/parcels", {"json": new()}),
        ("GET", "/parcels"),
        ("GET", f"/parcels/{numbers[0]}"),
        ("PATCH", f"/parcels/{numbers[1]}", {"json": new()}),
        ("DELETE", f"/parcels/{numbers[2]}"),
    )
    most = max(map(int, re.findall(r"asleep: (\d+)", api.output()[before:])), default=0)
    if most < 5:
        raise Mismatch(
            "Five different requests came at once. They did not wait for the database at the same time.",
            expected="5 in asyncio.sleep(1) at once",
            actual=f"{most} at once",
            help=ONE_LINE,
        )


@pytest.mark.criterion("routes-async")
def test_the_routes_of_parcels_are_async(subject):
    written = subject.define(WRITTEN)(subject.module("main").app)
    plain = [route for route, kind in written.items() if "/parcels" in route and kind == "def"]
    if plain:
        raise Mismatch("Not every route is written with async def.", expected="async def", actual=", ".join(plain))


@pytest.mark.criterion("repository-async")
def test_the_methods_of_the_repository_are_async(subject):
    methods = subject.define(METHODS)(subject.module("repository").ParcelRepository)
    plain = [name for name, is_async in methods.items() if not is_async]
    if plain or not methods:
        raise Mismatch(
            "Not every public method of ParcelRepository is async." if methods else "ParcelRepository has no method.",
            expected="async def",
            actual=f"plain def: {', '.join(plain)}" if plain else "no public method",
        )


@pytest.mark.criterion("repository-async")
def test_only_the_repository_waits(subject):
    nodes = list(ast.walk(ast.parse(subject.snapshot.files["main.py"])))
    calls = [one.func for one in nodes if isinstance(one, ast.Call)]
    lines = [one.lineno for one in calls if "sleep" in (getattr(one, "attr", ""), getattr(one, "id", ""))]
    if lines:
        raise Mismatch(
            "main.py waits by itself. It should ask the repository, which waits.",
            expected="no call of sleep in main.py",
            actual=f"main.py:{lines[0]}",
        )
