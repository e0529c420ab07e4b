# ruff: noqa: B904
"""The list of users lives here, beside the functions that look into it. Checks by hand, a tuple for the page."""

from http import HTTPStatus

from fastapi import Depends, HTTPException, Request

users = []


def get_pagination(skip: int = 0, limit: int = 10):
    if skip < 0:
        raise HTTPException(422, "skip must not be negative")
    if limit not in range(1, 101):
        raise HTTPException(422, "limit must be between 1 and 100")
    return skip, limit


def get_user_by_id(user_id: int):
    for user in users:
        if user["id"] == user_id:
            return user
    raise HTTPException(HTTPStatus.NOT_FOUND, "User not found")


def get_current_user_id(request: Request):
    try:
        return int(request.headers["X-User-Id"])
    except (KeyError, ValueError):
        raise HTTPException(401, "Who are you?")


def get_current_user(user_id=Depends(get_current_user_id)):
    try:
        return get_user_by_id(user_id)
    except HTTPException:
        raise HTTPException(401, "Who are you?")
