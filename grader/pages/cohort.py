"""A cohort as a folder of pages: everybody, what most people miss, each exercise, each learner, what changed."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from grader.cohort.roster import Learner
from grader.cohort.store import Results
from grader.curriculum import curriculum
from grader.pages.learners import Maker, OnLearners, make_all
from grader.pages.overview import Overview
from grader.pages.writing import Folder


class Written(NamedTuple):
    """What was done: how many files are new or others, and how many are as they were."""

    page: Path
    learners: int
    written: int
    same: int


def write(results: Results, target: Path, on_learners: OnLearners = lambda _number: None) -> Written:
    """Write all pages that are not yet what they should be."""
    learners = sorted(_told_apart(results.learners()), key=lambda one: (one.name.casefold(), one.id))
    places = {place.id: number for number, place in enumerate(curriculum().places)}
    folder = Folder.opened(target)
    made = make_all(Maker(results, folder, places), learners, on_learners)
    folder.written, folder.same = made.written, made.same
    exercises = made.everybody.inorder(places)
    folder.sweep({one.id for one in learners}, {one.id for one in exercises})
    folder.write_static()
    names = {one.id: one.name for one in learners}
    Overview(results, folder, exercises).write(made.rows, names)
    return Written(target / "index.html", len(learners), folder.written, folder.same)


def _told_apart(learners: Sequence[Learner]) -> list[Learner]:
    """Those who share a name are shown with their id as well."""
    times = Counter(one.name for one in learners)
    return [
        dataclasses.replace(one, name=f"{one.name} ({one.id})") if times[one.name] > 1 and one.name != one.id else one
        for one in learners
    ]
