from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from logbook import Logbook
from models import NewSighting, Sighting
from weather import weather_at

templates = Jinja2Templates(directory="templates")
app = FastAPI()
logbook = Logbook()


def find(number: int):
    s = logbook.find(number)
    if s is None:
        raise HTTPException(404, "no")
    return s


@app.get("/", response_class=HTMLResponse)
def page(request: Request):
    return templates.TemplateResponse(request, "sightings.html", {"logbook": logbook})


@app.get("/sightings")
def get_all(place: str | None = None, limit: int | None = None) -> list[Sighting]:
    if limit is not None and not (1 <= limit <= 100):
        raise HTTPException(422, "limit")
    return logbook.select(place, limit)


@app.post("/sightings", status_code=201, response_model=Sighting)
def post(new: NewSighting, response: Response):
    s = logbook.add(new)
    response.headers["Location"] = f"/sightings/{s.id}"
    return s


@app.get("/sightings/{number}", response_model=Sighting)
def one(number: int):
    return find(number)


@app.delete("/sightings/{number}", status_code=204)
def delete(number: int):
    find(number)
    logbook.remove(number)


@app.get("/sightings/{number}/weather")
async def weather(number: int):
    s = find(number)
    return {"place": s.place, "weather": await weather_at(s.place)}
