"""Which move leads where. Nothing here knows of a database or of HTTP."""

from typing import Literal

Role = Literal["seeker", "company", "admin"]
Kind = Literal["full_time", "part_time", "contract", "internship"]
JobStatus = Literal["pending", "approved", "rejected", "closed"]
ApplicationStatus = Literal["sent", "withdrawn", "accepted", "declined"]

_JOB_MOVES: dict[tuple[str, str], JobStatus] = {
    ("pending", "edit"): "pending",
    ("pending", "close"): "closed",
    ("pending", "approve"): "approved",
    ("pending", "reject"): "rejected",
    ("approved", "edit"): "pending",
    ("approved", "close"): "closed",
    ("approved", "reject"): "rejected",
    ("rejected", "edit"): "pending",
    ("rejected", "close"): "closed",
}
_APPLICATION_MOVES: dict[tuple[str, str], ApplicationStatus] = {
    ("sent", "withdraw"): "withdrawn",
    ("sent", "accept"): "accepted",
    ("sent", "decline"): "declined",
}


def job_status_after(status: str, action: str) -> JobStatus | None:
    """The status of a job after a move; None if there is no such move."""
    return _JOB_MOVES.get((status, action))


def application_status_after(status: str, action: str) -> ApplicationStatus | None:
    """The status of an application after a move; None if there is no such move."""
    return _APPLICATION_MOVES.get((status, action))
