"""Users over HTTP: create, read, replace and delete. They live as long as the server runs."""

from itertools import count

from fastapi import FastAPI, HTTPException, Response
from models import User, UserChanges, UserIn

app = FastAPI(title="Users")
users: dict[int, User] = {}
ids = count(1)


def find_user(user_id: int) -> User:
    """The user with this id; if there is none, the answer is 404."""
    if user_id not in users:
        raise HTTPException(404, f"There is no user {user_id}.")
    return users[user_id]


def refuse_taken(email: str, owner: int | None = None) -> None:
    """Answer 409 if this address belongs to anyone but its owner."""
    if any(user.email == email and user.id != owner for user in users.values()):
        raise HTTPException(409, f"The address {email} is taken.")


@app.post("/users", status_code=201)
def create_user(new: UserIn, response: Response) -> User:
    """Keep a new user under the next id."""
    refuse_taken(new.email)
    user = User(id=next(ids), **new.model_dump())
    users[user.id] = user
    response.headers["Location"] = f"/users/{user.id}"
    return user


@app.get("/users")
def list_users() -> list[User]:
    """Answer with all users, in the order in which they were made."""
    return list(users.values())


@app.get("/users/{user_id}")
def read_user(user_id: int) -> User:
    """Answer with one user."""
    return find_user(user_id)


@app.put("/users/{user_id}")
def replace_user(user_id: int, new: UserIn) -> User:
    """Put new fields in the place of all three."""
    find_user(user_id)
    refuse_taken(new.email, user_id)
    users[user_id] = User(id=user_id, **new.model_dump())
    return users[user_id]


@app.delete("/users/{user_id}", status_code=204)
def delete_user(user_id: int) -> None:
    """Remove a user."""
    find_user(user_id)
    del users[user_id]


@app.patch("/users/{user_id}")
def change_user(user_id: int, changes: UserChanges) -> User:
    """Stretch: change only the fields that came."""
    changed = find_user(user_id).model_copy(update=changes.model_dump(exclude_none=True))
    refuse_taken(changed.email, user_id)
    users[user_id] = changed
    return changed
