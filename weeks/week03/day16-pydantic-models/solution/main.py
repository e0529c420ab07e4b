"""An API that takes in users, and never gives a password back."""

from itertools import count

from fastapi import FastAPI
from models import Person, UserCreate, UserResponse

app = FastAPI(title="Users")
ids = count(1)  # next(ids) is a number that no user has yet


@app.post("/people", status_code=201)
def create_person(person: Person) -> Person:
    """Answer with the person that was sent."""
    return person


@app.post("/users", status_code=201)
def create_user(user: UserCreate) -> UserResponse:
    """Take in a user, and answer without the password."""
    return UserResponse(id=next(ids), email=user.email, age=user.age)
