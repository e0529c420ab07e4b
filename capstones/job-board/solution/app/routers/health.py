"""Whether this runs."""

from typing import Literal

from fastapi import APIRouter

from app.deps import Db
from app.routers.described import refusals
from app.services.health import ask_database

router = APIRouter(tags=["health"])


@router.get("/health", responses=refusals())
async def read_health(db: Db) -> dict[Literal["status"], Literal["ok"]]:
    """Say whether the database is there."""
    await ask_database(db)
    return {"status": "ok"}
