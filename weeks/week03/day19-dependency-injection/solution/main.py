"""An API for users. What its routes share stands in dependencies.py."""

from dependencies import CurrentUser, RequestedPage, UserOfPath
from fastapi import FastAPI, HTTPException, status
from users import USERS, User, UserIn, add_user, change_user, email_is_taken, remove_user

app = FastAPI(title="Users")


@app.post("/users", status_code=status.HTTP_201_CREATED)
def create_user(new: UserIn) -> User:
    """Make a user."""
    if email_is_taken(new.email):
        raise HTTPException(status.HTTP_409_CONFLICT, f"{new.email} belongs to another user.")
    return add_user(new)


@app.get("/users")
def list_users(page: RequestedPage) -> list[User]:
    """Answer with a page of all users."""
    return page.of(USERS)


@app.get("/users/search")
def search_users(q: str, page: RequestedPage) -> list[User]:
    """Answer with a page of the users that have a text in their name."""
    return page.of([user for user in USERS if q.lower() in user.name.lower()])


@app.get("/users/{user_id}")
def get_user(user: UserOfPath) -> User:
    """Answer with one user."""
    return user


@app.put("/users/{user_id}")
def update_user(user: UserOfPath, new: UserIn) -> User:
    """Put new values in the place of the old ones."""
    if email_is_taken(new.email, but_for=user):
        raise HTTPException(status.HTTP_409_CONFLICT, f"{new.email} belongs to another user.")
    return change_user(user, new)


@app.delete("/users/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_user(user: UserOfPath) -> None:
    """Remove a user."""
    remove_user(user)


@app.get("/me")
def me(user: CurrentUser) -> User:
    """Answer with the user who asks."""
    return user
