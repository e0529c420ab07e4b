"""How the first admin comes to be: python -m app.admin EMAIL"""

import asyncio
import sys

from sqlalchemy.ext.asyncio import AsyncSession

from app.database import make_engine
from app.services.moderation import make_admin
from app.settings import read_settings


async def _run(email: str) -> bool:
    engine = make_engine(read_settings().database_url)
    async with AsyncSession(engine) as session:
        is_done = await make_admin(session, email)
    await engine.dispose()
    return is_done


def main(arguments: list[str]) -> None:
    """Make the user with this address an admin."""
    if len(arguments) != 1:
        raise SystemExit("Usage: python -m app.admin EMAIL")
    if not asyncio.run(_run(arguments[0])):
        raise SystemExit(f"There is no user with the address {arguments[0]}.")
    print(f"{arguments[0]} is an admin.")


if __name__ == "__main__":
    main(sys.argv[1:])
