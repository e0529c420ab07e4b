"""Everything hostile is graded once, in one run; the tests look at what came of it."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from grader.grading import grade
from grader.judging import Request, Submission
from grader.proof import SEED
from grader.report import Report
from grader.subject.scratch import Snapshot

from .cases import EXERCISE, all_cases, hand_in
from .leftovers import Adopted
from .world import World, world

collect_ignore = ["submissions", "support"]


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run over all cases has brought, and left."""

    reports: dict[str, Report]
    world: World
    processes: list[str]
    scratch: list[str]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile")
    with world() as outside, Adopted() as adopted, temporary_folders() as made:
        submissions = {}
        for case in all_cases():
            if not case.lacking:
                place = folder / "submissions" / case.name / "day03"
                hand_in(case, place, outside.targets())
                submissions[case.name] = Submission(EXERCISE, Snapshot.take(place, "day03"), case.name)
        reports = grade(list(submissions.values()), Request(seed=SEED))
        processes = adopted.left()
        yield Run(
            reports=dict(zip(submissions, reports, strict=True)),
            world=outside,
            processes=processes,
            scratch=[path for path in made if os.path.exists(path)],
        )


@contextlib.contextmanager
def temporary_folders() -> Iterator[list[str]]:
    """Collect the temporary folders that are made meanwhile, wherever they are."""
    made: list[str] = []
    make = tempfile.mkdtemp

    def noting(*arguments: Any, **keywords: Any) -> str:
        made.append(make(*arguments, **keywords))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "mkdtemp", noting)
        yield made
