"""Checks of roles.txt: who is who, and what belongs where."""

import pytest

from grader.toolbox import Mismatch

SIDES = {
    "the browser in which you open a page": "client",
    "the program that waits on port 8000": "server",
    "the side that speaks first": "client",
    "the side that sends the status code": "server",
    "talk.py": "client",
}
PARTS = {
    "the button that a visitor presses": "frontend",
    "the program that keeps all orders in a database": "backend",
    "what carries the request to another city": "internet",
    "the colours of a page": "frontend",
    "the check whether a password is right": "backend",
}


@pytest.fixture
def roles(subject):
    """What is written after each colon."""
    lines = subject.submitted_text("roles.txt").splitlines()
    pairs = [line.rpartition(":") for line in lines if ":" in line and not line.startswith("#")]
    return {" ".join(what.split()): answer.strip().strip(".").lower() for what, _, answer in pairs}


def insist(roles, right):
    for what in right:
        if what not in roles:
            raise Mismatch(f"The line '{what}:' is missing.", expected="the ten lines of the starter", actual="fewer")
        if not roles[what]:
            raise Mismatch(f"Nothing is written after '{what}:'.", expected="one word", actual="nothing")
    wrong = [what for what, answer in right.items() if roles[what] != answer]
    if wrong:
        raise Mismatch(
            f"{len(wrong)} of {len(right)} answers are not right.",
            expected=" or ".join(sorted(set(right.values()))),
            actual=f"{wrong[0]}: {roles[wrong[0]]}",
            help="Read the first two ideas of the lesson again.",
        )


@pytest.mark.criterion("sides-named")
def test_client_and_server_are_told_apart(roles):
    insist(roles, SIDES)


@pytest.mark.criterion("parts-named")
def test_frontend_backend_and_internet_are_told_apart(roles):
    insist(roles, PARTS)
