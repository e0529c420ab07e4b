"""Whether the program can work."""

from fastapi import APIRouter

from app.errors import Unavailable
from app.routers.dependencies import Services, refusals
from app.schemas.hits import Health

router = APIRouter(tags=["health"])


@router.get("/health", response_model=Health, responses=refusals())
async def get_health(services: Services) -> object:
    """Whether the database is there."""
    if not await services.database.is_there():
        raise Unavailable("The database is away.")
    return {"status": "ok"}
