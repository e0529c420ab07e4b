"""Parcels over HTTP: the routes."""

import asyncio
import logging
import time
from typing import Annotated

from activity import note
from carriers import CARRIERS, ask, ask_async
from fastapi import BackgroundTasks, FastAPI, HTTPException, Query, status
from models import Grams, Offers, Parcel, ParcelChanges, ParcelIn
from repository import ParcelRepository

logging.basicConfig(format="%(levelname)s %(message)s")

app = FastAPI(title="Parcels")
parcels = ParcelRepository()
Weight = Annotated[Grams, Query()]


def found(parcel: Parcel | None, parcel_id: int) -> Parcel:
    """The parcel; if there is none, the answer is 404."""
    if parcel is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no parcel {parcel_id}.")
    return parcel


@app.post("/parcels", status_code=status.HTTP_201_CREATED)
async def create_parcel(new: ParcelIn, tasks: BackgroundTasks) -> Parcel:
    """Take a parcel in."""
    parcel = await parcels.add(new)
    tasks.add_task(note, "created", parcel.id)
    return parcel


@app.get("/parcels")
async def list_parcels() -> list[Parcel]:
    """All parcels."""
    return await parcels.all()


@app.get("/parcels/{parcel_id}")
async def show_parcel(parcel_id: int) -> Parcel:
    """One parcel."""
    return found(await parcels.find(parcel_id), parcel_id)


@app.patch("/parcels/{parcel_id}")
async def change_parcel(parcel_id: int, changes: ParcelChanges, tasks: BackgroundTasks) -> Parcel:
    """Change the fields that came."""
    parcel = found(await parcels.change(parcel_id, changes), parcel_id)
    tasks.add_task(note, "changed", parcel_id)
    return parcel


@app.delete("/parcels/{parcel_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_parcel(parcel_id: int, tasks: BackgroundTasks) -> None:
    """Hand a parcel out."""
    found(await parcels.remove(parcel_id), parcel_id)
    tasks.add_task(note, "removed", parcel_id)


@app.get("/prices/in-line")
def prices_in_line(grams: Weight) -> Offers:
    """Ask one carrier after the other, and stand still meanwhile: this route has a thread for itself."""
    started = time.perf_counter()
    prices = {carrier: ask(carrier, grams) for carrier in CARRIERS}
    return Offers(prices=prices, seconds=time.perf_counter() - started)


@app.get("/prices/at-once")
async def prices_at_once(grams: Weight) -> Offers:
    """Ask all carriers, and then wait for all of them together."""
    started = time.perf_counter()
    answers = await asyncio.gather(*[ask_async(carrier, grams) for carrier in CARRIERS])
    prices = dict(zip(CARRIERS, answers, strict=True))
    return Offers(prices=prices, seconds=time.perf_counter() - started)
