"""Where submissions are graded: the checks, warm processes for learners' code, services."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from grader.services.services import Services
from grader.zygotes import Zygotes

if TYPE_CHECKING:
    from grader.plugin import ChecksPlugin


@dataclasses.dataclass
class Room:
    """Where submissions are graded, one after the other: the checks, the zygotes, the services."""

    plugin: ChecksPlugin
    zygotes: Zygotes
    services: Services

    def fork(self) -> Room:
        """Another one for a parallel worker, which looks for its own place in the services."""
        return dataclasses.replace(self, zygotes=self.zygotes.fork())
