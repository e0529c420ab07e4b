"""The notes and to-dos of a learner's server, in the words of the checks."""

import pytest

from grader.toolbox import Mismatch

WORDS = ["apple", "basil", "cedar", "daisy", "ember", "fjord", "grove", "hazel", "ivory", "juniper"]


class Shelf:
    """One collection of the server: /notes or /todos."""

    def __init__(self, api, path):
        self.api = api
        self.path = path

    def add(self, title, **more):
        """A new one, as the server answers."""
        answer = self.api.post(self.path, json={"title": title, **more})
        assert answer.status_code == 201
        return answer.json()

    def one(self, body):
        """What the server says now about one that it has answered with before."""
        answer = self.api.get(f"{self.path}/{body['id']}")
        assert answer.status_code == 200
        return answer.json()

    def page(self, **query):
        answer = self.api.get(self.path, params=query)
        assert answer.status_code == 200
        body = answer.json()
        if not isinstance(body, dict) or not {"items", "next"} <= body.keys():
            raise Mismatch("This is no page.", expected='{"items": [...], "next": ...}', actual=body)
        return body

    def titles(self, **query):
        return [one["title"] for one in self.page(**query)["items"]]

    def walk(self, **query):
        """The titles of each page. Whoever follows `next` comes to an end."""
        page = self.page(**query)
        pages = [page]
        while page["next"] is not None:
            page = self.page(**query, cursor=page["next"])
            pages.append(page)
            if len(pages) > 9:
                raise Mismatch("The pages have no end.", expected="null as the last next", actual=page["next"])
        return [[one["title"] for one in page["items"]] for page in pages]


@pytest.fixture
def shelf():
    return Shelf


@pytest.fixture
def api(subject):
    return subject.app("main:app")


@pytest.fixture
def notes(api):
    return Shelf(api, "/notes")


@pytest.fixture
def todos(api):
    return Shelf(api, "/todos")


@pytest.fixture
def words(rng):
    """Titles in small letters, no two alike, in no order."""
    return rng.sample(WORDS, len(WORDS))
