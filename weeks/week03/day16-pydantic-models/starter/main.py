"""An API that takes in users, and never gives a password back."""

from itertools import count

from fastapi import FastAPI

app = FastAPI(title="Users")
ids = count(1)  # next(ids) is a number that no user has yet


# A line above each function makes it a route, and says with which status it answers.
def create_person() -> None:
    """Answer with the person that was sent."""


def create_user() -> None:
    """Take in a user, and answer without the password."""
