from datetime import date, datetime
from enum import Enum
from typing import Optional

from pydantic import BaseModel, ConfigDict, conint, constr


class Status(str, Enum):  # noqa: UP042
    TODO = "todo"
    DOING = "doing"
    DONE = "done"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class TaskCreate(Strict):
    title: constr(strip_whitespace=True, min_length=1, max_length=100)
    description: constr(max_length=2000) = ""
    priority: conint(ge=1, le=5) = 3
    due: Optional[date] = None  # noqa: UP045


class TaskUpdate(TaskCreate):
    title: constr(strip_whitespace=True, min_length=1, max_length=100) = "-"
    status: Status = Status.TODO


class Task(TaskCreate):
    model_config = ConfigDict(from_attributes=True, extra="ignore")
    id: int
    status: str
    created_at: datetime


class TaskList(BaseModel):
    items: list[Task]
    total: int
