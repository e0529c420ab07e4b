"""Types of fields."""

from typing import Annotated

from pydantic import AfterValidator, Field


def not_blank(text: str) -> str:
    """Not blank, as the README says."""
    if not text.strip():
        raise ValueError("only white space")
    return text


Number = Annotated[int, Field(gt=0, lt=2**63, examples=[1])]


def text(longest: int):
    """Text, as the README says."""
    return Annotated[str, Field(max_length=longest, examples=["Some words"]), AfterValidator(not_blank)]
