"""Warm processes for learners' code: what several exercises import is imported once."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from grader.curriculum import Exercise
from grader.subject.launcher import Launcher

Names = tuple[str, ...]
_SERVER = "uvicorn"


class Zygotes:
    """A warm zygote for each exercise, one at a time.

    It has imported what this exercise needs and nothing that only another one needs. So a learner's program finds
    the same modules loaded and the same memory taken, whatever else is graded in the same run. Exercises that need
    the same slow modules go on from a copy of one zygote, a station, that has imported those.
    """

    def __init__(self, exercises: list[Exercise], first: Launcher, stations: dict[Names, Launcher]) -> None:
        self._exercises = exercises
        self._first = first
        self._stations = stations
        self._routes = routes(exercises) if len(exercises) > 1 else {}
        self._own: tuple[str, Launcher] | None = None

    @classmethod
    def warmed(cls, exercises: list[Exercise], first: Launcher) -> Zygotes:
        """Begin to import what needs nothing else before it. Returns at once."""
        zygotes = cls(exercises, first, {})
        if len(exercises) == 1:
            _warm_for(exercises[0], first)
        else:
            for route in zygotes._routes.values():
                zygotes._station(route[:1])
        return zygotes

    def of(self, exercise: Exercise) -> Launcher:
        if len(self._exercises) == 1:
            return self._first
        if self._own is None or self._own[0] != exercise.id:
            if self._own is not None:
                self._own[1].close()
            self._own = (exercise.id, self._station(self._routes[exercise.id]).fork())
            _warm_for(exercise, self._own[1])
        return self._own[1]

    def fork(self) -> Zygotes:
        """Others for a parallel worker."""
        stations = {names: launcher.fork() for names, launcher in self._stations.items()}
        return Zygotes(self._exercises, self._first.fork(), stations)

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

    def _station(self, route: list[Names]) -> Launcher:
        """The last station of a route, reached from the one before."""
        if not route:
            return self._first
        names = route[-1]
        if names not in self._stations:
            self._stations[names] = self._station(route[:-1]).fork()
            self._stations[names].warm(list(names), serves=_SERVER in names)
        return self._stations[names]

    def _all(self) -> list[Launcher]:
        return [*([self._own[1]] if self._own else []), *reversed(self._stations.values()), self._first]


def routes(exercises: list[Exercise]) -> dict[str, list[Names]]:
    """The stations on the way to each exercise: slow modules that others need as well, each time some more.

    What most exercises need comes first, so that many have the beginning of their way in common.
    """
    needed = {exercise.id: _slow_modules(exercise) for exercise in exercises}
    demand = Counter(name for names in needed.values() for name in names)
    ways = {one: tuple(sorted(names, key=lambda name: (-demand[name], name))) for one, names in needed.items()}
    shared = Counter(way[:length] for way in ways.values() for length in range(1, len(way) + 1))
    return {one: list(_stations_on(way, shared)) for one, way in ways.items()}


def _stations_on(way: Names, shared: Counter[Names]) -> Iterator[Names]:
    """Where several pass, and not all of them go on together."""
    for length in range(1, len(way) + 1):
        here = shared[way[:length]]
        going_on = shared[way[: length + 1]] if length < len(way) else 0
        if here > 1 and going_on < here:
            yield way[:length]


def _slow_modules(exercise: Exercise) -> set[str]:
    """What does not come with Python."""
    found = {name for name in exercise.imports() if name.split(".")[0] not in sys.stdlib_module_names}
    return found | ({_SERVER} if exercise.kind == "api" else set())


def _warm_for(exercise: Exercise, launcher: Launcher) -> None:
    launcher.warm(sorted(exercise.imports()), serves=exercise.kind == "api")
