import asyncio
from time import perf_counter
from typing import Annotated

from activity import log
from carriers import ask, ask_async
from fastapi import Depends, FastAPI, Response
from fastapi.responses import JSONResponse
from models import Grams, Offers, Parcel, ParcelChanges, ParcelIn
from repository import Missing, ParcelRepository, get_parcels

app = FastAPI()
Parcels = Annotated[ParcelRepository, Depends(get_parcels)]
NAMES = ("Swift", "North", "Harbour")


@app.exception_handler(Missing)
async def missing(_, error):
    return JSONResponse({"detail": str(error)}, 404)


@app.post("/parcels")
async def create(parcel: ParcelIn, parcels: Parcels, response: Response) -> Parcel:
    response.status_code = 201
    created = await parcels.create(parcel.recipient, parcel.grams)
    log("created", created.id)
    return created


@app.get("/parcels")
async def read_all(parcels: Parcels) -> list[Parcel]:
    return await parcels.read()


@app.get("/parcels/{number}")
async def read(number: int, parcels: Parcels) -> Parcel:
    return (await parcels.read(number))[0]


@app.patch("/parcels/{number}")
async def update(number: int, changes: ParcelChanges, parcels: Parcels) -> Parcel:
    updated = await parcels.update(number, **changes.model_dump(exclude_unset=True))
    log("changed", number)
    return updated


@app.delete("/parcels/{number}")
async def delete(number: int, parcels: Parcels) -> Response:
    await parcels.delete(number)
    log("removed", number)
    return Response(status_code=204)


@app.get("/prices/in-line")
def in_line(grams: Grams) -> Offers:
    began = perf_counter()
    swift, north, harbour = ask("Swift", grams), ask("North", grams), ask("Harbour", grams)
    ended = perf_counter()
    return Offers(prices={"Swift": swift, "North": north, "Harbour": harbour}, seconds=ended - began)


@app.get("/prices/at-once")
async def at_once(grams: Grams) -> Offers:
    began = perf_counter()
    tasks = [asyncio.ensure_future(ask_async(name, grams)) for name in NAMES]
    prices = {name: await task for name, task in zip(NAMES, tasks, strict=True)}
    return Offers(prices=prices, seconds=perf_counter() - began)
