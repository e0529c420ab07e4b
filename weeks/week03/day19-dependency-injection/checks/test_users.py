"""Checks of day 19: users over HTTP, a page at a time."""

import pytest

from grader.toolbox import Mismatch

NAMES = ["Amina", "Boris", "Chen", "Dalia", "Emil", "Farida", "Goran", "Hana", "Ivo", "Jamila", "Kenji", "Lea"]


@pytest.fixture
def api(subject):
    return subject.app("main:app")


@pytest.fixture
def ages(rng):
    return iter(rng.sample(range(18, 99), 40))


def make(api, ages, *names):
    """Make users, and answer with them as the server does."""
    made = []
    for name in names:
        answer = api.post("/users", json={"name": name, "email": f"{name.lower()}@example.com", "age": next(ages)})
        assert answer.status_code == 201
        made.append(answer.json())
    return made


def listed(answer):
    assert answer.status_code == 200
    return answer.json()


def names(answer):
    """The names of the users in a list, in its order."""
    users = listed(answer)
    if not (isinstance(users, list) and all(isinstance(user, dict) for user in users)):
        raise Mismatch(
            "The answer is no list of users.", expected='[{"id": ..., "name": ...}, ...]', actual=answer.text
        )
    return [user.get("name") for user in users]


def read(api, user):
    return listed(api.get(f"/users/{user['id']}"))


def unknown_id(users):
    return max(user["id"] for user in users) + 7


def says_why(answer):
    body = answer.json()
    if not (isinstance(body, dict) and body.get("detail")):
        raise Mismatch(
            "The answer does not say what is wrong.",
            expected='{"detail": "..."}',
            actual=answer.text,
            help="The second argument of HTTPException is the sentence.",
        )


@pytest.mark.criterion("users-paged")
def test_a_page_begins_after_skip_and_has_limit_users(api, ages, rng):
    made = rng.sample(NAMES, 6)
    make(api, ages, *made)
    assert names(api.get("/users?skip=2&limit=3")) == made[2:5]
    assert names(api.get("/users?skip=4&limit=1")) == made[4:5]


@pytest.mark.criterion("users-paged")
def test_the_last_page_may_be_shorter(api, ages):
    make(api, ages, "Amina", "Boris", "Chen")
    assert names(api.get("/users?skip=2&limit=3")) == ["Chen"]


@pytest.mark.criterion("page-defaults")
def test_ten_come_unless_said_otherwise(api, ages):
    make(api, ages, *NAMES)
    assert names(api.get("/users")) == NAMES[:10]
    assert names(api.get("/users?limit=2")) == NAMES[:2]
    assert names(api.get("/users?skip=1")) == NAMES[1:11]


@pytest.mark.criterion("page-defaults")
def test_beyond_the_end_is_nothing(api, ages):
    make(api, ages, "Amina", "Boris")
    assert names(api.get("/users?skip=2")) == []
    assert names(api.get("/users?skip=50&limit=5")) == []


@pytest.mark.criterion("page-checked")
def test_a_page_that_makes_no_sense_is_refused(api):
    for query in ("skip=-1", "limit=0", "limit=-1", "limit=101", "skip=two", "limit=many"):
        assert api.get(f"/users?{query}").status_code == 422


@pytest.mark.criterion("page-checked")
def test_a_page_within_the_bounds_is_not_refused(api, ages):
    make(api, ages, *NAMES)
    assert names(api.get("/users?skip=0&limit=100")) == NAMES
    assert names(api.get("/users?limit=1")) == NAMES[:1]


@pytest.mark.criterion("search-answered")
@pytest.mark.parametrize(
    ("q", "found"),
    [("mi", ["Amina", "Emil", "Jamila"]), ("HA", ["Hana"]), ("a", ["Amina", "Hana", "Jamila"]), ("z", [])],
)
def test_a_search_finds_users_by_name(api, ages, q, found):
    make(api, ages, "Amina", "Boris", "Emil", "Hana", "Jamila")
    assert names(api.get("/users/search", params={"q": q})) == found


@pytest.mark.criterion("search-answered")
def test_a_search_needs_a_text(api):
    assert api.get("/users/search").status_code == 422


@pytest.mark.criterion("pagination-reused")
def test_a_search_pages_what_it_has_found(api, ages):
    make(api, ages, "Amina", "Boris", "Emil", "Hana", "Jamila")
    assert names(api.get("/users/search?q=a&skip=1&limit=1")) == ["Hana"]
    assert names(api.get("/users/search?q=a&skip=2")) == ["Jamila"]


@pytest.mark.criterion("unknown-user-404")
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_unknown_user_is_not_found(api, ages, method):
    users = make(api, ages, "Amina", "Boris")
    body = {"json": {"name": "Chen", "email": "chen@example.com", "age": 40}} if method == "PUT" else {}
    answer = api.request(method, f"/users/{unknown_id(users)}", **body)
    assert answer.status_code == 404
    says_why(answer)
    assert [read(api, user) for user in users] == users


@pytest.mark.criterion("unknown-user-404")
def test_a_removed_user_is_not_found(api, ages):
    boris = make(api, ages, "Amina", "Boris")[1]
    assert read(api, boris) == boris
    api.delete(f"/users/{boris['id']}")
    assert api.get(f"/users/{boris['id']}").status_code == 404


@pytest.mark.criterion("api-unchanged")
def test_a_user_is_made_and_read(api, ages):
    amina, boris = make(api, ages, "Amina", "Boris")
    assert read(api, boris) == boris
    assert read(api, amina) == amina
    assert (amina["name"], amina["email"]) == ("Amina", "amina@example.com")


@pytest.mark.criterion("api-unchanged")
def test_a_changed_user_keeps_its_place(api, ages):
    boris = make(api, ages, "Amina", "Boris", "Chen")[1]
    before = names(api.get("/users"))
    new = {"name": "Borka", "email": "boris@example.com", "age": next(ages)}
    assert listed(api.put(f"/users/{boris['id']}", json=new)) == {"id": boris["id"], **new}
    assert read(api, boris) == {"id": boris["id"], **new}
    assert names(api.get("/users")) == ["Borka" if name == "Boris" else name for name in before]


@pytest.mark.criterion("api-unchanged")
def test_a_user_is_removed(api, ages):
    amina, boris, chen = make(api, ages, "Amina", "Boris", "Chen")
    assert api.delete(f"/users/{boris['id']}").status_code == 204
    assert sorted(names(api.get("/users"))) == ["Amina", "Chen"]
    assert [read(api, amina), read(api, chen)] == [amina, chen]


@pytest.mark.criterion("api-unchanged")
def test_an_email_belongs_to_one_user(api, ages):
    users = make(api, ages, "Amina", "Boris")
    taken = {"name": "Chen", "email": "amina@example.com", "age": 40}
    for answer in (api.post("/users", json=taken), api.put(f"/users/{users[1]['id']}", json=taken)):
        assert answer.status_code == 409
        says_why(answer)
    assert [read(api, user) for user in users] == users


@pytest.mark.criterion("api-unchanged")
def test_a_user_that_makes_no_sense_is_refused(api, ages):
    amina = make(api, ages, "Amina")[0]
    for wrong in ({"name": ""}, {"name": "C" * 51}, {"age": 0}, {"age": "many"}, {"email": None}):
        body = {"name": "Chen", "email": "chen@example.com", "age": 40, **wrong}
        assert api.post("/users", json=body).status_code == 422
        assert api.put(f"/users/{amina['id']}", json=body).status_code == 422
    assert read(api, amina) == amina


@pytest.mark.criterion("api-unchanged")
def test_an_id_is_a_number(api):
    assert api.get("/users/amina").status_code == 422


@pytest.mark.criterion("current-user")
def test_the_user_of_the_header_is_answered(api, ages, rng):
    users = make(api, ages, *rng.sample(NAMES, 4))
    asking = rng.choice(users[1:])
    assert listed(api.get("/me", headers={"X-User-Id": str(asking["id"])})) == asking


@pytest.mark.criterion("current-user")
def test_nobody_is_not_answered(api, ages):
    make(api, ages, "Amina")
    answer = api.get("/me")
    assert answer.status_code == 401
    says_why(answer)


@pytest.mark.criterion("current-user")
def test_an_unknown_user_is_nobody(api, ages):
    users = make(api, ages, "Amina", "Boris")
    answer = api.get("/me", headers={"X-User-Id": str(unknown_id(users))})
    assert answer.status_code == 401
    says_why(answer)


@pytest.mark.criterion("current-user")
def test_a_header_that_is_no_number_is_refused(api):
    answer = api.get("/me", headers={"X-User-Id": "amina"})
    if answer.status_code not in (401, 422):
        raise Mismatch("This id is no number.", expected="401 or 422", actual=answer.status_code)
