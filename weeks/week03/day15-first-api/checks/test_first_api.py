"""Checks of day 15: requests over HTTP, and what comes back."""

import pytest

from grader.toolbox import Mismatch

ITEMS = {1: "Tea", 2: "Milk", 3: "Bread", 4: "Rice", 5: "Tomatoes", 6: "Green tea"}


@pytest.fixture
def api(subject):
    return subject.app("main:app")


def shown(*item_ids):
    return [{"item_id": item_id, "name": ITEMS[item_id]} for item_id in item_ids]


@pytest.mark.criterion("hello-answered")
def test_a_greeting_is_answered(api):
    answer = api.get("/")
    assert answer.status_code == 200
    assert answer.json() == {"message": "Hello"}


@pytest.mark.criterion("item-by-path")
def test_an_item_is_found_by_its_id(api, rng):
    for item_id in rng.sample(list(ITEMS), 2):
        answer = api.get(f"/items/{item_id}")
        assert answer.status_code == 200
        assert answer.json() == {"item_id": item_id, "name": ITEMS[item_id]}


@pytest.mark.criterion("item-id-checked")
@pytest.mark.parametrize("item_id", ["tea", "2.5"])
def test_an_id_is_a_number(api, item_id):
    assert api.get(f"/items/{item_id}").status_code == 422


@pytest.mark.criterion("unknown-item-404")
def test_an_unknown_item_is_not_found(api, rng):
    for item_id in (0, rng.randint(7, 99)):
        answer = api.get(f"/items/{item_id}")
        assert answer.status_code == 404
        body = answer.json()
        said = body.get("detail") if isinstance(body, dict) else None
        if not isinstance(said, str) or said in ("", "Not Found"):
            raise Mismatch(
                "The answer does not say what is missing.",
                expected='{"detail": "..."}, with a sentence that is not FastAPI\'s own',
                actual=answer.text,
                help="The second argument of HTTPException is the sentence.",
            )


@pytest.mark.criterion("search-by-query")
@pytest.mark.parametrize(
    ("q", "item_ids"),
    [("mi", [2]), ("TEA", [1, 6]), ("ea", [1, 3, 6]), ("green t", [6]), ("coffee", []), (".", []), ("(", [])],
)
def test_a_search_finds_names(api, q, item_ids):
    answer = api.get("/search", params={"q": q})
    assert answer.status_code == 200
    assert answer.json() == shown(*item_ids)


@pytest.mark.criterion("search-limited")
def test_a_limit_is_kept(api, rng):
    limit = rng.randint(1, 2)
    assert api.get("/search", params={"q": "e", "limit": limit}).json() == shown(1, 3, 4, 5, 6)[:limit]
    assert api.get("/search", params={"q": "e", "limit": 4}).json() == shown(1, 3, 4, 5)


@pytest.mark.criterion("search-limited")
def test_three_are_enough_unless_said_otherwise(api):
    assert api.get("/search", params={"q": "e"}).json() == shown(1, 3, 4)


@pytest.mark.criterion("search-checked")
def test_a_search_needs_a_text(api):
    assert api.get("/search").status_code == 422


@pytest.mark.criterion("search-checked")
def test_a_limit_is_a_number(api):
    assert api.get("/search", params={"q": "tea", "limit": "many"}).status_code == 422


@pytest.mark.criterion("docs-written")
def test_the_documentation_writes_itself(api):
    page = api.get("/docs")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    routes = api.get("/openapi.json").json()["paths"]
    described = {
        path: sorted(parameter["name"] for parameter in route["get"].get("parameters", []))
        for path, route in routes.items()
        if "get" in route
    }
    wanted = {"/": [], "/items/{item_id}": ["item_id"], "/search": ["limit", "q"]}
    assert {path: described.get(path) for path in wanted} == wanted


@pytest.mark.criterion("limit-bounded")
def test_a_limit_has_bounds(api):
    for limit, status in ((0, 422), (-1, 422), (51, 422), (1, 200), (50, 200)):
        assert api.get("/search", params={"q": "tea", "limit": limit}).status_code == status
