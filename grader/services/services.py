"""The services that some exercises need, for as long as they are graded."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from grader.services.kept import NoServer

KNOWN = {"postgres": "PostgreSQL", "redis": "Redis", "mongo": "MongoDB"}


class Server(Protocol):
    """A server of one kind; it is started without being waited for."""

    def version(self) -> str: ...

    def tenant(self) -> Tenant: ...

    def close(self) -> None: ...


class Tenant(Protocol):
    """What one learner has of a server: an empty space and a user without rights beyond it."""

    @property
    def environment(self) -> Mapping[str, str]: ...

    @property
    def ports(self) -> tuple[int, ...]: ...

    def renew(self) -> None:
        """It is to be empty, at the latest when somebody comes."""

    def ready(self) -> None:
        """Somebody comes."""

    def touch(self) -> None:
        """Somebody may write to it from now on."""

    def forget(self) -> None:
        """Another learner comes."""

    def close(self) -> None: ...


@dataclasses.dataclass
class Tenancy:
    """What the learner who is graded now has of all the services of the exercise."""

    tenants: dict[str, Any] = dataclasses.field(default_factory=dict)
    missing: dict[str, str] = dataclasses.field(default_factory=dict)  # and why

    @property
    def environment(self) -> dict[str, str]:
        return {name: value for tenant in self.tenants.values() for name, value in tenant.environment.items()}

    @property
    def ports(self) -> tuple[int, ...]:
        return tuple(port for tenant in self.tenants.values() for port in tenant.ports)

    def renew(self) -> None:
        """Another check: every space is to be empty, and then somebody may write to it."""
        for tenant in self.tenants.values():
            tenant.renew()
            tenant.touch()

    def ready(self) -> None:
        """A program of the learner's is about to start."""
        for tenant in self.tenants.values():
            tenant.ready()

    @property
    def needs(self) -> str:
        """Why a check cannot be run."""
        return "; ".join(f"needs {KNOWN[name]}: {reason}" for name, reason in self.missing.items())

    @property
    def notes(self) -> list[str]:
        return [
            f"{KNOWN[name]} is not to be had on this machine, so what needs it was not graded. Nothing of this is"
            " a fault of yours. To see what to do: make doctor"
            for name in self.missing
        ]


class Services:
    """One kind of server each for the whole run, side by side; a space in it for each process that grades."""

    def __init__(self, names: Iterable[str]) -> None:
        self._servers: dict[str, Server] = {}
        self._tenants: dict[str, Tenant] = {}
        self._missing: dict[str, NoServer] = {}
        for name in sorted(set(names)):
            try:
                self._servers[name] = started(name)
            except NoServer as problem:
                self._missing[name] = problem

    def versions(self, names: Iterable[str]) -> dict[str, str]:
        """What the report says of the services that an exercise uses."""
        return {name: "missing" if name in self._missing else self.version(name) for name in names}

    def version(self, name: str) -> str:
        """`NoServer` if there is none."""
        if name in self._missing:
            raise self._missing[name]
        return self._servers[name].version()

    def tenancy(self, names: Iterable[str]) -> Tenancy:
        """The spaces of the learner who is graded now, in the services that the exercise needs."""
        names = tuple(names)
        for name in names:
            if name not in self._tenants and name not in self._missing:
                try:
                    self._tenants[name] = self._servers[name].tenant()
                except NoServer as problem:
                    self._missing[name] = problem
        for tenant in self._tenants.values():
            tenant.forget()
        return Tenancy(
            {name: self._tenants[name] for name in names if name in self._tenants},
            {name: _short(self._missing[name]) for name in names if name in self._missing},
        )

    def leave(self) -> None:
        """Give back what this process has asked for."""
        while self._tenants:
            with contextlib.suppress(NoServer):  # then there is nothing to give back
                self._tenants.popitem()[1].close()

    def close(self) -> None:
        try:
            self.leave()
        finally:
            for server in self._servers.values():
                server.close()


def started(name: str) -> Server:
    """Begin to start a server. Its module is loaded for those who need it, and for nobody else."""
    module = importlib.import_module(f"grader.services.{name}")
    kind = {"postgres": "Postgres", "redis": "Redis", "mongo": "Mongo"}[name]
    return getattr(module, kind).start()  # type: ignore[no-any-return]


def _short(problem: NoServer) -> str:
    return str(problem).strip().splitlines()[-1]
