"""What one learner has of a PostgreSQL server: a role, and a database that is empty at the beginning of every check."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import make_conninfo

from grader.services.kept import NoServer
from grader.services.postgres_clearing import Clearing
from grader.subject.faults import SubjectFault

if TYPE_CHECKING:
    from grader.services.postgres import Address

_PATIENCE_MS = 20_000  # for one statement


class Tenant:
    """A role and a database for one learner: renewed before every check, always under the same name."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.name = f"app_{secrets.token_hex(4)}"
        self._password = secrets.token_hex(8)
        self.admin: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(address.admin, autocommit=True)
        self._asking = f"{self.name}_asking"
        self._do(f"CREATE ROLE {self.name} LOGIN PASSWORD '{self._password}' NOINHERIT CONNECTION LIMIT 60")
        self._do(f"CREATE ROLE {self._asking} LOGIN PASSWORD '{self._password}' IN ROLE {self.name}")
        self._do(f"ALTER ROLE {self._asking} SET statement_timeout = '{_PATIENCE_MS}ms'")
        self._dropper = psycopg.connect(address.admin, autocommit=True)
        self._exists = False
        self._empty = Spare(self, "template1")
        self._kept: dict[str, tuple[Spare, Any]] = {}
        self._clearing: Clearing | None = None
        self._talk: psycopg.Connection[Any] | None = None
        self._take(self._empty)
        self._clearing = Clearing(address.admin, self.name)
        self._new = self._clearing.state()
        self._fresh = True
        self._is_due = False

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
        """An empty database under the old name, by the time that anybody comes. Before, another one may be taken."""
        self._is_due = not self._fresh

    def ready(self) -> None:
        """Somebody comes: now it has to be empty."""
        if not self._is_due:
            return
        self._is_due = False
        self._part()
        if not (self._clearing and self._clearing.is_done(self._new)):
            self._take(self._empty)
            self._clearing = None if self._kept else Clearing(self.address.admin, self.name)

    def touch(self) -> None:
        """Somebody may write to the database from now on."""
        self._fresh = False

    def keep(self, name: str, told: Any = None) -> None:
        """Remember the database as it is now, until another learner comes, if nobody is in it."""
        self._leave()
        source = another(self.name)
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            self._do(copied(source, self.name))
            self._kept[name] = Spare(self, source), told

    def keeps(self, name: str) -> bool:
        return name in self._kept

    def take(self, name: str) -> Any:
        """The database as it was when it was kept, and what was told then."""
        spare, told = self._kept[name]
        self._is_due = False
        self._take(spare)
        return told

    def forget(self) -> None:
        """Another learner comes."""
        while self._kept:
            self._kept.popitem()[1][0].close()

    @contextlib.contextmanager
    def enter(self) -> Iterator[Any]:
        """A connection of the grader's own to the learner's database, with the learner's rights and no way to more.

        What is run there may be a file of the learner's. The role that connects is nobody but a member of theirs.
        """
        with contextlib.closing(self._connected()) as connection:  # what nobody has committed ends with it
            yield connection

    def talk(self) -> psycopg.Connection[Any]:
        """The same for questions that leave nothing behind: one connection for all of a check."""
        self.ready()
        if self._talk is None or self._talk.closed:
            self._talk = self._connected()
        return self._talk

    def _connected(self) -> psycopg.Connection[Any]:
        self.ready()
        own = {"dbname": self.name, "user": self._asking, "password": self._password}
        try:
            connection = psycopg.connect(make_conninfo(self.address.admin, **own), autocommit=True)
        except psycopg.OperationalError as error:
            self._do("SELECT 1")  # fails if it is not the learner's doing
            told = str(error).strip().rpartition("FATAL:")[2].strip()
            raise SubjectFault(f"Your database lets nobody in any more: {told}.", "Did you mean to close it?") from None
        connection.execute(f"SET ROLE {self.name}".encode())
        return connection

    def end(self, connection: psycopg.Connection[Any]) -> None:
        """End a connection of the learner's role, whatever it is doing."""
        self._do(f"SELECT pg_terminate_backend({connection.info.backend_pid})")

    def close(self) -> None:
        self._leave()
        self.forget()
        self._empty.close()
        results_of(self._dropper)
        self._dropper.close()
        self.drop(self.name)
        self._do(f"DROP ROLE IF EXISTS {self._asking}, {self.name}")
        self.admin.close()

    def _take(self, spare: Spare) -> None:
        """Let a copy take the place of the database, which goes away while nobody waits for it."""
        self._leave()
        steps = [*spare.steps_to_become(self.name), *self._steps_to_old_settings()]
        if self._exists:
            old = another(self.name)
            away = [
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'",
                f"ALTER DATABASE {self.name} RENAME TO {old}",
            ]
            try:
                self._do("; ".join([*away, *steps]))
            except psycopg.errors.ObjectInUse:  # somebody is still in it
                self.drop(self.name)
                self._do("; ".join(steps))
            else:
                results_of(self._dropper)
                self._dropper.pgconn.send_query(dropped(old).encode())
        else:
            self._do("; ".join(steps))
            self._exists = True
        spare.begin()

    def _part(self) -> None:
        if self._talk:
            self._talk.close()
            self._talk = None

    def _leave(self) -> None:
        self._part()
        if self._clearing:
            self._clearing.close()
            self._clearing = None

    def _steps_to_old_settings(self) -> list[str]:
        """A role may change its own settings and its password."""
        return [
            f"ALTER ROLE {self.name} RESET ALL",
            f"ALTER ROLE {self.name} SET statement_timeout = '{_PATIENCE_MS}ms'",
            f"ALTER ROLE {self.name} PASSWORD '{self._password}'",
        ]

    def drop(self, database: str) -> None:
        self._do(dropped(database))

    def _do(self, statement: str) -> None:
        self.admin.execute(statement.encode())


class Spare:
    """A copy of a database that is made while nobody waits for it, and so is the next one."""

    def __init__(self, tenant: Tenant, source: str) -> None:
        self._tenant = tenant
        self._source = source
        self._name = another(tenant.name)
        self._maker = psycopg.connect(tenant.address.admin, autocommit=True)
        self.begin()

    def steps_to_become(self, name: str) -> list[str]:
        """Give the copy this name, and let its owner in and nobody else."""
        results_of(self._maker)
        return [
            f"REVOKE CONNECT, TEMPORARY ON DATABASE {self._name} FROM PUBLIC",
            f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS true",
            f"ALTER DATABASE {self._name} RENAME TO {name}",
        ]

    def begin(self) -> None:
        """Begin to make another one."""
        statement = f"{copied(self._name, self._source)} OWNER {self._tenant.name}"
        self._maker.pgconn.send_query(statement.encode())

    def close(self) -> None:
        results_of(self._maker)
        self._maker.close()
        self._tenant.drop(self._name)
        if self._source != "template1":
            self._tenant.drop(self._source)


def results_of(connection: psycopg.Connection[Any]) -> None:
    """Wait for what has been sent without waiting."""
    while result := connection.pgconn.get_result():
        if result.error_message:
            raise NoServer(f"PostgreSQL refuses a statement: {result.error_message.decode().strip()}")


def another(name: str) -> str:
    return f"{name}_{secrets.token_hex(4)}"


def dropped(name: str) -> str:
    """The statement that ends a database, whoever is in it."""
    return f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"


def copied(name: str, source: str) -> str:
    """The statement that makes a copy, which nobody enters before it is said."""
    return f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy ALLOW_CONNECTIONS false"
