"""What is Flask's own: errors in JSON, and a page from a template."""

import pytest

from grader.toolbox import Mismatch

# A line that is added to each template: it shows whether the page is made from one of them.
MARK = "\n<p>Written below the template: {number}.</p>\n"
BROKEN = "\n{{ 1 / 0 }}\n"


@pytest.fixture
def templates(subject):
    """Every template, by its name."""
    names = [name for name in subject.snapshot.files if name.startswith("templates/")]
    if not names:
        raise Mismatch("There is no template.", expected="templates/sightings.html", help="It belongs to your folder.")
    return {name: subject.submitted_text(name) for name in names}


def explained(answer, status):
    """The error is JSON with detail."""
    assert answer.status_code == status
    kind = answer.headers.get("content-type", "")
    body = answer.json() if kind.startswith("application/json") else None
    if not isinstance(body, dict) or not body.get("detail"):
        raise Mismatch(
            f"The answer {status} to {answer.asked} is not JSON with detail.",
            expected='content-type: application/json, and {"detail": "..."}',
            actual=f"content-type: {kind}, and {answer.text}",
            help="An error handler for HTTPException sees every error that Flask answers.",
        )


@pytest.mark.criterion("flask-errors-json")
def test_every_error_is_json(flask, make, birds):
    make(flask, birds[0])
    explained(flask.get("/sightings/999"), 404)
    explained(flask.delete("/sightings/999"), 404)
    explained(flask.get("/nothing/here"), 404)
    explained(flask.put("/sightings", json=birds[0]), 405)
    explained(flask.post("/sightings", json=birds[0] | {"count": 0}), 422)
    explained(flask.get("/sightings", params={"limit": "many"}), 422)


@pytest.mark.criterion("flask-errors-json")
def test_a_body_that_is_no_json_is_answered_in_json(flask):
    for kind in ("application/json", "text/plain"):
        answer = flask.post("/sightings", content="Heron", headers={"Content-Type": kind})
        explained(answer, answer.status_code)


@pytest.mark.criterion("flask-page")
def test_the_page_shows_all_sightings(flask, make, birds, page_of, shows):
    page_of(flask)
    make(flask, *birds[:3])
    page = page_of(flask)
    for bird in birds[:3]:
        shows(page, bird["bird"])
        shows(page, bird["place"])
        shows(page, bird["count"])
    shows(page, *(bird["bird"] for bird in birds[:3]))


@pytest.mark.criterion("flask-page")
def test_the_page_is_made_from_a_template(subject, templates, page_of, shows, rng):
    number = rng.randint(1000, 9999)
    for name, text in templates.items():
        subject.write_text(name, text + MARK.format(number=number))
    shows(page_of(subject.app("flask_app:app")), f"Written below the template: {number}.")


@pytest.mark.criterion("flask-page-escaped")
@pytest.mark.parametrize("field", ["bird", "place"])
def test_a_script_shows_as_text(flask, make, birds, page_of, shows, rng, field):
    script = f"<script>alert({rng.randint(10, 99)})</script> & <b>Co</b>"
    make(flask, birds[0] | {field: script})
    shows(page_of(flask), script)


@pytest.mark.criterion("flask-page-escaped")
def test_a_quote_ends_no_attribute(flask, make, page_of, birds):
    for end in ("", '"', "'"):
        trap = f"x{end} onclick={end}alert(1)"
        make(flask, birds[0] | {"bird": trap, "place": trap})
    if "onclick" in page_of(flask).attributes:
        raise Mismatch(
            "A text from a sighting has become an attribute of the page.",
            expected="no attribute onclick",
            actual="an attribute onclick",
            help='Put quotes around the value of an attribute: title="{{ place }}".',
        )


@pytest.mark.criterion("flask-crash-hidden")
def test_a_page_that_fails_tells_no_secrets(subject, templates):
    for name, text in templates.items():
        subject.write_text(name, BROKEN + text)
    answer = subject.app("flask_app:app").get("/")
    explained(answer, 500)
    if "division" in answer.text:
        raise Mismatch("The answer tells what went wrong inside.", expected="a sentence", actual=answer.text)
