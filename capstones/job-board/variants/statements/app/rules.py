"""Which move leads where."""

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
    """The status of a job after an action, or None if there is no such move."""
    return _JOB_MOVES.get((status, action))


def application_status_after(status: str, action: str) -> str | None:
    """The status of an application after an action, or None if there is no such move."""
    return _APPLICATION_MOVES.get((status, action))
