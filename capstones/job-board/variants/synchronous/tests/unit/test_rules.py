"""Which move leads where: every status with every action."""

import itertools

import pytest

from app.rules import APPLICATION_STATUSES, JOB_STATUSES, application_status_after, job_status_after

JOB_MOVES = {
    ("pending", "edit"): "pending",
    ("approved", "edit"): "pending",
    ("rejected", "edit"): "pending",
    ("pending", "close"): "closed",
    ("approved", "close"): "closed",
    ("rejected", "close"): "closed",
    ("pending", "approve"): "approved",
    ("pending", "reject"): "rejected",
    ("approved", "reject"): "rejected",
}
APPLICATION_MOVES = {
    ("sent", "withdraw"): "withdrawn",
    ("sent", "accept"): "accepted",
    ("sent", "decline"): "declined",
}


@pytest.mark.parametrize(
    "move", list(itertools.product((*JOB_STATUSES, "lost"), ("edit", "close", "approve", "reject", "accept", "dance")))
)
def test_job_moves(move: tuple[str, str]) -> None:
    """The table of the brief, and nothing else."""
    assert job_status_after(*move) == JOB_MOVES.get(move)


@pytest.mark.parametrize(
    "move",
    list(itertools.product((*APPLICATION_STATUSES, "lost"), ("withdraw", "accept", "decline", "close"))),
)
def test_application_moves(move: tuple[str, str]) -> None:
    """Only what is sent moves."""
    assert application_status_after(*move) == APPLICATION_MOVES.get(move)
