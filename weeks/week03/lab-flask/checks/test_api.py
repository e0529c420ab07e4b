"""The same requests to both applications."""

from urllib.parse import urlsplit

import pytest

from grader.toolbox import Mismatch


def both(flask, fastapi=""):
    """A check of both applications. Each has a criterion of its own."""
    names = {"flask": flask, "fastapi": fastapi or flask}
    chosen = [
        pytest.param(name, marks=pytest.mark.criterion(f"{name}-{criterion}"), id=name)
        for name, criterion in names.items()
    ]
    return pytest.mark.parametrize("api", chosen, indirect=True)


def listed(api, **query):
    answer = api.get("/sightings", params=query)
    assert answer.status_code == 200
    return answer.json()


def unknown_id(sightings):
    return max((sighting["id"] for sighting in sightings), default=0) + 1


@both("created")
def test_a_sighting_is_kept(api, make, birds):
    first, second = make(api, *birds[:2])
    assert first["id"] != second["id"]


@both("listed")
def test_sightings_are_listed_in_the_order_in_which_they_came(api, make, birds):
    assert listed(api) == []
    sightings = make(api, *birds)
    assert listed(api) == sightings


@both("found")
def test_a_sighting_is_found_by_its_id(api, make, birds, rng):
    sightings = make(api, *birds[:3])
    for sighting in rng.sample(sightings, 3):
        answer = api.get(f"/sightings/{sighting['id']}")
        assert answer.status_code == 200
        assert answer.json() == sighting


@both("found")
def test_what_is_not_there_is_not_found(api, make, birds):
    unknown = unknown_id(make(api, *birds[:2]))
    assert api.get(f"/sightings/{unknown}").status_code == 404
    answer = api.get("/sightings/heron")
    if answer.status_code not in (404, 422):
        raise Mismatch("No sighting has the id heron.", expected="404 or 422", actual=answer.status_code)


@both("deleted")
def test_one_sighting_is_removed(api, make, birds):
    first, second, third = make(api, *birds[:3])
    answer = api.delete(f"/sightings/{second['id']}")
    assert answer.status_code == 204
    assert answer.content == b""
    assert listed(api) == [first, third]
    assert api.delete(f"/sightings/{second['id']}").status_code == 404


@both("deleted")
def test_an_id_is_not_given_again(api, make, birds):
    first, second = make(api, *birds[:2])
    api.delete(f"/sightings/{second['id']}")
    assert make(api, birds[2])[0]["id"] not in (first["id"], second["id"])


@both("located")
def test_the_answer_says_where_the_new_sighting_is(api, birds):
    for bird in birds[:2]:
        answer = api.post("/sightings", json=bird)
        if not answer.headers.get("location"):
            raise Mismatch("The answer has no header Location.", expected=f"Location: /sightings/{answer.json()['id']}")
        assert api.get(urlsplit(answer.headers["location"]).path).json() == answer.json()


@both("filtered")
def test_a_place_and_a_limit_choose(api, make, birds):
    away, here = birds[0], birds[1]["place"]
    _, first, second, third = make(api, away, *(bird | {"place": here} for bird in birds[1:]))
    assert listed(api, place=here) == [first, second, third]
    assert listed(api, place=here, limit=2) == [first, second]
    assert len(listed(api, limit=1)) == 1
    assert len(listed(api, limit=100)) == 4
    for other in ("Nowhere", here.upper()):
        assert listed(api, place=other) == []


@both("query-checked")
def test_a_limit_has_bounds(api, make, birds):
    make(api, *birds[:2])
    for limit in ("many", 0, -1, 101, 1.5):
        assert api.get("/sightings", params={"limit": limit}).status_code == 422


@both("body-checked")
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("bird", ["", "   ", "x" * 61, None, 7]),
        ("place", ["", "\t\n", "x" * 61, None, ["pond"]]),
        ("count", [0, -3, 2.5, "many", None]),
    ],
    ids=["bird", "place", "count"],
)
def test_a_bad_value_is_refused(api, birds, field, values):
    for value in values:
        assert api.post("/sightings", json=birds[0] | {field: value}).status_code == 422
    assert api.post("/sightings", json={name: birds[0][name] for name in birds[0] if name != field}).status_code == 422
    assert listed(api) == []


@both("body-checked")
def test_the_bounds_are_still_good(api, make, birds):
    make(api, {"bird": "Ó", "place": "é" * 60, "count": 1}, birds[0] | {"bird": "x" * 60, "place": "y"})


@both("body-checked")
def test_a_body_that_is_no_sighting_is_refused(api):
    for body in ('{"bird": "Heron"', "", "[1, 2]", '"Heron"', "null"):
        answer = api.post("/sightings", content=body, headers={"Content-Type": "application/json"})
        if answer.status_code not in (400, 415, 422):
            raise Mismatch("This body is no sighting.", expected="400, 415 or 422", actual=answer.status_code)


@both("fields-chosen", fastapi="response-models")
def test_a_field_that_nobody_asked_for_is_passed_over(api, make, birds, rng):
    wished = rng.randint(1000, 9999)
    answer = api.post("/sightings", json={"id": wished, "phone": "0123 456", **birds[0]})
    assert answer.status_code == 201
    sighting = answer.json()
    assert sighting == {"id": sighting["id"], **birds[0]}
    assert sighting["id"] != wished
    assert listed(api) == [sighting]
