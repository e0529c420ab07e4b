from dependencies import get_current_user, get_pagination, get_user_by_id, users
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, EmailStr, Field

app = FastAPI()
last_id = 0
pagination = Depends(get_pagination)


class UserData(BaseModel):
    name: str = Field(min_length=1, max_length=50)
    email: EmailStr
    age: int = Field(gt=0)


@app.post("/users", status_code=201)
def create_user(data: UserData):
    global last_id
    if data.email in [user["email"] for user in users]:
        raise HTTPException(409, "Email already exists")
    last_id += 1
    users.append({"id": last_id, **data.model_dump()})
    return users[-1]


@app.get("/users")
def get_users(page: tuple[int, int] = pagination):
    skip, limit = page
    return users[skip : skip + limit]


@app.get("/users/search")
def search(q: str, page: tuple[int, int] = pagination):
    skip, limit = page
    result = []
    for user in users:
        if q.lower() in user["name"].lower():
            if skip > 0:
                skip -= 1
            elif len(result) < limit:
                result.append(user)
    return result


@app.get("/users/{user_id}")
def get_one(user=Depends(get_user_by_id)):
    return user


@app.put("/users/{user_id}")
def put(data: UserData, user=Depends(get_user_by_id)):
    for other in users:
        if other is not user and other["email"] == data.email:
            raise HTTPException(409, "Email already exists")
    user |= data.model_dump()
    return user


@app.delete("/users/{user_id}", status_code=204)
def delete(user=Depends(get_user_by_id)):
    users.remove(user)


@app.get("/me")
def me(user=Depends(get_current_user)):
    return user
