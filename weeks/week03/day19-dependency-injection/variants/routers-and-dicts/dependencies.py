from fastapi import Depends, Header, HTTPException, Query
from storage import store


async def get_pagination(skip: int = Query(0, ge=0), limit: int = Query(10, gt=0, lt=101)):
    return {"skip": skip, "limit": limit}


async def get_user_by_id(user_id: int):
    try:
        return store[user_id]
    except KeyError:
        raise HTTPException(status_code=404, detail={"user_id": user_id, "problem": "unknown"}) from None


async def get_current_user_id(x_user_id: str = Header("")) -> int:
    if not x_user_id.isdecimal():
        raise HTTPException(status_code=401, detail="Not authenticated", headers={"WWW-Authenticate": "X-User-Id"})
    return int(x_user_id)


async def get_current_user(current: int = Depends(get_current_user_id)):
    user = store.get(current)
    if not user:
        raise HTTPException(status_code=401, detail="Not authenticated")
    return user
