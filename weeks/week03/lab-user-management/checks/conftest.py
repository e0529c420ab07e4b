"""Fixtures of the lab: the application in its package, and people who want to be users."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def api(subject):
    return subject.app("app.main:app")


@pytest.fixture
def people(rng):
    """Five users as a client sends them, no two of them alike in anything."""
    names = rng.sample(["Amina", "Boris", "Chen", "Dora", "Emre"], 5)
    hobbies = rng.sample(["paints boats", "repairs radios", "grows tea", "walks far", "sings"], 5)
    return [
        {"name": name, "email": f"{name.lower()}{rng.randint(10, 99)}@example.com", "bio": f"{name} {hobby}."}
        for name, hobby in zip(names, hobbies, strict=True)
    ]


@pytest.fixture
def shown():
    """The user that an answer shows: what was sent, and an id."""

    def shown(answer, person, status):
        assert answer.status_code == status
        user = answer.json()
        if not isinstance(user, dict) or type(user.get("id")) is not int:
            raise Mismatch("The answer is not a user with an id.", expected={"id": 1, **person}, actual=answer.text)
        assert user == {"id": user["id"], **person}
        return user

    return shown


@pytest.fixture
def made(api, shown):
    """Make users, and return them as the server shows them."""

    def made(*people):
        return [shown(api.post("/users", json=person), person, 201) for person in people]

    return made


@pytest.fixture
def everyone(api):
    return lambda: api.get("/users").json()


@pytest.fixture
def nobody():
    """An id that none of these users has."""
    return lambda *users: max((user["id"] for user in users), default=0) + 17
