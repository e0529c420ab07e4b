"""What is done once for all copies of a process changes nothing that a learner sees."""

from __future__ import annotations

import subprocess
import sys

import pytest

_APP = """
import sys, types
from fastapi import APIRouter, FastAPI
from grader.subject.ready import make_ready

asked = []


router = APIRouter()

@router.get("/{number}")
def read(number: int) -> int:
    asked.append(number)
    return number

app = FastAPI()
app.include_router(router, prefix="/things")
module = types.ModuleType("main")
module.app = app
print(make_ready(module), asked)
"""
_MODELS = """
import types
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from grader.subject.ready import make_ready

class Base(DeclarativeBase):
    pass

class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped["AUTHOR"] = relationship()
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)

print(make_ready(types.ModuleType("main")))
"""


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("import types\nfrom grader.subject.ready import make_ready\nprint(make_ready(types.ModuleType('m')))", "True"),
        (_APP, "True []"),
        (_MODELS.replace("AUTHOR", "User"), "True"),
        (_MODELS.replace("AUTHOR", "Writer"), "False"),
    ],
    ids=["plain", "routes", "models", "models that do not fit"],
)
def test_what_can_be_done_early_is_done_without_running_routes(source: str, printed: str) -> None:
    ended = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=60)
    assert (ended.stdout.strip(), ended.stderr) == (printed, "")
