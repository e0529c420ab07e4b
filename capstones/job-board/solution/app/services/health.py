"""Whether what this needs is there."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def ask_database(session: AsyncSession) -> None:
    """An answer, or an error of the database's."""
    await session.execute(text("SELECT 1"))
