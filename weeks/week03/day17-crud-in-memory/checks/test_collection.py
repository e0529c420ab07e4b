"""Checks of day 17: the collection of requests, read, and sent to the learner's own server."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.postman import has_all, planned

FIVE = ["POST /users", "GET /users", "GET /users/{id}", "PUT /users/{id}", "DELETE /users/{id}"]


@pytest.fixture
def answers(subject):
    """Each request of the collection, and what the learner's server answers; one user is there before."""
    requests = planned(subject)
    api = subject.app("main:app")
    user = api.post("/users", json={"name": "Fay", "email": "fay.first@example.com", "age": 41}).json()
    return [(one, one.send(api, str(user["id"]))) for one in requests]


@pytest.mark.criterion("collection-complete")
def test_the_collection_has_all_five_requests(subject):
    has_all(planned(subject), FIVE)


@pytest.mark.criterion("collection-works")
def test_every_request_finds_its_route(answers):
    for one, answer in answers:
        unknown = answer.status_code == 404 and not any(one.matches(route) for route in [*FIVE, "PATCH /users/{id}"])
        if unknown or answer.status_code == 405 or answer.status_code >= 500:
            raise Mismatch(
                f"Your server has no good answer to a request of your collection: {one.method} {one.path}",
                expected="a route of yours",
                actual=answer.status_code,
                help="Compare method and path with those in main.py.",
            )


@pytest.mark.criterion("collection-works")
@pytest.mark.parametrize(
    ("route", "good"), [("POST /users", [201]), ("PUT /users/{id}", [200, 404, 409])], ids=["POST", "PUT"]
)
def test_the_bodies_are_good(answers, route, good):
    came = [answer.status_code for one, answer in answers if one.matches(route)]
    if not set(came) & set(good):
        raise Mismatch(
            f"Your server does not take what your collection sends: {route}",
            expected=good[0],
            actual=", ".join(map(str, came)),
            help="In Postman the kind of the body is raw, and JSON. The fields follow the rules of the brief.",
        )
