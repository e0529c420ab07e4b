"""Where submissions are graded: the checks, warm processes for learners' code, services."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from grader.curriculum import Exercise
from grader.services.services import Services
from grader.subject.launcher import Launcher

if TYPE_CHECKING:
    from grader.plugin import ChecksPlugin


class Zygotes:
    """A warm zygote for each exercise, one at a time.

    It has imported what this exercise needs and nothing that only another one needs. So a learner's program finds
    the same modules loaded and the same memory taken, whatever else is graded in the same run.
    """

    def __init__(self, exercises: list[Exercise], first: Launcher) -> None:
        self._exercises = exercises
        self._first = first
        self._own: tuple[str, Launcher] | None = None

    @classmethod
    def warmed(cls, exercises: list[Exercise], first: Launcher) -> Zygotes:
        """All of them go on from what every exercise needs."""
        shared = set.intersection(*(exercise.imports() for exercise in exercises))
        first.warm(sorted(shared), serves=all(exercise.kind == "api" for exercise in exercises))
        return cls(exercises, first)

    def of(self, exercise: Exercise) -> Launcher:
        if len(self._exercises) == 1:
            return self._first
        if self._own is None or self._own[0] != exercise.id:
            if self._own is not None:
                self._own[1].close()
            self._own = (exercise.id, self._first.fork())
            self._own[1].warm(sorted(exercise.imports()), serves=exercise.kind == "api")
        return self._own[1]

    def fork(self) -> Zygotes:
        """Others for a parallel worker."""
        return Zygotes(self._exercises, self._first.fork())

    def renewed(self) -> Zygotes:
        """New ones in the place of these, which something is wrong with."""
        self.close()
        return Zygotes.warmed(self._exercises, Launcher.start())

    def forget(self) -> None:
        """Close these ends without ending them: another process holds them too."""
        for launcher in self._all():
            launcher.forget()

    def close(self) -> None:
        for launcher in self._all():
            launcher.close()

    def _all(self) -> list[Launcher]:
        return [*([self._own[1]] if self._own else []), self._first]


@dataclasses.dataclass
class Room:
    """Where submissions are graded, one after the other: the checks, the zygotes, the services."""

    plugin: ChecksPlugin
    zygotes: Zygotes
    services: Services

    def fork(self) -> Room:
        """Another one for a parallel worker, which looks for its own place in the services."""
        return dataclasses.replace(self, zygotes=self.zygotes.fork())
