"""The two applications, birds that are new in every run, and a reader of pages."""

from html.parser import HTMLParser

import pytest

from grader.toolbox import Mismatch

BIRDS = ["Heron", "Robin", "Jay", "Kingfisher", "Wren", "Barn owl"]
HIDDEN = ("script", "style", "title", "template")
PLACES = ["Mill pond", "Old bridge", "Beech wood", "Harbour", "Churchyard"]


@pytest.fixture
def flask(subject):
    return subject.app("flask_app:app")


@pytest.fixture
def fastapi(subject):
    return subject.app("fastapi_app:app")


@pytest.fixture
def api(request):
    """One of the two: a check says which, see `both`."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def birds(rng):
    """Four sightings as a client sends them, no two of them alike in anything."""
    counts = rng.sample(range(100, 1000), 4)
    chosen = zip(rng.sample(BIRDS, 4), rng.sample(PLACES, 4), counts, strict=True)
    return [{"bird": bird, "place": place, "count": number} for bird, place, number in chosen]


@pytest.fixture
def make():
    """Sends sightings to an application, and returns them as it answers."""

    def sent(api, *birds):
        return [sighting_in(api.post("/sightings", json=bird), bird) for bird in birds]

    return sent


def sighting_in(answer, bird):
    """The sighting in an answer: the fields that were sent, and an id."""
    assert answer.status_code == 201
    sighting = answer.json()
    if not isinstance(sighting, dict) or type(sighting.get("id")) is not int:
        raise Mismatch(
            "The answer is not a sighting with an id.",
            expected={"id": 1, **bird},
            actual=answer.text,
            help="The id is a whole number that the server gives.",
        )
    assert sighting == {"id": sighting["id"], **bird}
    return sighting


class Page(HTMLParser):
    """A page as a reader sees it: its text, and beside that the names of its attributes."""

    def __init__(self, source):
        super().__init__()
        self.words, self.attributes, self._hidden = [], set(), 0
        self.feed(source)
        self.close()
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in HIDDEN
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag):
        self._hidden = max(0, self._hidden - (tag in HIDDEN))

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)


@pytest.fixture
def page_of():
    """The page at / of an application."""

    def seen(api):
        answer = api.get("/")
        assert answer.status_code == 200
        if not answer.headers.get("content-type", "").startswith("text/html"):
            raise Mismatch(
                "The answer to GET / is no page.",
                expected="content-type: text/html",
                actual=f"content-type: {answer.headers.get('content-type', '')}",
            )
        return Page(answer.text)

    return seen


@pytest.fixture
def shows():
    """Whether some texts stand on a page, in this order."""

    def look(page, *texts):
        start = 0
        for text in texts:
            if str(text) not in page.text:
                raise Mismatch("This does not stand on the page at /.", expected=text, actual=page.text)
            start = page.text.find(str(text), start) + 1
            if not start:
                raise Mismatch("The page at / has another order.", expected=", then ".join(texts), actual=page.text)

    return look
