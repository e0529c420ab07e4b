"""The table users."""

from typing import Any

from sqlalchemy import Select, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models.tables import users
from app.repositories.rows import Position, Row, by_age, one, page

_PUBLIC = [column for column in users.c if column.name != "password_hash"]


async def add(connection: AsyncConnection, email: str, name: str, role: str, password_hash: str) -> Row | None:
    """A new user, or None if the address is taken."""
    statement = (
        insert_or_not(users)
        .values(email=email, name=name, role=role, password_hash=password_hash)
        .on_conflict_do_nothing()
        .returning(*_PUBLIC)
    )
    return one(await connection.execute(statement))


async def by_id(connection: AsyncConnection, user_id: int) -> Row | None:
    """The user with this id."""
    return one(await connection.execute(select(*_PUBLIC).where(users.c.id == user_id)))


async def by_email_with_hash(connection: AsyncConnection, email: str) -> Row | None:
    """The user with this address, and the hash of the password."""
    return one(await connection.execute(select(users).where(func.lower(users.c.email) == func.lower(email))))


async def is_free_to_enter(connection: AsyncConnection, user_id: int) -> bool:
    """Whether the user may come in; until the transaction ends, no ban can change the answer."""
    statement = select(users.c.is_banned).where(users.c.id == user_id).with_for_update(read=True)
    return await connection.scalar(statement) is False


async def change_name(connection: AsyncConnection, user_id: int, name: str) -> Row | None:
    """Another name for a user."""
    return one(
        await connection.execute(update(users).where(users.c.id == user_id).values(name=name).returning(*_PUBLIC))
    )


async def set_banned(connection: AsyncConnection, user_id: int, is_banned: bool) -> Row | None:
    """Ban or unban a user who is no admin; None if there is none."""
    statement = (
        update(users)
        .where(users.c.id == user_id, users.c.role != "admin")
        .values(is_banned=is_banned)
        .returning(*_PUBLIC)
    )
    return one(await connection.execute(statement))


async def make_admin(connection: AsyncConnection, email: str) -> bool:
    """Make the user with this address an admin; False if there is none."""
    statement = text("UPDATE users SET role = 'admin' WHERE lower(email) = lower(:email)")
    return (await connection.execute(statement, {"email": email})).rowcount == 1


async def list_all(
    connection: AsyncConnection, role: str | None, email: str | None, after: Position | None, limit: int
) -> list[Row]:
    """All users, the oldest first."""
    statement: Select[Any] = select(*_PUBLIC)
    if role is not None:
        statement = statement.where(users.c.role == role)
    if email is not None:
        statement = statement.where(func.lower(users.c.email) == func.lower(email))
    return await page(connection, statement, by_age(users), after, limit, newest_first=False)
