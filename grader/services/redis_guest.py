"""A space on a Redis server that somebody else runs: REDIS_URL names it, and its user must be allowed to make users.

Keys have a database of their own there. Channels have not: a server for grading alone is the better choice.
"""

from __future__ import annotations

import secrets
from urllib.parse import unquote, urlsplit

from grader.services.kept import NoServer, resolved
from grader.services.redis import RIGHTS, Tenant
from grader.services.resp import Connection, Refusal

_HOUR = 3600
_MOST = 64
_NOT_FOR_GUESTS = "-flushall -copy -move -swapdb -select -script|flush -function|load -function|delete -function|flush"


def enter(url: str) -> Connection:
    """A connection as the user that the address names."""
    parts = urlsplit(url)
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    if parts.scheme not in ("redis", "rediss"):
        raise NoServer(f"REDIS_URL does not begin with redis:// or rediss://, but with {parts.scheme}://.")
    try:
        return Connection(parts.hostname or "localhost", parts.port or 6379, user, password, parts.scheme == "rediss")
    except (OSError, Refusal) as error:
        raise NoServer(f"the Redis that REDIS_URL names cannot be reached: {error}.") from None


class Guest(Tenant):
    """A user and an empty database for one learner, among others'."""

    def __init__(self, url: str) -> None:
        self._url = url
        parts = urlsplit(url)
        self.scheme = parts.scheme
        self.host = parts.hostname or "localhost"
        if self.scheme == "redis":
            self.host = resolved(self.host)
        self.port = parts.port or 6379
        self._home = int(parts.path.strip("/") or 0)
        self._user, self._password = f"app_{secrets.token_hex(4)}", secrets.token_hex(8)
        self._fresh = True
        self.admin = enter(url)
        self.database = self._find_a_place()
        rights = f"{RIGHTS} {_NOT_FOR_GUESTS} +select|{self.database}".split()
        try:
            self.admin.run("ACL", "SETUSER", self._user, "on", f">{self._password}", *rights)
        except Refusal as refusal:
            raise NoServer(f"the Redis that REDIS_URL names makes no user: {refusal}.") from None

    def renew(self) -> None:
        if self._fresh:
            return
        try:
            self._empty()
        except (OSError, Refusal) as error:
            raise NoServer(f"the Redis that REDIS_URL names does not answer: {error}.") from None
        self._fresh = True

    def enter(self) -> Connection:
        connection = enter(self._url)
        connection.run("SELECT", self.database)
        return connection

    def close(self) -> None:
        self._empty()
        self.admin.run_all(("ACL", "DELUSER", self._user), ("SELECT", self._home), ("DEL", self._claim(self.database)))
        self.admin.close()

    def _empty(self) -> None:
        self.admin.run_all(("CLIENT", "KILL", "USER", self._user))
        self.admin.run("FLUSHDB", "SYNC")
        self.admin.run_all(
            ("SELECT", self._home), ("EXPIRE", self._claim(self.database), _HOUR), ("SELECT", self.database)
        )

    def _find_a_place(self) -> int:
        """A database that is empty and that no other run has claimed; the connection stays in it."""
        for number in range(_MOST - 1, -1, -1):
            try:
                self.admin.run("SELECT", number)
                empty = self.admin.run("DBSIZE") == 0
                self.admin.run("SELECT", self._home)
                if number != self._home and empty and self.admin.run(*self._claiming(number)) is not None:
                    self.admin.run("SELECT", number)
                    return number
            except Refusal:
                continue  # it does not have so many
        raise NoServer("the Redis that REDIS_URL names has no empty database left.")

    def _claiming(self, number: int) -> tuple[str | int, ...]:
        return ("SET", self._claim(number), self._user, "NX", "EX", _HOUR)

    @staticmethod
    def _claim(number: int) -> str:
        return f"journey:taken:{number}"
