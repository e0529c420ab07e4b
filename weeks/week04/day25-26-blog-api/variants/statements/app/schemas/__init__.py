from typing import Annotated

from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=2**31)]
