from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends, HTTPException, Query, status
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from .database import SessionLocal


async def get_db() -> AsyncGenerator[AsyncSession]:
    db = SessionLocal()
    try:
        yield db
    finally:
        await db.close()


DB = Annotated[AsyncSession, Depends(get_db)]
Skip = Annotated[int, Query(ge=0)]
Limit = Annotated[int, Query(gt=0, le=100)]


def or_404(thing):
    if thing is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "unknown")
    return thing


async def or_409(waiting):
    try:
        return await waiting
    except IntegrityError as error:
        raise HTTPException(status.HTTP_409_CONFLICT, "refused") from error
