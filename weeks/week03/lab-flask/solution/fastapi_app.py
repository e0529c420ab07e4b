"""The same logbook in FastAPI, and the weather where a bird was seen."""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from logbook import Logbook
from models import Filters, NewSighting, Sighting
from weather import weather_at

app = FastAPI(title="Bird sightings")
logbook = Logbook()
templates = Jinja2Templates(Path(__file__).parent / "templates")


def find(number: int) -> Sighting:
    """The sighting with this id; if there is none, the answer is 404."""
    sighting = logbook.find(number)
    if sighting is None:
        raise HTTPException(404, f"There is no sighting {number}.")
    return sighting


@app.get("/", include_in_schema=False)
def show_page(request: Request) -> HTMLResponse:
    """Stretch: show all sightings on the page that Flask shows, too."""
    return templates.TemplateResponse(request, "sightings.html", {"sightings": logbook.select()})


@app.get("/sightings")
def list_sightings(filters: Annotated[Filters, Query()]) -> list[Sighting]:
    """Answer with all sightings, or with some of them."""
    return logbook.select(filters.place, filters.limit)


@app.post("/sightings", status_code=201)
def create_sighting(new: NewSighting, response: Response) -> Sighting:
    """Keep a new sighting, and say where it is."""
    sighting = logbook.add(new)
    response.headers["Location"] = f"/sightings/{sighting.id}"
    return sighting


@app.get("/sightings/{number}")
def read_sighting(number: int) -> Sighting:
    """Answer with one sighting."""
    return find(number)


@app.delete("/sightings/{number}", status_code=204)
def delete_sighting(number: int) -> None:
    """Remove a sighting."""
    find(number)
    logbook.remove(number)


@app.get("/sightings/{number}/weather")
async def read_weather(number: int) -> dict[str, str]:
    """Answer with the weather at the place of a sighting."""
    place = find(number).place
    return {"place": place, "weather": await weather_at(place)}
