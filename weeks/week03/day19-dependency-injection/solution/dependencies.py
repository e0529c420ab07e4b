"""What routes share: the page that is asked for, the user of the path, the user who asks."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Query, status
from users import User, find_user


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for."""

    skip: int
    limit: int

    def of(self, users: list[User]) -> list[User]:
        """This part of a list."""
        return users[self.skip : self.skip + self.limit]


def get_pagination(skip: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> Page:
    """The page that the query asks for."""
    return Page(skip, limit)


def get_user_by_id(user_id: int) -> User:
    """The user of the path. Whoever is unknown is answered with 404."""
    user = find_user(user_id)
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no user {user_id}.")
    return user


def get_current_user_id(x_user_id: Annotated[int | None, Header()] = None) -> int:
    """The id under which somebody asks."""
    if x_user_id is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Say who you are in the header X-User-Id.")
    return x_user_id


def get_current_user(user_id: Annotated[int, Depends(get_current_user_id)]) -> User:
    """The user who asks."""
    user = find_user(user_id)
    if user is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "The header X-User-Id names nobody.")
    return user


RequestedPage = Annotated[Page, Depends(get_pagination)]
UserOfPath = Annotated[User, Depends(get_user_by_id)]
CurrentUser = Annotated[User, Depends(get_current_user)]
