"""The services that some exercises need, for as long as they are graded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.services.postgres import Postgres, Tenant

KNOWN = ("postgres",)


class Services:
    """One server of each kind for the whole run; one database in it for each process that grades."""

    def __init__(self, names: Iterable[str]) -> None:
        self._postgres: Postgres | None = None
        self._tenant: Tenant | None = None
        if "postgres" in names:
            from grader.services.postgres import Postgres

            self._postgres = Postgres.start()

    def versions(self, names: Iterable[str]) -> dict[str, Any]:
        """What the report says of the services that an exercise uses."""
        if self._postgres is None or "postgres" not in names:
            return {}
        return {"postgres": self._postgres.address().version}

    def tenant(self, names: Iterable[str]) -> Tenant | None:
        """The database of the learner who is graded now, if the exercise needs one."""
        if self._postgres is None or "postgres" not in names:
            return None
        if self._tenant is None:
            from grader.services.postgres import Tenant

            self._tenant = Tenant(self._postgres.address())
        return self._tenant

    def leave(self) -> None:
        """Give back what this process has asked for."""
        if self._tenant is not None:
            self._tenant.close()
            self._tenant = None

    def close(self) -> None:
        self.leave()
        if self._postgres is not None:
            self._postgres.close()
