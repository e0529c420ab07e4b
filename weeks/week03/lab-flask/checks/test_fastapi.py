"""What is FastAPI's own: the description, the documentation, a route that waits."""

import pytest

from grader.toolbox import Mismatch

FIELDS = ["bird", "count", "id", "place"]
# How the route is written, as FastAPI sees it.
WRITTEN = """
from inspect import iscoroutinefunction
from fastapi.routing import APIRoute, iter_route_contexts

def is_coroutine(app):
    routes = [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]
    return [iscoroutinefunction(one.endpoint) for one in routes if one.path.endswith("/weather")] == [True]
"""
# A station that answers the first who asks when somebody else asks, too, or after two seconds.
STATION = '''"""A weather station that tells how many waited for it together."""

import asyncio
import time

waiting = []


async def weather_at(place: str) -> str:
    waiting.append(place)
    end = time.monotonic() + 2
    while len(waiting) < {size} and time.monotonic() < end:
        await asyncio.sleep(0.01)
    return f"{sky} in {{place}}, {{len(waiting)}} asked"
'''


@pytest.fixture
def station(subject, rng):
    """The learner's app, with another weather station; the answer says how many have asked it together."""

    def serve(size):
        sky = rng.choice(["Snow", "Hail", "Mist", "Thunder"])
        subject.write_text("weather.py", STATION.format(size=size, sky=sky))
        return subject.app("fastapi_app:app"), sky

    return serve


def resolved(description, schema):
    """A schema; where it only names another one, that one."""
    if "$ref" not in schema:
        return schema
    return description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def fields(description, operation):
    """The fields that an operation promises for its success."""
    success = next((answer for status, answer in operation["responses"].items() if status.startswith("2")), {})
    content = success.get("content", {})
    schema = resolved(description, content.get("application/json", {}).get("schema", {}))
    return sorted(resolved(description, schema.get("items", schema)).get("properties", {}))


@pytest.mark.criterion("fastapi-response-models")
def test_the_description_says_what_an_answer_has(fastapi):
    description = fastapi.get("/openapi.json").json()
    paths = description["paths"]
    one = next((path for path in paths if path.startswith("/sightings/{") and path.endswith("}")), "/sightings/{id}")
    for path, method in (("/sightings", "post"), ("/sightings", "get"), (one, "get")):
        promised = fields(description, paths.get(path, {}).get(method, {"responses": {}}))
        if promised != FIELDS:
            raise Mismatch(
                f"/openapi.json does not say what the answer to {method.upper()} {path} has.",
                expected=FIELDS,
                actual=promised or "no fields",
                help="The type after -> is the response model: a model, or a list of models. A dict says nothing.",
            )


@pytest.mark.criterion("fastapi-docs")
def test_the_documentation_writes_itself(fastapi):
    page = fastapi.get("/docs")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.criterion("fastapi-docs")
def test_the_description_knows_what_comes_in(fastapi):
    description = fastapi.get("/openapi.json").json()
    route = description["paths"].get("/sightings", {})
    parameters = {one["name"] for one in route.get("get", {}).get("parameters", [])}
    assert sorted(parameters & {"limit", "place"}) == ["limit", "place"]
    content = route.get("post", {}).get("requestBody", {}).get("content", {})
    schema = resolved(description, content.get("application/json", {}).get("schema", {}))
    assert sorted(schema.get("required", [])) == ["bird", "count", "place"]


@pytest.mark.criterion("fastapi-async")
def test_the_weather_at_a_place_is_asked(station, make, birds):
    api, sky = station(1)
    first, second = make(api, *birds[:2])
    answer = api.get(f"/sightings/{second['id']}/weather")
    assert answer.status_code == 200
    assert answer.json() == {"place": second["place"], "weather": f"{sky} in {second['place']}, 1 asked"}
    assert api.get(f"/sightings/{first['id'] + second['id'] + 1}/weather").status_code == 404


@pytest.mark.criterion("fastapi-async")
def test_two_wait_for_the_weather_together(station, make, birds):
    api, sky = station(2)
    sightings = make(api, *birds[:2])
    for answer in api.concurrently(*(("GET", f"/sightings/{sighting['id']}/weather") for sighting in sightings)):
        assert answer.status_code == 200
        assert answer.json()["weather"] == f"{sky} in {answer.json()['place']}, 2 asked"


@pytest.mark.criterion("fastapi-async")
def test_the_route_is_a_coroutine(subject):
    app = subject.module("fastapi_app").app
    if not subject.define(WRITTEN)(app):
        raise Mismatch("The function of /sightings/{id}/weather is a plain one.", expected="async def", actual="def")


@pytest.mark.criterion("fastapi-page")
def test_fastapi_shows_the_page_and_escapes_it(fastapi, make, birds, page_of, shows, rng):
    script = f"<script>alert({rng.randint(10, 99)})</script>"
    make(fastapi, birds[0] | {"place": script}, birds[1])
    page = page_of(fastapi)
    shows(page, birds[0]["bird"], birds[1]["bird"])
    shows(page, script)
    shows(page, birds[1]["count"])
