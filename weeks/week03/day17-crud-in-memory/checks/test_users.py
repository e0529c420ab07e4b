"""Checks of day 17: users that come, change and go, over HTTP."""

from urllib.parse import urlsplit

import pytest

from grader.toolbox import Mismatch

NAMES = ["Amina", "Boris", "Chen", "Dora", "Emre"]


@pytest.fixture
def api(subject):
    return subject.app("main:app")


@pytest.fixture
def people(rng):
    """Five users as a client sends them, no two of them alike in anything."""
    ages = rng.sample(range(1, 100), 5)
    return [
        {"name": name, "email": f"{name.lower()}{rng.randint(10, 99)}@example.com", "age": age}
        for name, age in zip(rng.sample(NAMES, 5), ages, strict=True)
    ]


def user_in(answer, person, status):
    """The user in an answer: the fields that were sent, and an id."""
    assert answer.status_code == status
    user = answer.json()
    if not isinstance(user, dict) or type(user.get("id")) is not int:
        raise Mismatch(
            "The answer is not a user with an id.",
            expected={"id": 1, **person},
            actual=answer.text,
            help="The id is a whole number that the server gives.",
        )
    assert user == {"id": user["id"], **person}
    return user


def made(api, *people):
    return [user_in(api.post("/users", json=person), person, 201) for person in people]


def everyone(api):
    return api.get("/users").json()


def unknown_id(users):
    return max((user["id"] for user in users), default=0) + 1


# -- create and read ------------------------------------------------------------------------------


@pytest.mark.criterion("user-created")
def test_a_user_is_made(api, people):
    first, second = made(api, *people[:2])
    assert first["id"] != second["id"]


@pytest.mark.criterion("users-listed")
def test_at_the_beginning_there_is_nobody(api):
    answer = api.get("/users")
    assert answer.status_code == 200
    assert answer.json() == []


@pytest.mark.criterion("users-listed")
def test_all_users_are_listed_in_the_order_in_which_they_came(api, people):
    users = made(api, *people[:3])
    answer = api.get("/users")
    assert answer.status_code == 200
    assert answer.json() == users


@pytest.mark.criterion("users-in-memory")
def test_a_new_server_knows_nobody(subject, people):
    made(subject.app("main:app"), people[0])
    assert everyone(subject.app("main:app")) == []


@pytest.mark.criterion("id-from-server")
def test_an_id_from_a_client_is_passed_over(api, people, rng):
    wished = rng.randint(1000, 9999)
    first = user_in(api.post("/users", json={"id": wished, **people[0]}), people[0], 201)
    assert first["id"] != wished
    second = user_in(api.post("/users", json={"id": first["id"], **people[1]}), people[1], 201)
    assert second["id"] != first["id"]


@pytest.mark.criterion("bad-user-refused")
@pytest.mark.parametrize("field", ["name", "email", "age"])
def test_a_field_must_be_there(api, people, field):
    assert api.post("/users", json={name: people[0][name] for name in people[0] if name != field}).status_code == 422


@pytest.mark.criterion("bad-user-refused")
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", ["", "   ", "x" * 51, "\t\n", None]),
        ("email", ["amina", "amina@", "@example.com", "", None]),
        ("age", [0, -3, 2.5, "old", None]),
    ],
    ids=["name", "email", "age"],
)
def test_a_bad_value_is_refused(api, people, field, values):
    for value in values:
        assert api.post("/users", json=people[0] | {field: value}).status_code == 422


@pytest.mark.criterion("bad-user-refused")
def test_the_bounds_are_still_good(api, people):
    made(api, people[0] | {"name": "Ó", "age": 1}, people[1] | {"name": "é" * 50})


@pytest.mark.criterion("user-by-id")
def test_a_user_is_found_by_id(api, people, rng):
    users = made(api, *people[:3])
    for user in rng.sample(users, 3):
        answer = api.get(f"/users/{user['id']}")
        assert answer.status_code == 200
        assert answer.json() == user


@pytest.mark.criterion("unknown-user-404")
def test_an_unknown_user_is_not_found(api, people):
    assert api.get("/users/1").status_code == 404
    users = made(api, *people[:2])
    assert api.get(f"/users/{unknown_id(users)}").status_code == 404


@pytest.mark.criterion("unknown-user-404")
def test_an_id_that_makes_no_sense_is_refused(api, people):
    given = [user["id"] for user in made(api, *people[:2])]
    for nonsense in (number for number in (0, -1, "tea") if number not in given):
        answer = api.get(f"/users/{nonsense}")
        if answer.status_code not in (404, 422):
            raise Mismatch(f"Nobody has the id {nonsense}.", expected="404 or 422", actual=answer.status_code)


# -- delete ---------------------------------------------------------------------------------------


@pytest.mark.criterion("user-deleted")
def test_a_user_is_removed_and_the_others_stay(api, people):
    first, second, third = made(api, *people[:3])
    answer = api.delete(f"/users/{second['id']}")
    assert answer.status_code == 204
    assert answer.content == b""
    assert everyone(api) == [first, third]
    assert api.get(f"/users/{second['id']}").status_code == 404
    assert api.get(f"/users/{third['id']}").json() == third


@pytest.mark.criterion("user-deleted")
def test_there_is_nothing_to_say_about_it(api, people):
    user = made(api, people[0])[0]
    assert api.delete(f"/users/{user['id']}").status_code == 204
    everyone(api)  # the server cuts off a body after 204, and by now it has said so
    if "Too much data for declared Content-Length" in api.output():
        raise Mismatch(
            "The answer 204 was sent with a body. The server cut it off and printed an error.",
            expected="no body",
            actual="Too much data for declared Content-Length",
            help="Let the function return nothing.",
        )


@pytest.mark.criterion("user-deleted")
def test_all_are_removed_one_after_the_other(api, people):
    users = made(api, *people[:3])
    while users:
        assert api.delete(f"/users/{users.pop(0)['id']}").status_code == 204
        assert everyone(api) == users


@pytest.mark.criterion("deleted-is-gone")
def test_there_is_nothing_to_delete_the_second_time(api, people):
    _, second = made(api, *people[:2])
    assert api.delete(f"/users/{second['id']}").status_code == 204
    assert api.delete(f"/users/{second['id']}").status_code == 404


@pytest.mark.criterion("deleted-is-gone")
def test_an_unknown_user_is_not_deleted(api, people):
    users = made(api, *people[:2])
    assert api.delete(f"/users/{unknown_id(users)}").status_code == 404
    assert everyone(api) == users


@pytest.mark.criterion("ids-given-once")
@pytest.mark.parametrize("gone", [[2], [0], [0, 1, 2]], ids=["the newest", "the oldest", "all"])
def test_an_id_is_not_given_again(api, people, gone):
    users = made(api, *people[:3])
    for place in gone:
        api.delete(f"/users/{users[place]['id']}")
    given = [user["id"] for user in users]
    assert made(api, people[3])[0]["id"] not in given


# -- replace --------------------------------------------------------------------------------------


@pytest.mark.criterion("user-replaced")
def test_all_three_fields_are_replaced(api, people):
    first, second, third = made(api, *people[:3])
    answer = api.put(f"/users/{second['id']}", json=people[3])
    new = user_in(answer, people[3], 200)
    assert new["id"] == second["id"]
    assert everyone(api) == [first, new, third]
    assert api.get(f"/users/{second['id']}").json() == new


@pytest.mark.criterion("user-replaced")
def test_an_id_in_the_body_changes_no_id(api, people):
    first, second = made(api, *people[:2])
    answer = api.put(f"/users/{second['id']}", json={"id": first["id"], **people[3]})
    assert answer.status_code == 200
    assert everyone(api) == [first, {"id": second["id"], **people[3]}]


@pytest.mark.criterion("right-one-replaced")
def test_after_a_deletion_still_the_right_one_is_replaced(api, people):
    first, second, third = made(api, *people[:3])
    api.delete(f"/users/{first['id']}")
    assert api.put(f"/users/{second['id']}", json=people[3]).status_code == 200
    assert api.get(f"/users/{second['id']}").json() == {"id": second["id"], **people[3]}
    assert api.get(f"/users/{third['id']}").json() == third


@pytest.mark.criterion("put-never-creates")
def test_nobody_is_replaced_who_is_not_there(api, people):
    assert api.put("/users/1", json=people[2]).status_code == 404
    users = made(api, *people[:2])
    assert api.put(f"/users/{unknown_id(users)}", json=people[2]).status_code == 404
    assert everyone(api) == users


@pytest.mark.criterion("bad-update-refused")
def test_a_bad_update_is_refused(api, people):
    user = made(api, people[0])[0]
    for change in ({"name": "  "}, {"name": "x" * 51}, {"email": "amina"}, {"age": 0}):
        assert api.put(f"/users/{user['id']}", json=people[1] | change).status_code == 422


@pytest.mark.criterion("bad-update-refused")
def test_an_update_has_all_three_fields(api, people):
    user = made(api, people[0])[0]
    for field in people[1]:
        rest = {name: people[1][name] for name in people[1] if name != field}
        assert api.put(f"/users/{user['id']}", json=rest).status_code == 422


# -- one address, one user ------------------------------------------------------------------------


@pytest.mark.criterion("email-taken-409")
def test_an_address_belongs_to_one_user(api, people):
    made(api, *people[:2])
    for taken in people[:2]:
        assert api.post("/users", json=people[2] | {"email": taken["email"]}).status_code == 409


@pytest.mark.criterion("email-taken-409")
def test_a_name_and_an_age_may_be_shared(api, people):
    made(api, people[0], people[0] | {"email": people[1]["email"]})


@pytest.mark.criterion("put-email-taken-409")
def test_nobody_takes_the_address_of_another(api, people):
    first, second = made(api, *people[:2])
    assert api.put(f"/users/{second['id']}", json=people[2] | {"email": first["email"]}).status_code == 409
    assert api.put(f"/users/{first['id']}", json=people[2] | {"email": second["email"]}).status_code == 409


@pytest.mark.criterion("put-email-taken-409")
def test_a_user_may_keep_the_address(api, people):
    _, second = made(api, *people[:2])
    older = people[1] | {"age": people[1]["age"] + 1}
    for _ in ("once", "twice"):
        user_in(api.put(f"/users/{second['id']}", json=older), older, 200)


@pytest.mark.criterion("email-free-again")
def test_the_address_of_a_deleted_user_is_free(api, people):
    user = made(api, people[0])[0]
    api.delete(f"/users/{user['id']}")
    made(api, people[0])


@pytest.mark.criterion("email-free-again")
def test_an_address_that_was_given_up_is_free(api, people):
    user = made(api, people[0])[0]
    api.put(f"/users/{user['id']}", json=people[1])
    made(api, people[0])


# -- refusals -------------------------------------------------------------------------------------


def refusals(users, person):
    """Requests that are all refused."""
    first, second = users
    nobody, other = f"/users/{unknown_id(users)}", f"/users/{second['id']}"
    return [
        ("GET", nobody, {}),
        ("DELETE", nobody, {}),
        ("PUT", nobody, {"json": person}),
        ("PUT", other, {"json": person | {"email": first["email"]}}),
        ("PUT", other, {"json": person | {"age": 0}}),
        ("POST", "/users", {"json": person | {"email": first["email"]}}),
        ("POST", "/users", {"json": person | {"age": 0}}),
    ]


@pytest.mark.criterion("refusal-changes-nothing")
def test_a_refused_request_changes_nothing(api, people):
    users = made(api, *people[:2])
    for method, path, options in refusals(users, people[2]):
        api.request(method, path, **options)
        assert everyone(api) == users


@pytest.mark.criterion("errors-say-why")
def test_every_refusal_says_why(api, people):
    users = made(api, *people[:2])
    for method, path, options in refusals(users, people[2]):
        answer = api.request(method, path, **options)
        body = answer.json()
        if not isinstance(body, dict) or not body.get("detail"):
            raise Mismatch("The answer does not say why.", expected='{"detail": "..."}', actual=answer.text)


# -- stretch --------------------------------------------------------------------------------------


@pytest.mark.criterion("created-has-location")
def test_the_answer_says_where_the_new_user_is(api, people):
    for person in people[:2]:
        answer = api.post("/users", json=person)
        if not answer.headers.get("location"):
            raise Mismatch("The answer has no header Location.", expected=f"Location: /users/{answer.json()['id']}")
        assert api.get(urlsplit(answer.headers["location"]).path).json() == answer.json()


@pytest.mark.criterion("patch-changes-some")
@pytest.mark.parametrize("fields", [["name"], ["email", "age"], []])
def test_only_what_came_is_changed(api, people, fields):
    first, second = made(api, *people[:2])
    answer = api.patch(f"/users/{second['id']}", json={field: people[2][field] for field in fields})
    changed = second | {field: people[2][field] for field in fields}
    assert answer.status_code == 200
    assert answer.json() == changed
    assert everyone(api) == [first, changed]


@pytest.mark.criterion("patch-checked")
def test_a_bad_change_is_refused(api, people):
    user = made(api, people[0])[0]
    for change in ({"name": "  "}, {"name": "x" * 51}, {"email": "amina"}, {"age": 0}, {"age": "old", "name": "Fay"}):
        assert api.patch(f"/users/{user['id']}", json=change).status_code == 422
    assert everyone(api) == [user]


@pytest.mark.criterion("patch-checked")
def test_null_is_no_value(api, people):
    user = made(api, people[0])[0]
    for field in people[0]:
        api.patch(f"/users/{user['id']}", json={field: None})
        assert everyone(api) == [user]


@pytest.mark.criterion("patch-checked")
def test_a_change_takes_no_address_and_makes_no_user(api, people):
    users = made(api, *people[:2])
    own, taken = {"email": users[1]["email"]}, {"email": users[0]["email"], "name": "Fay"}
    assert api.patch(f"/users/{users[1]['id']}", json=taken).status_code == 409
    assert api.patch(f"/users/{users[1]['id']}", json=own).status_code == 200
    assert api.patch(f"/users/{unknown_id(users)}", json={"name": "Fay"}).status_code == 404
    assert everyone(api) == users
