import weather
from fastapi import FastAPI, HTTPException, Query, Response, status
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel, Field, field_validator

app = FastAPI()
sightings = []
last_id = 0


class SightingIn(BaseModel):
    bird: str = Field(min_length=1, max_length=60)
    place: str = Field(min_length=1, max_length=60)
    count: int = Field(gt=0, strict=True)

    @field_validator("bird", "place")
    @classmethod
    def not_blank(cls, value):
        if not value.strip():
            raise ValueError("must not be blank")
        return value


class SightingOut(SightingIn):
    id: int


@app.get("/", response_class=HTMLResponse)
async def page():
    pages = Environment(loader=FileSystemLoader("templates"), autoescape=True)
    rows = [(s["bird"], s["place"], s["count"]) for s in sightings]
    return pages.get_template("page.html").render(rows=rows)


@app.get("/sightings", response_model=list[SightingOut])
async def get_all(place: str | None = None, limit: int = Query(100, ge=1, le=100)):
    return [one for one in sightings if place in (None, one["place"])][:limit]


@app.post("/sightings", response_model=SightingOut, status_code=status.HTTP_201_CREATED)
async def create(body: SightingIn, response: Response):
    global last_id
    last_id += 1
    sightings.append({"id": last_id, **body.model_dump()})
    response.headers["location"] = f"/sightings/{last_id}"
    return sightings[-1]


def position(number):
    for index, one in enumerate(sightings):
        if one["id"] == number:
            return index
    raise HTTPException(status_code=404, detail="Sighting not found")


@app.get("/sightings/{sighting_id}", response_model=SightingOut)
async def get_one(sighting_id: int):
    return sightings[position(sighting_id)]


@app.delete("/sightings/{sighting_id}", status_code=204)
async def delete(sighting_id: int):
    sightings.pop(position(sighting_id))


@app.get("/sightings/{sighting_id}/weather")
async def sky(sighting_id: int):
    one = sightings[position(sighting_id)]
    return {"weather": await weather.weather_at(one["place"]), "place": one["place"]}
