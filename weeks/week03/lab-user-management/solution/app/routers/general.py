"""The routes that have nothing to do with users."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.schemas import Greeting, Health, Name

router = APIRouter(tags=["general"])


@router.get("/health")
def health() -> Health:
    """Say that the server is there."""
    return Health()


@router.get("/hello")
def hello(name: Annotated[Name, Query()]) -> Greeting:
    """Greet somebody."""
    return Greeting(message=f"Hello, {name}!")
