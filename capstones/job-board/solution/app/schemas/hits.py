"""What is counted of the requests."""

from pydantic import BaseModel


class RouteHits(BaseModel):
    """How one route is used."""

    method: str
    route: str | None
    hits: int
    errors: int
    average_ms: float


class Hits(BaseModel):
    """How the whole API is used."""

    total: int
    by_route: list[RouteHits]
    by_status: dict[str, int]
