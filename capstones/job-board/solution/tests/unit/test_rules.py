"""Which move leads where."""

import itertools

import pytest

from app.rules import application_status_after, job_status_after

JOB_MOVES = {
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


@pytest.mark.parametrize("status", ["pending", "approved", "rejected", "closed", "perhaps"])
@pytest.mark.parametrize("action", ["edit", "close", "approve", "reject", "sell"])
def test_a_job_makes_these_moves_and_no_others(status: str, action: str) -> None:
    assert job_status_after(status, action) == JOB_MOVES.get((status, action))


def test_an_application_moves_once() -> None:
    moves = {"withdraw": "withdrawn", "accept": "accepted", "decline": "declined"}
    for action, status in moves.items():
        assert application_status_after("sent", action) == status
    for status, action in itertools.product(moves.values(), moves):
        assert application_status_after(status, action) is None
    assert application_status_after("sent", "forget") is None
