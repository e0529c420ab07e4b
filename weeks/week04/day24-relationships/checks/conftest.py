"""The learner's API, in the words of the brief."""

import pytest

NAMES = ["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida", "Goran", "Hana"]
TITLES = ["Rain", "Bread", "Tea", "A bridge", "Two rivers", "Salt", "The market", "A long walk"]


class Blog:
    """Users and posts by requests. What is read comes without moments: how they are written is up to the learner."""

    def __init__(self, api):
        self.api = api

    def user(self, name):
        """A new user."""
        return self.asked("POST", "/users", 201, {"email": f"{name.lower()}@example.com", "name": name})

    def post(self, user, title):
        """A new post of this user."""
        body = {"title": title, "content": f"More about it: {title}.", "user_id": user["id"]}
        return self.asked("POST", "/posts", 201, body)

    def read(self, path):
        return self.asked("GET", path, 200)

    def titles_of(self, user):
        return [post["title"] for post in self.read(f"/users/{user['id']}/posts")["posts"]]

    def asked(self, method, path, status, body=None):
        answer = self.api.request(method, path, **({} if body is None else {"json": body}))
        assert answer.status_code == status
        return without_moments(answer.json())


def without_moments(body):
    if isinstance(body, list):
        return [without_moments(one) for one in body]
    if isinstance(body, dict):
        return {key: without_moments(value) for key, value in body.items() if key != "created_at"}
    return body


@pytest.fixture
def blog(subject):
    return Blog(subject.app("main:app"))


@pytest.fixture
def names(rng):
    return rng.sample(NAMES, 3)


@pytest.fixture
def titles(rng):
    """Titles that are new in every run."""
    return [f"{title} {rng.randint(100, 999)}" for title in rng.sample(TITLES, 4)]
