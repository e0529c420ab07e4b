import asyncio
import time

from carriers import CARRIERS, ask, ask_async
from fastapi import APIRouter
from models import Grams

router = APIRouter(prefix="/prices")


@router.get("/in-line")
def line(grams: Grams):
    start, found = time.perf_counter(), {}
    for carrier in CARRIERS:
        found[carrier] = ask(carrier, grams)
    return {"prices": found, "seconds": round(time.perf_counter() - start, 1)}


@router.get("/at-once")
async def tokens(grams: Grams):
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        tasks = {carrier: group.create_task(ask_async(carrier, grams)) for carrier in CARRIERS}
    found = {carrier: task.result() for carrier, task in tasks.items()}
    return {"prices": found, "seconds": round(time.perf_counter() - start, 1)}
