"""Users in a list: what a check of an API costs without a database."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
users: list["User"] = []


class User(BaseModel):
    """Who signs up."""

    email: str


@app.post("/users", status_code=201)
def create(user: User) -> User:
    users.append(user)
    return user


@app.get("/users")
def everybody() -> list[User]:
    return users
