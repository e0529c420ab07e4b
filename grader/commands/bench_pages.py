"""What the pages of a large cohort cost: a part of `journey bench`."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path

from grader import proof
from grader.cohort.roster import Learner
from grader.cohort.store import Graded, Results, key_of
from grader.curriculum import curriculum
from grader.grading import grade
from grader.judging import Request, Submission
from grader.pages.cohort import write
from grader.report import Report
from grader.subject.scratch import Snapshot
from grader.submission import ours

LEARNERS, EXERCISES = 1_000, 60
_LIKE, _FAULTS = "day06", 6
_AT = "2026-11-21T20:38:48.088662Z"


def report_of_many(learners: int = LEARNERS, exercises: int = EXERCISES) -> tuple[float, float]:
    """Seconds for all pages of a cohort, and for the same again when nothing has changed."""
    with tempfile.TemporaryDirectory() as folder:
        results = Results(Path(folder) / "results")
        fill(results, real_reports(), learners, exercises)
        taken = []
        for _ in range(4):
            began = time.perf_counter()
            write(results, Path(folder) / "pages")
            taken.append(time.perf_counter() - began)
    return round(taken[0], 2), round(statistics.median(taken[1:]), 2)


def real_reports() -> list[Report]:
    """The starter, our solution and some planted faults of one exercise, graded."""
    exercise = curriculum().exercise(_LIKE)
    faults = proof.read_proofs(exercise).faults
    some = faults[:: max(1, len(faults) // _FAULTS)]
    snapshots = [Snapshot(exercise.path, dict(fault.files), {}, (), exercise.folder) for fault in some]
    submissions = [ours(exercise, "starter"), ours(exercise, "solution")]
    submissions += [Submission(exercise, snapshot, exercise.folder) for snapshot in snapshots]
    found: dict[int, Report] = {}
    grade(submissions, Request(seed=1), found.__setitem__)
    return [found[number] for number in range(len(submissions))]


def fill(results: Results, reports: list[Report], learners: int, exercises: int) -> None:
    """Results of many learners in many exercises, of which each is like one of some real reports."""
    people = [Learner(f"learner-{number:05}", f"Learner {number}", "") for number in range(learners)]
    results.remember(people)
    for exercise in range(exercises):
        name = f"exercise{exercise:02}"
        texts = [_text(name, report) for report in reports]
        for number, learner in enumerate(people):
            # Every second learner has all of it; the others' failures are spread.
            which = 1 if number % 2 else (number // 2 + exercise) % len(texts)
            place = results.folder / "results" / learner.id / name
            place.mkdir(parents=True)
            text = texts[which].replace('"learner": ""', f'"learner": "{learner.id}"', 1)
            (place / f"20261121T203848.088662Z-{which:012x}.json").write_text(text, encoding="utf-8")


def _text(name: str, report: Report) -> str:
    key = key_of(report.submission["digest"], report.receipt, report.seed)
    record = Graded("", name, _AT, key, report).as_dict()
    record["report"]["exercise"] = {**report.exercise, "id": name, "label": name}
    return json.dumps(record, ensure_ascii=False)
