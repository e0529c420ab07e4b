"""What comes in, and what goes out."""

from typing import Annotated

from pydantic import Field

LARGEST = 2_147_483_647  # the largest number that fits into a column INTEGER of PostgreSQL

Id = Annotated[int, Field(ge=1, le=LARGEST)]
