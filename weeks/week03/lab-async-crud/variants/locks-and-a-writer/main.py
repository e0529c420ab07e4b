import asyncio
import logging
from contextlib import asynccontextmanager

import activity
import prices
from fastapi import APIRouter, FastAPI, HTTPException
from models import Parcel, ParcelChanges, ParcelIn
from repository import ParcelRepository

logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.INFO)
repository = ParcelRepository()
router = APIRouter(prefix="/parcels")


@asynccontextmanager
async def lifespan(_):
    writer = asyncio.create_task(activity.write_for_ever())
    yield
    writer.cancel()


async def load(number):
    row = await repository.load(number)
    if row is None:
        raise HTTPException(404, "no such parcel")
    return row


@router.post("", status_code=201, response_model=Parcel)
async def create(new: ParcelIn):
    row = await repository.insert(new.model_dump())
    activity.note(f"created parcel {row['id']}")
    return row


@router.get("", response_model=list[Parcel])
async def index():
    return await repository.load_all()


@router.get("/{number}", response_model=Parcel)
async def one(number: int):
    return await load(number)


@router.patch("/{number}", response_model=Parcel)
async def change(number: int, changes: ParcelChanges):
    async with repository.locks[number]:
        row = await load(number) | changes.model_dump(exclude_unset=True)
        await repository.store(row)
    activity.note(f"changed parcel {number}")
    return row


@router.delete("/{number}", status_code=204)
async def remove(number: int):
    async with repository.locks[number]:
        await load(number)
        await repository.drop(number)
    activity.note(f"removed parcel {number}")


app = FastAPI(lifespan=lifespan)
app.include_router(router)
app.include_router(prices.router)
