"""Requests made up from the description of an application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from subject.conftest import snapshot_of

from grader.subject.launcher import Launcher, launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject
from grader.toolbox import Mismatch
from grader.toolbox.described import explore

_APP = """
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI()
boats: dict[int, dict] = {}

class Boat(BaseModel):
    name: str = Field(min_length=1, max_length=20)
    length: float = Field(gt=0, lt=1000)

@app.post("/boats", status_code=201)
def create(boat: Boat) -> Boat:
    boats[len(boats) + 1] = boat
    return boat

@app.get("/boats/{number}", responses={404: {"description": "No such boat"}})
def one(number: int) -> Boat:
    if number not in boats:
        raise HTTPException(404)
    return boats[number]

@app.get("/boats")
def some(limit: int = 10) -> list[Boat]:
    return list(boats.values())[:limit]
"""
_FAULTS = {
    "a division by what is given": ("[:limit]", "[: 100 // limit]", "Server error"),
    "an answer of another form": ("return boat\n", "from fastapi import Response; return Response('[1]', 201)\n", ""),
    "a code that is not described": (', responses={404: {"description": "No such boat"}}', "", "Undocumented"),
}


@pytest.fixture(scope="module")
def warm() -> Iterator[Launcher]:
    with launched() as launcher:
        launcher.warm(["fastapi"], serves=True)
        yield launcher


@pytest.fixture
def subject_of(warm: Launcher) -> Iterator[Callable[[str], Subject]]:
    made: list[tuple[Subject, Nursery]] = []

    def make(text: str) -> Subject:
        nursery = Nursery(warm, snapshot_of({"main.py": text}), Limits(seconds=60))
        made.append((Subject(nursery), nursery))
        return made[-1][0]

    yield make
    for subject, nursery in made:
        subject.close()
        nursery.close()


def test_an_application_that_keeps_its_promises_is_left_in_peace(subject_of: Callable[[str], Subject]) -> None:
    subject = subject_of(_APP)
    explore(subject.app(), Random(1), documented=True)
    assert [line.text for line in subject.transcript.lines() if line.kind == "in"] == [
        "$ uvicorn main:app",
        "$ curl -i http://127.0.0.1:8000/openapi.json",
    ]


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_broken_promise_is_told_with_the_request(subject_of: Callable[[str], Subject], fault: str) -> None:
    find, replace, said = _FAULTS[fault]
    assert _APP.count(find) == 1
    subject = subject_of(_APP.replace(find, replace))
    with pytest.raises(Mismatch) as problem:
        explore(subject.app(), Random(1), each=30, documented=True)
    assert said in str(problem.value.actual)
    asked = [line.text for line in subject.transcript.lines() if line.text.startswith("$ curl")]
    assert len(asked) == 2
