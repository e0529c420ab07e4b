"""The logbook in Flask: JSON for programs, a page for people."""

from flask import Flask
from flask.typing import ResponseReturnValue
from logbook import Logbook
from models import Sighting
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
logbook = Logbook()


def find(number: int) -> Sighting:
    """The sighting with this id; if there is none, the answer is 404."""
    raise NotImplementedError


def show_page() -> ResponseReturnValue:
    """Show all sightings on a page."""
    raise NotImplementedError


def list_sightings() -> ResponseReturnValue:
    """Answer with all sightings, or with some of them."""
    raise NotImplementedError


def create_sighting() -> ResponseReturnValue:
    """Keep a new sighting, and say where it is."""
    raise NotImplementedError


def read_sighting(number: int) -> ResponseReturnValue:
    """Answer with one sighting."""
    raise NotImplementedError


def delete_sighting(number: int) -> ResponseReturnValue:
    """Remove a sighting."""
    raise NotImplementedError


def refuse_values(error: ValidationError) -> ResponseReturnValue:
    """Answer 422 with all that Pydantic does not like."""
    raise NotImplementedError


def answer_error(error: HTTPException) -> ResponseReturnValue:
    """Put JSON into the place of the page that Flask has for an error; status and headers stay."""
    raise NotImplementedError
