"""Checks of the lab: users that are replaced and changed, and what is refused."""

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("user-replaced")
def test_a_user_is_replaced(api, made, shown, everyone, people):
    first, second, third = made(*people[:3])
    new = shown(api.put(f"/users/{second['id']}", json=people[3]), people[3], 200)
    assert new["id"] == second["id"]
    assert everyone() == [first, new, third]


@pytest.mark.criterion("user-replaced")
def test_a_bio_that_put_leaves_out_is_gone(api, made, everyone, people):
    user = made(people[0])[0]
    answer = api.put(f"/users/{user['id']}", json={"name": "Farida", "email": people[1]["email"]})
    assert answer.status_code == 200
    assert everyone() == [{"id": user["id"], "name": "Farida", "email": people[1]["email"], "bio": None}]


@pytest.mark.criterion("user-replaced")
def test_put_makes_no_user_and_needs_all_of_it(api, made, nobody, everyone, people):
    user = made(people[0])[0]
    assert api.put(f"/users/{nobody(user)}", json=people[1]).status_code == 404
    for part in ({"name": "Farida"}, {"name": None, "email": people[1]["email"]}):
        assert api.put(f"/users/{user['id']}", json=part).status_code == 422
    assert everyone() == [user]


@pytest.mark.criterion("user-patched")
@pytest.mark.parametrize("fields", [["name"], ["email", "bio"], []])
def test_only_what_came_is_changed(api, made, everyone, people, fields):
    first, second, third = made(*people[:3])
    answer = api.patch(f"/users/{second['id']}", json={field: people[3][field] for field in fields})
    changed = second | {field: people[3][field] for field in fields}
    assert answer.status_code == 200
    assert answer.json() == changed
    assert everyone() == [first, changed, third]


@pytest.mark.criterion("user-patched")
def test_patch_makes_no_user(api, made, nobody, people):
    user = made(people[0])[0]
    assert api.patch(f"/users/{nobody(user)}", json={"name": "Farida"}).status_code == 404


@pytest.mark.criterion("null-erases-bio")
def test_null_takes_a_bio_away(api, made, everyone, people):
    user = made(people[0])[0]
    answer = api.patch(f"/users/{user['id']}", json={"bio": None})
    assert answer.status_code == 200
    assert answer.json() == user | {"bio": None}
    assert everyone() == [user | {"bio": None}]


@pytest.mark.criterion("null-erases-bio")
@pytest.mark.parametrize("field", ["name", "email"])
def test_a_name_and_an_address_cannot_be_taken_away(api, made, everyone, people, field):
    user = made(people[0])[0]
    assert api.patch(f"/users/{user['id']}", json={field: None}).status_code == 422
    assert everyone() == [user]


@pytest.mark.criterion("bad-change-refused")
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_bad_value_changes_no_user(api, made, people, method):
    user = made(people[0])[0]
    whole = people[1] if method == "PUT" else {}
    for bad in ({"name": "  "}, {"name": "x" * 51}, {"email": "amina"}, {"bio": "x" * 201}, {"bio": 7}):
        assert api.request(method, f"/users/{user['id']}", json=whole | bad).status_code == 422


@pytest.mark.criterion("values-tidied")
def test_a_new_user_is_tidied(api, shown, everyone, people):
    untidy = people[0] | {"name": f" {people[0]['name']}\t", "email": people[0]["email"].title()}
    user = shown(api.post("/users", json=untidy), people[0], 201)
    assert everyone() == [user]


@pytest.mark.criterion("values-tidied")
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_changed_user_is_tidied(api, made, shown, everyone, people, method):
    user = made(people[0])[0]
    untidy = people[1] | {"name": f"  {people[1]['name']} ", "email": people[1]["email"].upper()}
    changed = shown(api.request(method, f"/users/{user['id']}", json=untidy), people[1], 200)
    assert everyone() == [changed]


@pytest.mark.criterion("values-tidied")
def test_white_space_does_not_count(api, shown, people):
    long = people[0] | {"name": "x" * 50}
    shown(api.post("/users", json=long | {"name": f" {long['name']} "}), long, 201)


@pytest.mark.criterion("address-taken-409")
@pytest.mark.parametrize("letters", [str.lower, str.upper], ids=["as it is", "in big letters"])
def test_nobody_gets_the_address_of_another(api, made, people, letters):
    first, second = made(*people[:2])
    taken = people[2] | {"email": letters(first["email"])}
    assert api.post("/users", json=taken).status_code == 409
    assert api.put(f"/users/{second['id']}", json=taken).status_code == 409
    assert api.patch(f"/users/{second['id']}", json={"email": taken["email"]}).status_code == 409


@pytest.mark.criterion("address-taken-409")
def test_a_user_keeps_the_own_address(api, made, people):
    _, user = made(*people[:2])
    for email in (user["email"], user["email"].upper()):
        assert api.put(f"/users/{user['id']}", json=people[1] | {"email": email}).status_code == 200
        assert api.patch(f"/users/{user['id']}", json={"email": email}).status_code == 200


@pytest.mark.criterion("address-taken-409")
def test_an_address_that_was_given_up_is_free(api, made, people):
    first, second = made(*people[:2])
    api.patch(f"/users/{first['id']}", json={"email": people[2]["email"]})
    api.delete(f"/users/{second['id']}")
    made(people[0], people[1])


def naming(answer, status, word):
    """The refusal names what it is about."""
    assert answer.status_code == status
    detail = answer.json().get("detail")
    if not isinstance(detail, str) or word not in detail.lower():
        raise Mismatch(
            f"The detail of the {status} does not name what it is about.",
            expected=f"a sentence with {word} in it",
            actual=answer.text,
        )


@pytest.mark.criterion("errors-name-it")
def test_a_404_names_the_id(api, made, nobody, people, rng):
    unknown = nobody(*made(people[0])) + rng.randint(0, 900)
    naming(api.get(f"/users/{unknown}"), 404, str(unknown))
    naming(api.put(f"/users/{unknown}", json=people[1]), 404, str(unknown))
    naming(api.patch(f"/users/{unknown}", json={}), 404, str(unknown))
    naming(api.delete(f"/users/{unknown}"), 404, str(unknown))


@pytest.mark.criterion("errors-name-it")
def test_a_409_names_the_address(api, made, people):
    first, second = made(*people[:2])
    taken = {"email": first["email"]}
    naming(api.post("/users", json=people[2] | taken), 409, first["email"])
    naming(api.put(f"/users/{second['id']}", json=people[1] | taken), 409, first["email"])
    naming(api.patch(f"/users/{second['id']}", json=taken), 409, first["email"])


@pytest.mark.criterion("refusal-changes-nothing")
def test_a_refused_request_changes_nothing(api, made, everyone, nobody, people):
    first, second = users = made(*people[:2])
    own, taken = f"/users/{second['id']}", {"email": first["email"]}
    for method, path, body in [
        ("POST", "/users", people[2] | taken),
        ("POST", "/users", people[2] | {"name": ""}),
        ("PUT", own, people[2] | taken),
        ("PUT", f"/users/{nobody(*users)}", people[2]),
        ("PATCH", own, {"name": "Farida", "bio": None} | taken),
        ("PATCH", own, {"name": "Farida", "bio": 7}),
    ]:
        api.request(method, path, json=body)
        assert everyone() == users
