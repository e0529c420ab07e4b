"""The pages about everybody."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from grader.cohort.store import Results
from grader.curriculum import curriculum
from grader.pages import heat, plain
from grader.pages.everybody import Fared
from grader.pages.markup import page, policy
from grader.pages.misses import SHOWN, Group, Miss, Person
from grader.pages.reports import failure_part
from grader.pages.runs import runs
from grader.pages.writing import Folder
from grader.report import Report, Result

_MOST_MISSED = 30  # so many stand on one page; the pages of the exercises have all


class Example(NamedTuple):
    """One of several failures of a criterion, as it happened to somebody."""

    people: tuple[Person, ...]
    failure: Markup


class Shown(NamedTuple):
    """A criterion that some people miss, with examples."""

    miss: Miss
    fared: Fared
    result: Result  # from the newest report: the sentence, the tier
    examples: list[Example]
    others: int  # people whose failures are like none of the examples
    other_groups: int


class Overview:
    """Writes them from what was added up."""

    def __init__(self, results: Results, folder: Folder, exercises: Sequence[Fared]) -> None:
        self._results = results
        self._folder = folder
        self._exercises = exercises
        self._report = functools.lru_cache(maxsize=256)(self._read)
        self._now = {one.id: self._newest(one) for one in exercises}

    def write(self, rows: Sequence[heat.Row], names: Mapping[str, str]) -> None:
        self._overview(rows)
        self._misses()
        for fared in self._exercises:
            self._exercise(fared)
        self._make("mentor", groups=[(one, self._by_person(one)) for one in self._exercises if self._by_person(one)])
        problems = self._results.problems()
        self._make(
            "changes",
            runs=runs(self._results.changes(), names),
            problems=[
                (Person(learner, names.get(learner, learner)), learner in names, what, plain.without_secrets(why))
                for learner, found in problems.items()
                for what, why in found.items()
            ],
        )

    def _overview(self, rows: Sequence[heat.Row]) -> None:
        weeks = {place.id: place.week for place in curriculum().places}
        self._folder.write("data.js", heat.data(self._exercises, weeks, rows))
        figures = {
            "learners": len(rows),
            "waiting": sum(one.waiting for one in rows),
            "problems": len(self._results.problems()),
            "last": max((one.last for one in rows), default=""),
        }
        self._make("index", policy=policy(scripts=True), figures=figures, exercises=self._exercises)
        self._make("exercises", exercises=[(one, self._most_missed_of(one)) for one in self._exercises])
        self._make("learners", here="learners", rows=rows)

    def _misses(self) -> None:
        found = [(miss, fared) for fared in self._exercises for miss in fared.misses.values() if miss.missed]
        found = [(miss, fared) for miss, fared in found if self._result(miss) is not None]
        found.sort(key=lambda pair: (-pair[0].missed, -pair[0].missed / pair[0].graded))
        shown = [self._shown(miss, fared) for miss, fared in found[:_MOST_MISSED]]
        self._make("missed", shown=shown, others=len(found) - len(shown))

    def _exercise(self, fared: Fared) -> None:
        newest = self._now[fared.id]
        criteria = newest.criteria if newest else []
        rows = [(one, fared.misses[one.id]) for one in criteria if one.id in fared.misses]
        shown = [self._shown(miss, fared) for _, miss in rows if miss.missed]
        shown.sort(key=lambda one: -one.miss.missed)
        self._make(f"exercises/{fared.id}", template="exercise", up="../", fared=fared, rows=rows, shown=shown)

    def _shown(self, miss: Miss, fared: Fared) -> Shown:
        result = self._result(miss)
        assert result is not None
        groups = miss.groups()
        examples = [example for group in groups[:SHOWN] if (example := self._example(miss, group))]
        others = miss.missed - sum(len(example.people) for example in examples)
        return Shown(miss, fared, result, examples, others, len(groups) - len(examples))

    def _example(self, miss: Miss, group: Group) -> Example | None:
        report = self._report(group.people[0].id, miss.exercise, group.grading)
        result = _named(report, miss.criterion)
        return Example(group.people, failure_part(result)) if result else None

    def _by_person(self, fared: Fared) -> list[tuple[Result, Miss]]:
        found = [(self._result(miss), miss) for miss in fared.misses.values() if miss.by_person]
        return [(result, miss) for result, miss in found if result is not None]

    def _most_missed_of(self, fared: Fared) -> tuple[Result, Miss] | None:
        miss = fared.most_missed()
        result = self._result(miss) if miss else None
        return (result, miss) if result and miss else None

    def _result(self, miss: Miss) -> Result | None:
        """The criterion as the newest report has it; none, if it is checked no more."""
        return _named(self._now[miss.exercise], miss.criterion)

    def _newest(self, fared: Fared) -> Report | None:
        return self._report(fared.whose, fared.id, fared.newest.grading)

    def _read(self, learner: str, exercise: str, grading: str) -> Report | None:
        graded = self._results.grading(learner, exercise, grading)
        return graded.report if graded else None

    def _make(self, name: str, template: str = "", **values: Any) -> None:
        whole = {"up": "", "here": name, "policy": policy(), **values}
        self._folder.write(f"{name}.html", page(f"{template or name}.html", **whole))


def _named(report: Report | None, criterion: str) -> Result | None:
    return next((one for one in report.criteria if one.id == criterion), None) if report else None
