"""Which move leads where. Nothing here knows of HTTP or of a database."""

ROLES = ("seeker", "company", "admin")
JOB_STATUSES = ("pending", "approved", "rejected", "closed")
JOB_KINDS = ("full_time", "part_time", "contract", "internship")
APPLICATION_STATUSES = ("sent", "withdrawn", "accepted", "declined")

_JOB_MOVES = {
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
_APPLICATION_MOVES = {
    ("sent", "withdraw"): "withdrawn",
    ("sent", "accept"): "accepted",
    ("sent", "decline"): "declined",
}


def job_status_after(status: str, action: str) -> str | None:
    """The status of a job after a move, or None if there is no such move."""
    return _JOB_MOVES.get((status, action))


def application_status_after(status: str, action: str) -> str | None:
    """The status of an application after a move, or None if there is no such move."""
    return _APPLICATION_MOVES.get((status, action))
