"""Log-ins, their refresh tokens, and the attempts that failed."""

from datetime import datetime

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models.tables import refresh_tokens, sessions
from app.repositories.rows import Row, one


async def begin(connection: AsyncConnection, user_id: int, token_id: str, expires_at: datetime) -> None:
    """A new family of refresh tokens, with its first one. Those that are over go."""
    await connection.execute(
        text("DELETE FROM sessions WHERE user_id = :user_id AND expires_at < now()"), {"user_id": user_id}
    )
    statement = insert(sessions).values(user_id=user_id, expires_at=expires_at).returning(sessions.c.id)
    session_id = (await connection.execute(statement)).scalar_one()
    await connection.execute(insert(refresh_tokens).values(id=token_id, session_id=session_id))


async def use(connection: AsyncConnection, token_id: str, user_id: int) -> Row | None:
    """Use a token up. It may be used only if its family lives; None if it was used before, or is unknown."""
    statement = text(
        "UPDATE refresh_tokens AS token SET is_used = true FROM sessions AS session"
        " WHERE token.id = :token_id AND NOT token.is_used"
        " AND session.id = token.session_id AND session.user_id = :user_id"
        " RETURNING session.id AS session_id, session.ended_at IS NULL AS is_alive"
    )
    return one(await connection.execute(statement, {"token_id": token_id, "user_id": user_id}))


async def extend(connection: AsyncConnection, session_id: int, token_id: str, expires_at: datetime) -> None:
    """The next token of a family."""
    await connection.execute(insert(refresh_tokens).values(id=token_id, session_id=session_id))
    await connection.execute(
        text("UPDATE sessions SET expires_at = :expires_at WHERE id = :session_id"),
        {"expires_at": expires_at, "session_id": session_id},
    )


async def end_family(connection: AsyncConnection, token_id: str) -> bool:
    """End the family of a token. Whether the token was unused and the family alive until now."""
    statement = text(
        "UPDATE sessions AS session SET ended_at = now() FROM refresh_tokens AS token"
        " WHERE token.id = :token_id AND session.id = token.session_id AND session.ended_at IS NULL"
        " RETURNING NOT token.is_used"
    )
    return bool((await connection.execute(statement, {"token_id": token_id})).scalar_one_or_none())


async def end_all(connection: AsyncConnection, user_id: int) -> None:
    """End all families of a user."""
    await connection.execute(
        text("UPDATE sessions SET ended_at = now() WHERE user_id = :user_id AND ended_at IS NULL"),
        {"user_id": user_id},
    )


async def reserve_attempt(connection: AsyncConnection, email: str, most: int, minutes: int) -> tuple[int, float]:
    """Note an attempt before it is made: (its id, 0), or (0, seconds to wait) if there were too many.

    The lock lets one transaction at a time count for an address.
    """
    values = {"email": email, "most": most, "minutes": minutes}
    await connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:email, 7))"), {"email": email})
    await connection.execute(
        text(
            "DELETE FROM login_attempts WHERE id IN (SELECT id FROM login_attempts"
            " WHERE at < now() - make_interval(mins => :minutes) LIMIT 100 FOR UPDATE SKIP LOCKED)"
        ),
        {"minutes": minutes},
    )
    wait = await connection.scalar(
        text(
            "SELECT extract(epoch FROM at + make_interval(mins => :minutes) - clock_timestamp())::float"
            " FROM login_attempts WHERE email = :email AND at > clock_timestamp() - make_interval(mins => :minutes)"
            " ORDER BY at DESC, id DESC OFFSET :most - 1 LIMIT 1"
        ),
        values,
    )
    if wait is not None:
        return 0, float(wait)
    statement = text("INSERT INTO login_attempts (email, at) VALUES (:email, clock_timestamp()) RETURNING id")
    return (await connection.execute(statement, {"email": email})).scalar_one(), 0.0


async def forget_attempts(connection: AsyncConnection, email: str) -> None:
    """A good log-in: the count is 0 again."""
    await connection.execute(text("DELETE FROM login_attempts WHERE email = :email"), {"email": email})


async def forget_attempt(connection: AsyncConnection, attempt_id: int) -> None:
    """This attempt has not failed after all."""
    await connection.execute(text("DELETE FROM login_attempts WHERE id = :id"), {"id": attempt_id})
