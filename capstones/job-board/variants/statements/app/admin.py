"""python -m app.admin EMAIL makes a user an admin."""

import asyncio
import sys

from sqlalchemy.exc import SQLAlchemyError

from app.database import Database
from app.repositories import users
from app.settings import get_settings


async def make_admin(email: str) -> bool:
    """Whether there is a user with this address, who is an admin now."""
    database = Database(get_settings().database_url)
    try:
        async with database.begin() as connection:
            return await users.make_admin(connection, email)
    finally:
        await database.close()


def main(arguments: list[str]) -> int:
    """The exit code."""
    if len(arguments) != 1:
        print("usage: python -m app.admin EMAIL", file=sys.stderr)
        return 2
    email = arguments[0].strip()
    try:
        is_done = asyncio.run(make_admin(email))
    except SQLAlchemyError as error:
        print(f"The database does not answer as it should: {type(error).__name__}", file=sys.stderr)
        return 1
    if not is_done:
        print(f"There is no user with the address {email}.", file=sys.stderr)
        return 1
    print(f"{email} is an admin now.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
