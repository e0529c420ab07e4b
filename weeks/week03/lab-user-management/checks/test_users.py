"""Checks of the lab: a sign of life, a greeting, and users that are made, shown and removed."""

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("health-ok")
def test_the_server_says_that_it_is_there(api):
    answer = api.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


@pytest.mark.criterion("hello-greets")
def test_somebody_is_greeted(api, rng):
    for name in rng.sample(["Amina", "Boris", "João", "Li Na"], 2):
        answer = api.get("/hello", params={"name": name})
        assert answer.status_code == 200
        assert answer.json() == {"message": f"Hello, {name}!"}


@pytest.mark.criterion("hello-checked")
def test_a_greeting_needs_a_name(api):
    assert api.get("/hello").status_code == 422
    for name in ("", "   ", "x" * 51):
        assert api.get("/hello", params={"name": name}).status_code == 422


@pytest.mark.criterion("hello-checked")
def test_the_bounds_of_a_greeting_are_good(api):
    for name in ("Ó", "x" * 50):
        assert api.get("/hello", params={"name": name}).json() == {"message": f"Hello, {name}!"}


@pytest.mark.criterion("user-created")
def test_a_user_is_made(made, people):
    first, second = made(*people[:2])
    assert first["id"] != second["id"]


@pytest.mark.criterion("user-created")
def test_a_bio_may_be_left_out(api, shown, made, people):
    without = {"name": people[0]["name"], "email": people[0]["email"]}
    shown(api.post("/users", json=without), without | {"bio": None}, 201)
    made(people[1] | {"bio": None})


@pytest.mark.criterion("users-listed")
def test_at_the_beginning_there_is_nobody(api):
    answer = api.get("/users")
    assert answer.status_code == 200
    assert answer.json() == []


@pytest.mark.criterion("users-listed")
def test_all_users_are_listed_in_the_order_in_which_they_came(made, everyone, people):
    users = made(*people[:3])
    assert everyone() == users


@pytest.mark.criterion("user-found")
def test_a_user_is_found_by_id(api, made, people, rng):
    for user in rng.sample(made(*people[:3]), 3):
        answer = api.get(f"/users/{user['id']}")
        assert answer.status_code == 200
        assert answer.json() == user


@pytest.mark.criterion("user-found")
def test_an_unknown_user_is_not_found(api, made, nobody, people):
    assert api.get("/users/7").status_code == 404
    assert api.get(f"/users/{nobody(*made(*people[:2]))}").status_code == 404


@pytest.mark.criterion("user-removed")
def test_a_user_is_removed_and_the_others_stay(api, made, everyone, people):
    first, second, third = made(*people[:3])
    answer = api.delete(f"/users/{second['id']}")
    assert answer.status_code == 204
    assert answer.content == b""
    assert everyone() == [first, third]


@pytest.mark.criterion("user-removed")
def test_there_is_nobody_to_remove_the_second_time(api, made, everyone, people):
    first, second = made(*people[:2])
    assert [api.delete(f"/users/{first['id']}").status_code for _ in range(2)] == [204, 404]
    assert everyone() == [second]


@pytest.mark.criterion("ids-given-once")
@pytest.mark.parametrize("gone", [[2], [0, 1, 2]], ids=["the newest", "all"])
def test_an_id_is_not_given_again(api, made, people, gone):
    users = made(*people[:3])
    for place in gone:
        api.delete(f"/users/{users[place]['id']}")
    given, new = [user["id"] for user in users], made(people[3])[0]["id"]
    if new in given:
        raise Mismatch(
            f"The new user has got the id {new}, which was given before.",
            expected=f"an id that is none of {', '.join(map(str, given))}",
            actual=new,
            help="The number of users goes down when one is removed. A counter only goes up.",
        )


@pytest.mark.criterion("bad-user-refused")
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", ["", "   ", "x" * 51, None, 7]),
        ("email", ["amina", "amina@", "@example.com", "", None]),
        ("bio", ["x" * 201, 7, ["tea"]]),
    ],
    ids=["name", "email", "bio"],
)
def test_a_bad_value_makes_no_user(api, people, field, values):
    for value in values:
        assert api.post("/users", json=people[0] | {field: value}).status_code == 422


@pytest.mark.criterion("bad-user-refused")
@pytest.mark.parametrize("field", ["name", "email"])
def test_a_field_must_be_there(api, people, field):
    rest = {name: people[0][name] for name in people[0] if name != field}
    assert api.post("/users", json=rest).status_code == 422


@pytest.mark.criterion("bad-user-refused")
def test_the_bounds_are_still_good(made, people):
    made(people[0] | {"name": "Ó", "bio": "é" * 200}, people[1] | {"name": "é" * 50, "bio": "x"})


@pytest.mark.criterion("unknown-field-refused")
def test_a_field_that_is_not_known_is_refused(api, made, people):
    user = made(people[0])[0]
    for extra in ({"age": 30}, {"id": user["id"]}):
        assert api.post("/users", json=people[1] | extra).status_code == 422
        assert api.put(f"/users/{user['id']}", json=people[0] | extra).status_code == 422
        assert api.patch(f"/users/{user['id']}", json=extra).status_code == 422
