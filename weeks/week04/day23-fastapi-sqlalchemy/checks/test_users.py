"""Checks of the routes: what they answer, and what is in the table afterwards."""

import pytest

from grader.toolbox import Mismatch

NAMES = ["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida", "Goran", "Hana"]


@pytest.fixture
def api(subject):
    return subject.app("main:app")


@pytest.fixture
def names(rng):
    return rng.sample(NAMES, 3)


def user(name):
    return {"email": f"{name.lower()}@example.com", "name": name}


def created(api, name):
    """A new user, as the server answers."""
    answer = api.post("/users", json=user(name))
    assert answer.status_code == 201
    return answer.json()


def known(body):
    """What an answer says, without the id and the moment."""
    return {key: body.get(key) for key in ("email", "name")}


def stored(database):
    return [{"id": row["id"], "email": row["email"], "name": row["name"]} for row in database.rows("users", "id")]


@pytest.mark.criterion("user-created")
def test_a_user_is_kept_in_the_table(api, database, names):
    body = created(api, names[0])
    assert known(body) == user(names[0])
    assert stored(database) == [{"id": body["id"], **user(names[0])}]


@pytest.mark.criterion("user-created")
def test_a_user_has_the_moment_of_its_creation(api, database, names):
    body = created(api, names[0])
    (row,) = database.rows("users")
    if not body.get("created_at") or row.get("created_at") is None:
        raise Mismatch(
            "The moment is missing.",
            expected="created_at in the answer and in the table",
            actual=f"{body.get('created_at')} in the answer, {row.get('created_at')} in the table",
        )


@pytest.mark.criterion("users-listed")
def test_all_users_are_listed_in_order(api, names):
    assert api.get("/users").json() == []
    ids = [created(api, name)["id"] for name in names]
    body = api.get("/users").json()
    assert [known(one) for one in body] == [user(name) for name in names]
    assert [one["id"] for one in body] == ids


@pytest.mark.criterion("users-listed")
def test_a_change_does_not_change_the_order(api, database, names):
    ids = [created(api, name)["id"] for name in names]
    database.execute("UPDATE users SET name = 'Someone' WHERE id = %s", ids[0])
    assert [one["id"] for one in api.get("/users").json()] == ids


@pytest.mark.criterion("restart-survived")
def test_users_are_there_after_a_restart(subject, names):
    first = created(subject.app("main:app"), names[0])
    again = subject.app("main:app")
    assert again.get("/users").json() == [first]
    assert created(again, names[1])["id"] != first["id"]


@pytest.mark.criterion("user-found")
def test_one_user_is_found(api, names):
    users = [created(api, name) for name in names]
    for one in users:
        assert api.get(f"/users/{one['id']}").json() == one


@pytest.mark.criterion("user-found")
def test_an_unknown_user_is_not_found(api, names):
    one = created(api, names[0])
    assert api.get(f"/users/{one['id'] + 1}").status_code == 404


@pytest.mark.criterion("user-updated")
def test_a_user_is_changed(api, database, names):
    first, second = created(api, names[0]), created(api, names[1])
    answer = api.put(f"/users/{first['id']}", json=user(names[2]))
    assert answer.status_code == 200
    assert answer.json() == {**first, **user(names[2])}
    assert stored(database) == [{"id": first["id"], **user(names[2])}, {"id": second["id"], **user(names[1])}]


@pytest.mark.criterion("user-updated")
def test_an_address_may_stay(api, names):
    one = created(api, names[0])
    answer = api.put(f"/users/{one['id']}", json={**user(names[0]), "name": "Somebody"})
    assert answer.status_code == 200
    assert api.get(f"/users/{one['id']}").json()["name"] == "Somebody"


@pytest.mark.criterion("user-updated")
def test_nobody_is_made_by_a_change(api, database, names):
    one = created(api, names[0])
    assert api.put(f"/users/{one['id'] + 1}", json=user(names[1])).status_code == 404
    assert len(database.rows("users")) == 1


@pytest.mark.criterion("user-deleted")
def test_a_user_is_removed(api, database, names):
    first, second = created(api, names[0]), created(api, names[1])
    answer = api.delete(f"/users/{first['id']}")
    assert answer.status_code == 204
    assert [row["id"] for row in database.rows("users")] == [second["id"]]
    assert api.delete(f"/users/{first['id']}").status_code == 404


@pytest.mark.criterion("bad-user-refused")
@pytest.mark.parametrize(
    "wrong", [{"email": "nowhere"}, {"email": None}, {"name": ""}, {"name": "   "}, {"name": "x" * 51}]
)
def test_a_bad_body_is_refused(api, database, names, wrong):
    one = created(api, names[0])
    body = {key: value for key, value in {**user(names[1]), **wrong}.items() if value is not None}
    assert api.post("/users", json=body).status_code == 422
    assert api.put(f"/users/{one['id']}", json=body).status_code == 422
    assert stored(database) == [{"id": one["id"], **user(names[0])}]


@pytest.mark.criterion("values-as-parameters")
@pytest.mark.parametrize("name", ["O'Brien", "'; DROP TABLE users; --", '"%s" %(name)s :name'])
def test_sql_in_a_name_is_text(api, names, name):
    assert api.post("/users", json={**user(names[0]), "name": name}).status_code == 201
    assert [each["name"] for each in api.get("/users").json()] == [name]
