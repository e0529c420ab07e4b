"""Shared by the routes."""

from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Query, status
from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from .database import SessionLocal


async def get_db() -> AsyncGenerator[AsyncSession]:
    """Get db, as the README says."""
    db = SessionLocal()
    try:
        yield db
    finally:
        await db.close()


DB = Annotated[AsyncSession, Depends(get_db)]
Skip = Annotated[int, Query(ge=0, description="pass over")]
Limit = Annotated[int, Query(gt=0, le=100, description="at most")]
Number = Annotated[int, Path(gt=0, lt=2**63, description="an id")]


class Refused(BaseModel):
    """A refusal."""

    detail: str


R404 = {404: {"model": Refused, "description": "unknown"}}
R409 = {409: {"model": Refused, "description": "refused"}}


def or_404(thing):
    """Or 404, as the README says."""
    if thing is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "unknown")
    return thing


async def or_409(waiting):
    """Or 409, as the README says."""
    try:
        return await waiting
    except IntegrityError as error:
        raise HTTPException(status.HTTP_409_CONFLICT, "refused") from error
