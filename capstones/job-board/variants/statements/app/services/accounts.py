"""Accounts: sign-up, log-in, tokens, bans."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from app.cursors import Cursors
from app.database import Database
from app.errors import Conflict, Forbidden, NotAuthenticated, NotFound, TooMany
from app.repositories import sessions, users
from app.repositories.rows import Row, age_of
from app.security import NOBODY, Tokens, hash_password, verify_password
from app.services.cache import SearchCache
from app.services.pages import Page, page_of

_MOST_FAILURES = 5
_MINUTES = 15


class Turns:
    """One at a time for each address, within this process."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, email: str) -> AsyncIterator[None]:
        """Wait for one's turn."""
        lock, waiting = self._locks.get(email, (asyncio.Lock(), 0))
        self._locks[email] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks.pop(email)
            if waiting > 1:
                self._locks[email] = lock, waiting - 1


class Accounts:
    """Everything that is done with accounts."""

    def __init__(self, database: Database, tokens: Tokens, cursors: Cursors, cache: SearchCache) -> None:
        self._database = database
        self._tokens = tokens
        self._cursors = cursors
        self._cache = cache
        self._turns = Turns()

    async def sign_up(self, email: str, password: str, name: str, role: str) -> Row:
        """A new account."""
        hashed = await asyncio.to_thread(hash_password, password)
        async with self._database.begin() as connection:
            user = await users.add(connection, email, name, role, hashed)
        if user is None:
            raise Conflict("There is an account for this address.")
        return user

    async def log_in(self, email: str, password: str) -> dict[str, Any]:
        """Tokens for the right address and password.

        The attempt is noted before the password is tried, so that many at once are not more than a few. In one
        process they wait for each other, so that good ones do not stand in each other's way.
        """
        async with self._turns.of(email):
            async with self._database.begin() as connection:
                attempt, wait = await sessions.reserve_attempt(connection, email, _MOST_FAILURES, _MINUTES)
                user = await users.by_email_with_hash(connection, email) if attempt else None
            if not attempt:
                raise TooMany("Too many failed log-ins for this address.", min(max(math.ceil(wait), 1), _MINUTES * 60))
            hashed = NOBODY if user is None else user["password_hash"]
            is_right = await asyncio.to_thread(verify_password, password, hashed)
            if user is None or not is_right:
                raise NotAuthenticated("The address or the password is wrong.")
            return await self._enter(user["id"], email, attempt)

    async def _enter(self, user_id: int, email: str, attempt: int) -> dict[str, Any]:
        refresh_token, token_id, ends = self._tokens.sign(user_id, "refresh")
        async with self._database.begin() as connection:
            may_enter = await users.is_free_to_enter(connection, user_id)
            if may_enter:
                await sessions.forget_attempts(connection, email)
                await sessions.begin(connection, user_id, token_id, ends)
            else:
                await sessions.forget_attempt(connection, attempt)
        if not may_enter:
            raise Forbidden("This account is banned.")
        return self._answer(user_id, refresh_token)

    def _answer(self, user_id: int, refresh_token: str) -> dict[str, Any]:
        access_token, _, _ = self._tokens.sign(user_id, "access")
        return {
            "access_token": access_token,
            "refresh_token": refresh_token,
            "expires_in": int(self._tokens.access.total_seconds()),
        }

    async def refresh(self, old_token: str) -> dict[str, Any]:
        """Two new tokens for a refresh token that was not used before. A second use ends the whole family."""
        refused = NotAuthenticated("This refresh token is not valid.")
        claims = self._tokens.read(old_token, "refresh")
        if claims is None:
            raise refused
        new_token, token_id, ends = self._tokens.sign(claims.user_id, "refresh")
        async with self._database.begin() as connection:
            family = await sessions.use(connection, claims.token_id, claims.user_id)
            is_good = (
                family is not None and family["is_alive"] and await users.is_free_to_enter(connection, claims.user_id)
            )
            if family is None:
                await sessions.end_family(connection, claims.token_id)
            elif is_good:
                await sessions.extend(connection, family["session_id"], token_id, ends)
        if not is_good:
            raise refused
        return self._answer(claims.user_id, new_token)

    async def log_out(self, token: str) -> None:
        """End the refresh tokens of this log-in."""
        claims = self._tokens.read(token, "refresh")
        if claims is not None:
            async with self._database.begin() as connection:
                is_ended = await sessions.end_family(connection, claims.token_id)
            if is_ended:
                return
        raise NotAuthenticated("This refresh token is not valid.")

    async def who(self, access_token: str) -> Row:
        """The user of an access token, as the database knows them now."""
        claims = self._tokens.read(access_token, "access")
        if claims is not None:
            async with self._database.begin() as connection:
                user = await users.by_id(connection, claims.user_id)
            if user is not None and not user["is_banned"]:
                return user
        raise NotAuthenticated("This token is not valid.")

    async def rename(self, user: Row, name: str) -> Row:
        """Another name."""
        async with self._database.begin() as connection:
            changed = await users.change_name(connection, user["id"], name)
        if user["role"] != "seeker":
            await self._cache.forget()
        return _found(changed)

    async def list_all(self, role: str | None, email: str | None, cursor: str | None, limit: int) -> Page:
        """A page of users, the oldest first."""
        after = self._cursors.read("users", cursor)
        async with self._database.begin() as connection:
            rows = await users.list_all(connection, role, email, after, limit)
        return page_of(self._cursors, "users", rows, limit, age_of)

    async def set_banned(self, user_id: int, is_banned: bool) -> Row:
        """Ban a user, with all refresh tokens, or lift the ban. Admins cannot be banned."""
        async with self._database.begin() as connection:
            user = await users.set_banned(connection, user_id, is_banned)
            if user is None:
                user = _found(await users.by_id(connection, user_id))
                if is_banned:
                    raise Conflict("Admins cannot be banned.")
                return user
            if is_banned:
                await sessions.end_all(connection, user_id)
        await self._cache.forget()
        return user


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row
