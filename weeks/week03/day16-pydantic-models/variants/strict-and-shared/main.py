from typing import Annotated

from fastapi import Body, FastAPI
from models import Person, UserCreate, UserResponse

app = FastAPI()
USERS: list[UserResponse] = []


@app.post("/people", status_code=201)
def people(person: Annotated[Person, Body()]) -> Person:
    return person.model_copy()


@app.post("/users", status_code=201)
def users(user: Annotated[UserCreate, Body(examples=[{"email": "a@b.org"}])]) -> UserResponse:
    made = UserResponse(id=len(USERS), **user.model_dump(exclude={"password"}))
    USERS.append(made)
    return made
