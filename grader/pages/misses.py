"""How a cohort fares with each criterion, learner by learner; the sums of several processes are added together."""

from __future__ import annotations

import dataclasses
from collections import Counter

from grader.pages.reviews import NO, YES
from grader.pages.summary import NOT_READY, WAITS, Seen
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED

SHOWN = 3  # so many different failures of one criterion are shown side by side


@dataclasses.dataclass(frozen=True)
class Person:
    """A learner, as others' pages link to them."""

    id: str
    name: str


@dataclasses.dataclass(frozen=True)
class Group:
    """Failures that are alike, and who has them; the first of them is the example."""

    people: tuple[Person, ...]
    grading: str  # the example's file


_Alike = dict[str, list[tuple[Person, str]]]


@dataclasses.dataclass
class Miss:
    """One criterion of one exercise, over everybody."""

    exercise: str
    criterion: str
    outcomes: Counter[str] = dataclasses.field(default_factory=Counter)
    persons: Counter[str] = dataclasses.field(default_factory=Counter)
    waiting: list[Person] = dataclasses.field(default_factory=list)
    exactly: _Alike = dataclasses.field(default_factory=dict)
    roughly: _Alike = dataclasses.field(default_factory=dict)

    def add(self, person: Person, grading: str, seen: Seen) -> None:
        self.outcomes[seen.outcome] += 1
        if seen.person:
            self.persons[seen.person] += 1
        if seen.person == WAITS:
            self.waiting.append(person)
        if seen.outcome == FAILED:
            self.exactly.setdefault(seen.exactly, []).append((person, grading))
            self.roughly.setdefault(seen.roughly, []).append((person, grading))

    def merge(self, other: Miss) -> None:
        self.outcomes.update(other.outcomes)
        self.persons.update(other.persons)
        self.waiting += other.waiting
        for mine, theirs in ((self.exactly, other.exactly), (self.roughly, other.roughly)):
            for mark, some in theirs.items():
                mine.setdefault(mark, []).extend(some)

    @property
    def missed(self) -> int:
        return self.outcomes[FAILED]

    @property
    def held(self) -> int:
        return self.outcomes[PASSED]

    @property
    def skipped(self) -> int:
        return self.outcomes[SKIPPED]

    @property
    def faults(self) -> int:
        return self.outcomes[FAULT]

    @property
    def graded(self) -> int:
        return self.outcomes.total()

    @property
    def by_person(self) -> bool:
        return self.outcomes[MENTOR] > 0

    @property
    def told(self) -> dict[str, int]:
        """How many wait for a person, how many have a verdict, how many have nothing to look at yet."""
        return {word: self.persons[word] for word in (WAITS, YES, NO, NOT_READY)}

    def groups(self) -> list[Group]:
        """The largest first. Alike is what fails with the same answer; where nearly all differ, what fails alike."""
        exactly, roughly = (sorted(alike.values(), key=len, reverse=True) for alike in (self.exactly, self.roughly))
        largest = sum(len(each) for each in exactly[:SHOWN])
        chosen = exactly if 2 * largest >= self.missed else roughly
        return [Group(tuple(person for person, _ in each), each[0][1]) for each in chosen]
