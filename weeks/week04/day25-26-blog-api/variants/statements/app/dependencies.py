from typing import Annotated

from app.database import new_session
from fastapi import Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session


class Unknown(LookupError):
    pass


def get_db():
    with new_session() as session, session.begin():
        yield session


class Page(BaseModel):
    skip: int = Field(0, ge=0, lt=2**63)
    limit: int = Field(10, ge=1, le=100)


Db = Annotated[Session, Depends(get_db, scope="function")]
APage = Annotated[Page, Query()]


def known(row):
    if row is None:
        raise Unknown("unknown")
    return row
