from fastapi import APIRouter, Depends, HTTPException

from ..schemas import UserCreate, UserPatch

router = APIRouter()


def get_users() -> dict:
    raise NotImplementedError


def get_last() -> list:
    raise NotImplementedError


def check_email(users, email, own=None):
    for user in users.values():
        if user["email"] == email and user["id"] != own:
            raise HTTPException(status_code=409, detail={"taken": email}["taken"] + " is taken")


def get_one(number: int, users: dict = Depends(get_users)):
    try:
        return users[number]
    except KeyError:
        raise HTTPException(detail=f"User {number} not found", status_code=404) from None


@router.get("/users")
def index(users: dict = Depends(get_users)):
    return list(users.values())


@router.post("/users", status_code=201)
def create(body: UserCreate, users: dict = Depends(get_users), last: list = Depends(get_last)):
    check_email(users, body.email)
    last[0] += 1
    users[last[0]] = {"id": last[0]} | body.model_dump()
    return users[last[0]]


@router.get("/users/{number}", responses={404: {"description": "nobody"}})
def read(user: dict = Depends(get_one)):
    return user


@router.put("/users/{number}", responses={404: {"description": "nobody"}, 409: {"description": "taken"}})
def replace(body: UserCreate, user: dict = Depends(get_one), users: dict = Depends(get_users)):
    check_email(users, body.email, user["id"])
    user.update(body.model_dump())
    return user


@router.patch("/users/{number}")
def change(body: UserPatch, user: dict = Depends(get_one), users: dict = Depends(get_users)):
    new = {field: getattr(body, field) for field in body.model_fields_set}
    check_email(users, new.get("email"), user["id"])
    user |= new
    return user


@router.delete("/users/{number}", status_code=204)
def delete(user: dict = Depends(get_one), users: dict = Depends(get_users)):
    users.pop(user["id"])
