"""What admins send and see."""

from app.schemas.accounts import Role
from app.schemas.common import Asked, Body, Moment, Paging, View, Whole
from app.schemas.jobs import JobStatus, Reason


class Approval(Body):
    """Which version of a job is good."""

    version: Whole


class Rejection(Body):
    """Which version of a job is not good, and why."""

    version: Whole
    reason: Reason


class JobQueue(Paging):
    """Which jobs to look at."""

    status: JobStatus = "pending"


class UserSearch(Paging):
    """Which users to look at."""

    role: Role | None = None
    email: Asked | None = None


class Since(View):
    """From when on to count."""

    since: Moment | None = None


class RouteFigures(View):
    """How often a route was asked, and how it went."""

    method: str
    route: str | None
    hits: int
    errors: int
    average_ms: float


class HitFigures(View):
    """All hits, counted."""

    total: int
    by_route: list[RouteFigures]
    by_status: dict[str, int]
