from typing import Annotated

import dependencies as d
import users
from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from users import User, UserIn

app = FastAPI()


class EmailTaken(Exception):
    pass


@app.exception_handler(EmailTaken)
def on_email_taken(*_):
    return JSONResponse({"detail": "This e-mail is taken."}, status_code=409)


def get_free_email(new: UserIn) -> UserIn:
    if users.email_is_taken(new.email):
        raise EmailTaken
    return new


@app.get("/me")
def who(user: Annotated[User, Depends(d.get_current_user)]) -> User:
    return user


@app.get("/users/search")
def search(q: str, pager: Annotated[d.Pager, Depends()]) -> list[User]:
    return pager(filter(lambda user: q.upper() in user.name.upper(), users.USERS))


@app.get("/users")
def everybody(pager: Annotated[d.Pager, Depends(d.Pager)]) -> list[User]:
    return pager(users.USERS)


@app.post("/users", status_code=201)
def create(new: Annotated[UserIn, Depends(get_free_email)]) -> User:
    return users.add_user(new)


@app.get("/users/{user_id}")
def read(user: Annotated[User, Depends(d.get_user_by_id)]) -> User:
    return user


@app.put("/users/{user_id}")
def change(new: UserIn, user: Annotated[User, Depends(d.get_user_by_id)]) -> User:
    if any(other.email == new.email and other.id != user.id for other in users.USERS):
        raise HTTPException(409, "taken")
    place = users.USERS.index(user)
    users.USERS[place] = User(id=user.id, **new.model_dump())
    return users.USERS[place]


@app.delete("/users/{user_id}", status_code=204)
def remove(user: Annotated[User, Depends(d.get_user_by_id)]) -> None:
    users.remove_user(user)
