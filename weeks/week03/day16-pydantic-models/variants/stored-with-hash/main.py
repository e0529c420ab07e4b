import hashlib

from fastapi import FastAPI
from models import Person, UserCreate, UserResponse


class Stored(UserResponse):
    password_hash: str


app = FastAPI()
database: dict[int, Stored] = {}


@app.post("/people", status_code=201)
def add_person(body: Person) -> dict[str, str | int]:
    return body.model_dump()


@app.post("/users", status_code=201, response_model=UserResponse)
def add_user(body: UserCreate) -> Stored:
    password_hash = hashlib.sha256(body.password.encode()).hexdigest()
    user = Stored(id=len(database) + 1, email=body.email, age=body.age, password_hash=password_hash)
    database[user.id] = user
    return user
