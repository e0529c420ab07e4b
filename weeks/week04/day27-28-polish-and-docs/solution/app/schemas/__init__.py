"""What comes in, and what goes out. Here: what all of them need, and what a refusal says."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LARGEST = 2_147_483_647  # the largest number that fits into a column INTEGER of PostgreSQL

Id = Annotated[int, Field(ge=1, le=LARGEST)]


class Problem(BaseModel):
    """What the body of a refusal says, but for 422: there, FastAPI lists each wrong value."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"detail": "There is no user 4711."}]})

    detail: str
