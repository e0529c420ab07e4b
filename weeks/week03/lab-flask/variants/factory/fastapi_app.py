from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, Path, Query, Request
from fastapi.responses import JSONResponse
from fastapi.templating import Jinja2Templates
from journal import Entry, Journal, Problem
from pydantic import BaseModel, ConfigDict, StringConstraints
from weather import weather_at

router = APIRouter(prefix="/sightings", tags=["sightings"])
Line = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"\S")]
templates = Jinja2Templates(directory="templates")


class Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True, extra="forbid")

    id: int
    bird: str
    place: str
    count: int


def journal(request: Request) -> Journal:
    return request.app.state.journal


Kept = Annotated[Journal, Depends(journal)]


def entry(number: Annotated[int, Path(ge=0)], kept: Kept) -> Entry:
    return kept.read(number)


Found = Annotated[Entry, Depends(entry)]


@router.get("", response_model=list[Shown])
def read_all(
    kept: Kept, place: Annotated[str | None, Query()] = None, limit: Annotated[int, Query(gt=0, lt=101)] = 100
):
    return kept.chosen(place, limit)


@router.post("", response_model=Shown)
def write(kept: Kept, bird: Annotated[Line, Body()], place: Annotated[Line, Body()], count: Annotated[int, Body(ge=1)]):
    one = kept.write({"bird": bird, "place": place, "count": count})
    path = router.url_path_for("read", number=one.id)
    return JSONResponse(Shown.model_validate(one).model_dump(), 201, {"Location": str(path)})


@router.get("/{number}")
def read(one: Found) -> Shown:
    return Shown.model_validate(one)


@router.delete("/{number}", status_code=204)
def strike_out(one: Found, kept: Kept):
    kept.strike_out(one.id)


@router.get("/{number}/weather")
async def weather(one: Found):
    sky = await weather_at(one.place)
    return {"place": one.place, "weather": sky}


@asynccontextmanager
async def lifespan(app):
    app.state.journal = Journal()
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(router)


@app.exception_handler(Problem)
def explain(_, problem: Problem):
    return JSONResponse({"detail": str(problem)}, problem.status)


@app.get("/")
def index(request: Request, kept: Kept):
    return templates.TemplateResponse(request=request, name="index.html", context={"journal": kept.chosen()})
