"""Figures about requests."""

from app.schemas.common import Out


class RouteFigures(Out):
    """How often a route was asked, and how it went."""

    method: str
    route: str | None
    hits: int
    errors: int
    average_ms: float


class HitsOut(Out):
    """All figures."""

    total: int
    by_route: list[RouteFigures]
    by_status: dict[str, int]


class Health(Out):
    """That all is well."""

    status: str = "ok"
