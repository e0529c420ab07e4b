"""Checks of what the application says of itself in /openapi.json."""

import re

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.described import explore

USER, ROLE = ["401"], ["401", "403"]
# Each route, and the refusals that the tables of the brief name for it; 404 goes without saying where an id is.
ROUTES = {
    "GET /health": [],
    **{f"POST /api/v1/auth/{name}": [] for name in ("sign-up", "log-in", "refresh", "log-out")},
    **{f"{method} /api/v1/me": USER for method in ("GET", "PATCH")},
    **{f"GET /api/v1/me/{name}": ROLE for name in ("jobs", "applications")},
    "GET /api/v1/jobs": [],
    "GET /api/v1/jobs/{}": [],
    **{f"{route}": ROLE for route in ("POST /api/v1/jobs", "PATCH /api/v1/jobs/{}", "POST /api/v1/jobs/{}/close")},
    **{f"{method} /api/v1/jobs/{{}}/applications": ROLE for method in ("GET", "POST")},
    "GET /api/v1/applications/{}": USER,
    **{f"POST /api/v1/applications/{{}}/{move}": ROLE for move in ("withdraw", "accept", "decline")},
    **{f"GET /api/v1/admin/{name}": ROLE for name in ("jobs", "users", "hits")},
    **{f"POST /api/v1/admin/jobs/{{}}/{move}": ROLE for move in ("approve", "reject")},
    **{f"POST /api/v1/admin/users/{{}}/{move}": ROLE for move in ("ban", "unban")},
}


def described(api):
    """Each route of the description, with any name in the braces."""
    with api.in_passing():
        whole = api.get("/openapi.json").json()
    return {
        f"{method.upper()} {re.sub(r'{[^}]+}', '{}', path)}": about
        for path, methods in whole["paths"].items()
        for method, about in methods.items()
    }


def has_schema(answer):
    media = answer.get("content", {})
    return any(one.get("schema") for kind, one in media.items() if "json" in kind)


@pytest.mark.criterion("api-described")
def test_each_route_is_described(api):
    found = described(api)
    for route, refusals in ROUTES.items():
        about = found.get(route, {})
        answers = about.get("responses", {})
        lacking = [name for name in ("summary", "tags") if not about.get(name)]
        good = [status for status in ("200", "201", "204") if status in answers]
        lacking += [f"a schema for {status}" for status in good if status != "204" and not has_schema(answers[status])]
        lacking += [] if good else ["a good answer"]
        wanted = [*refusals, *["404"] * ("{}" in route)]
        lacking += [f"{status} with a schema" for status in wanted if not has_schema(answers.get(status, {}))]
        if lacking:
            raise Mismatch(
                "A route is not described as the brief asks for it.",
                expected=f"{route} with summary, tags, and schemas for {', '.join([*good, *wanted])}",
                actual=f"no {', no '.join(lacking)}" if about else "no such route",
            )


class Signed:
    """The API, asked by one user after the other, until one is allowed to."""

    def __init__(self, api, people, rng):
        self._api, self._people, self._rng = api, people, rng
        self.get, self.in_passing = api.get, api.in_passing

    def request(self, method, path, headers, **options):
        named = {name: value for name, value in headers.items() if name.lower() != "authorization"}
        for person in self._rng.sample(self._people, len(self._people)):
            token = {"Authorization": f"Bearer {person.token}"}
            answer = self._api.request(method, path, headers={**named, **token}, **options)
            if answer.status_code != 403:
                break
        return answer


@pytest.mark.criterion("explored")
def test_requests_that_are_made_up_are_answered_as_promised(board, rng):
    company, seeker, admin = people = board.company(), board.seeker(), board.admin()
    for _ in range(2):
        board.applied(seeker, board.approve(admin, board.job(company)))
    explore(Signed(board.api, people, rng), rng, each=4)


REFUSED = [("POST", "/api/v1/auth/sign-up", "422"), ("GET", "/api/v1/me", "401"), ("GET", "/api/v1/jobs/{}", "404")]


@pytest.mark.criterion("explored")
def test_refusals_have_the_form_that_is_promised(api):
    with api.in_passing():
        schemas = api.get("/openapi.json").json().get("components", {}).get("schemas", {})
    for method, path, status in REFUSED:
        answer = api.request(method, path.replace("{}", "4711"), **({"json": {}} if method == "POST" else {}))
        assert answer.status_code == int(status)
        media = described(api)[f"{method} {path}"]["responses"][status]["content"]["application/json"]
        schema = schemas.get(media["schema"].get("$ref", "").rpartition("/")[2], media["schema"])
        assert set(schema.get("required", [])) <= answer.json().keys()
