"""The pages of all learners, made by as many processes as there are processors."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from grader.cohort.roster import Learner
from grader.cohort.store import Results
from grader.pages import heat
from grader.pages.everybody import Everybody
from grader.pages.learner import make
from grader.pages.writing import Folder

_ENOUGH_FOR_MANY = 40  # fewer learners are done before other processes have begun
_AT_ONCE = 20

OnLearners = Callable[[int], None]


class Some(NamedTuple):
    """What came of some learners, added up."""

    everybody: Everybody
    rows: list[heat.Row]
    written: int
    same: int


class Maker:
    """Makes pages of learners, here or in another process."""

    def __init__(self, results: Results, folder: Folder, places: Mapping[str, int]) -> None:
        self._results = results
        self._folder = folder
        self._places = places

    def make(self, learners: Sequence[Learner]) -> Some:
        everybody, rows, written = Everybody(), [], 0
        for learner in learners:
            made = make(self._results, self._folder, learner, self._places)
            everybody.add(made.summary)
            rows.append(heat.row(made.summary))
            written += made.written
        return Some(everybody, rows, written, len(learners) - written)


def make_all(maker: Maker, learners: Sequence[Learner], on_learners: OnLearners) -> Some:
    everybody, rows, written, same = Everybody(), list[heat.Row](), 0, 0
    portions = [learners[start : start + _AT_ONCE] for start in range(0, len(learners), _AT_ONCE)]
    with _Many(len(learners)) as many:
        for some in many.map(maker.make, portions):
            everybody.merge(some.everybody)
            rows += some.rows
            written += some.written
            same += some.same
            on_learners(len(some.rows))
    return Some(everybody, rows, written, same)


class _Many:
    """Other processes, if they are worth it."""

    def __init__(self, learners: int) -> None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        many = learners >= _ENOUGH_FOR_MANY and workers > 1
        self._pool = ProcessPoolExecutor(workers, initializer=_ignore_interrupts) if many else None

    def __enter__(self) -> ProcessPoolExecutor | _Here:
        return self._pool or _Here()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=kind is not None)


class _Here:
    def map(self, function: Callable[[Sequence[Learner]], Some], portions: Sequence[Sequence[Learner]]) -> map[Some]:
        return map(function, portions)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
