from typing import Annotated

from fastapi import Depends, Header, HTTPException, Query, Request
from pydantic import BaseModel, Field
from users import USERS, User


class PageParams(BaseModel):
    skip: int = Field(0, ge=0)
    limit: int = Field(10, ge=1, le=100)


def get_pagination(page: Annotated[PageParams, Query()]) -> PageParams:
    return page


class Pager:
    def __init__(self, page: Annotated[PageParams, Depends(get_pagination)]):
        self.page = page

    def __call__(self, things):
        things = list(things)
        return things[self.page.skip :][: self.page.limit]


def find(user_id: int, status_code: int) -> User:
    found = [user for user in USERS if user.id == user_id]
    if not found:
        raise HTTPException(status_code, detail=f"no user {user_id}")
    return found[0]


def get_user_by_id(request: Request, user_id: int) -> User:
    request.state.user_id = user_id
    return find(user_id, 404)


def get_current_user_id(user_id: Annotated[int | None, Header(alias="X-User-Id")] = None):
    if user_id is None:
        raise HTTPException(401)
    return user_id


class CurrentUser:
    def __init__(self, status_code: int):
        self.status_code = status_code

    def __call__(self, user_id: Annotated[int, Depends(get_current_user_id)]) -> User:
        return find(user_id, self.status_code)


get_current_user = CurrentUser(401)
