from typing import Annotated

from pydantic import AfterValidator, Field


def not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("only white space")
    return text


Number = Annotated[int, Field(gt=0, lt=2**63)]


def text(longest: int):
    return Annotated[str, Field(max_length=longest), AfterValidator(not_blank)]
