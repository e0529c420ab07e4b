"""How a cohort fares with each exercise."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from grader.pages.misses import Miss, Person
from grader.pages.summary import Standing, Summary


@dataclasses.dataclass
class Fared:
    """One exercise, over everybody who began it."""

    id: str
    newest: Standing  # it says how the exercise and its criteria are called now
    whose: str
    begun: int = 0
    whole_core: int = 0
    shares: float = 0.0
    waiting: int = 0
    misses: dict[str, Miss] = dataclasses.field(default_factory=dict)

    def add(self, person: Person, standing: Standing) -> None:
        self._is_newest(standing, person.id)
        self.begun += 1
        self.whole_core += standing.earned("core") == standing.possible("core")
        earned, possible = (sum(standing.points[start::2]) for start in (0, 1))
        self.shares += earned / possible if possible else 1
        self.waiting += standing.waiting
        for seen in standing.seen:
            miss = self.misses.get(seen.id)
            if miss is None:
                miss = self.misses[seen.id] = Miss(self.id, seen.id)
            miss.add(person, standing.grading, seen)

    def merge(self, other: Fared) -> None:
        self._is_newest(other.newest, other.whose)
        self.begun += other.begun
        self.whole_core += other.whole_core
        self.shares += other.shares
        self.waiting += other.waiting
        for name, miss in other.misses.items():
            if name in self.misses:
                self.misses[name].merge(miss)
            else:
                self.misses[name] = miss

    @property
    def mean(self) -> int:
        """The share of all points that learners have on average, in percent."""
        return round(100 * self.shares / self.begun)

    def most_missed(self) -> Miss | None:
        return max((one for one in self.misses.values() if one.missed), key=lambda one: one.missed, default=None)

    def _is_newest(self, standing: Standing, whose: str) -> None:
        if (standing.at, whose) > (self.newest.at, self.whose):
            self.newest, self.whose = standing, whose


class Everybody:
    """Adds up learners, and what was added up elsewhere."""

    def __init__(self) -> None:
        self.exercises: dict[str, Fared] = {}

    def add(self, learner: Summary) -> None:
        person = Person(learner.id, learner.name)
        for standing in learner.standings:
            fared = self.exercises.get(standing.exercise)
            if fared is None:
                fared = self.exercises[standing.exercise] = Fared(standing.exercise, standing, learner.id)
            fared.add(person, standing)

    def merge(self, other: Everybody) -> None:
        for name, fared in other.exercises.items():
            if name in self.exercises:
                self.exercises[name].merge(fared)
            else:
                self.exercises[name] = fared

    def inorder(self, places: Mapping[str, int]) -> list[Fared]:
        return sorted(self.exercises.values(), key=lambda one: (places.get(one.id, len(places)), one.id))
