import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .models import Status


class TaskBody(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    title: str = Field(min_length=1, max_length=100)
    description: str = Field("", max_length=2000)
    priority: int = Field(3, gt=0, lt=6)
    due: datetime.date | None = None


class TaskPatch(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    title: str | None = Field(None, min_length=1, max_length=100)
    description: str | None = Field(None, max_length=2000)
    priority: int | None = Field(None, gt=0, lt=6)
    due: datetime.date | None = None
    status: Status | None = None

    @field_validator("title", "description", "priority", "status", mode="before")
    @classmethod
    def no_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("null")
        return value


class TaskOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str
    description: str
    status: Status
    priority: int
    due: datetime.date | None
    created_at: datetime.datetime
