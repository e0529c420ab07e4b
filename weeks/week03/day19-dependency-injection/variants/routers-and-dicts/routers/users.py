from dependencies import get_pagination, get_user_by_id
from fastapi import APIRouter, Depends, HTTPException, Response
from storage import UserBody, UserOut, lock, store

router = APIRouter()


def page_of(users, pagination):
    start = pagination["skip"]
    return users[start : start + pagination["limit"]]


def email_free(body, own_id=None):
    for user in store.values():
        if user["email"] == body.email and user["id"] != own_id:
            raise HTTPException(status_code=409, detail="E-mail already registered")


@router.post("", status_code=201, response_model=UserOut)
async def create(body: UserBody):
    async with lock:
        email_free(body)
        new_id = max(store, default=-1) + 1
        store[new_id] = {"id": new_id} | body.model_dump()
    return store[new_id]


@router.get("", response_model=list[UserOut])
async def read_all(pagination: dict = Depends(get_pagination)):
    return page_of(list(store.values()), pagination)


@router.get("/search", response_model=list[UserOut])
async def search(q: str, pagination: dict = Depends(get_pagination)):
    found = []
    for user in store.values():
        if q.casefold() in user["name"].casefold():
            found.append(user)
    return page_of(found, pagination)


@router.get("/{user_id}", response_model=UserOut, responses={404: {"description": "Unknown user"}})
async def read_one(user: dict = Depends(get_user_by_id)):
    return user


@router.put("/{user_id}", response_model=UserOut)
async def update(body: UserBody, user: dict = Depends(get_user_by_id)):
    email_free(body, user["id"])
    user.update(body.model_dump())
    return user


@router.delete("/{user_id}", status_code=204, dependencies=[Depends(get_user_by_id)])
async def delete(user_id: int):
    del store[user_id]
    return Response(status_code=204)
