"""The same logbook in FastAPI, and the weather where a bird was seen."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from logbook import Logbook
from models import Filters, NewSighting, Sighting

app = FastAPI(title="Bird sightings")
logbook = Logbook()


def find(number: int) -> Sighting:
    """The sighting with this id; if there is none, the answer is 404."""
    raise NotImplementedError


def show_page(request: Request) -> HTMLResponse:
    """Stretch: show all sightings on the page that Flask shows, too."""
    raise NotImplementedError


def list_sightings(filters: Filters) -> list[Sighting]:
    """Answer with all sightings, or with some of them."""
    raise NotImplementedError


def create_sighting(new: NewSighting) -> Sighting:
    """Keep a new sighting, and say where it is."""
    raise NotImplementedError


def read_sighting(number: int) -> Sighting:
    """Answer with one sighting."""
    raise NotImplementedError


def delete_sighting(number: int) -> None:
    """Remove a sighting."""
    raise NotImplementedError


async def read_weather(number: int) -> dict[str, str]:
    """Answer with the weather at the place of a sighting."""
    raise NotImplementedError
