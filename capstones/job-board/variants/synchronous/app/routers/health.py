"""Whether the program can work."""

from fastapi import APIRouter, HTTPException

from app.database import is_database_there
from app.schemas.common import Flaws, Health, Refused

router = APIRouter(tags=["health"])


@router.get(
    "/health",
    summary="Whether the database is there",
    responses={413: {"model": Refused}, 422: {"model": Flaws}, 503: {"model": Refused}},
)
def health() -> Health:
    """MongoDB and Redis do not matter."""
    if not is_database_there():
        raise HTTPException(503, "The database is away.")
    return Health(status="ok")
