"""Which move leads where, all of them."""

import pytest

from app.rules import application_status_after, job_status_after

JOB_MOVES: dict[str, dict[str, str | None]] = {
    "pending": {"edit": "pending", "close": "closed", "approve": "approved", "reject": "rejected"},
    "approved": {"edit": "pending", "close": "closed", "approve": None, "reject": "rejected"},
    "rejected": {"edit": "pending", "close": "closed", "approve": None, "reject": None},
    "closed": {"edit": None, "close": None, "approve": None, "reject": None},
}
APPLICATION_MOVES = {"withdraw": "withdrawn", "accept": "accepted", "decline": "declined"}


@pytest.mark.parametrize("status", JOB_MOVES)
@pytest.mark.parametrize("action", ["edit", "close", "approve", "reject"])
def test_a_job_moves_as_the_table_says(status: str, action: str) -> None:
    assert job_status_after(status, action) == JOB_MOVES[status][action]


@pytest.mark.parametrize(("action", "status"), APPLICATION_MOVES.items())
def test_what_is_sent_can_be_withdrawn_or_decided(action: str, status: str) -> None:
    assert application_status_after("sent", action) == status


@pytest.mark.parametrize("status", APPLICATION_MOVES.values())
@pytest.mark.parametrize("action", APPLICATION_MOVES)
def test_what_is_withdrawn_or_decided_stays_so(status: str, action: str) -> None:
    assert application_status_after(status, action) is None


@pytest.mark.parametrize(("status", "action"), [("lost", "edit"), ("pending", "burn"), ("", ""), ("sent", "withdraw")])
def test_nothing_unknown_moves_a_job(status: str, action: str) -> None:
    assert job_status_after(status, action) is None


@pytest.mark.parametrize(("status", "action"), [("lost", "accept"), ("sent", "approve"), ("", "")])
def test_nothing_unknown_moves_an_application(status: str, action: str) -> None:
    assert application_status_after(status, action) is None
