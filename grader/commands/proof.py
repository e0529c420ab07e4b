"""Show that the checks of exercises are right."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import sys
from collections.abc import Iterator

from grader import names
from grader.curriculum import Exercise, curriculum
from grader.golden import comparable
from grader.proof import GOLDEN, Evidence, gather
from grader.render.text import Page
from grader.report import FAILED, MENTOR, PASSED
from grader.services.kept import CACHE


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, day3, week=1, lab-regex; all if none is named")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--mutants", action="store_true", help="change the solution in small ways; list what survives")
    kind.add_argument("--update", action="store_true", help="keep the messages of the faults as they are now")
    parser.add_argument("--all-checks", action="store_true", help="also those that a change cannot touch")
    parser.add_argument(
        *("--others", "-o"), type=int, metavar="N", help="of those that should not notice a fault, only so many each"
    )


def run(arguments: argparse.Namespace) -> int:
    with _alone():
        return _run(arguments)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One proof after the other: each takes the whole machine, and two at once make each other's checks late."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "proof.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another proof is running; this one begins when that has ended.", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(arguments: argparse.Namespace) -> int:
    exercises = names.find(arguments.names or ["all"], curriculum())
    if arguments.mutants:
        from grader import mutants

        return mutants.show(mutants.run(exercises))
    from grader.contract import problems_of

    bad = 0
    for evidence in gather(exercises, arguments.all_checks, arguments.others):
        kept = evidence.exercise.path / GOLDEN
        if arguments.update:
            kept.write_text(evidence.golden, encoding="utf-8")
        _matrix(evidence)
        if kept.exists() and not comparable(kept.read_text(encoding="utf-8")):
            print(f"  {GOLDEN} is in the words of another Python: the messages are not compared.")
        problems = problems_of(evidence)
        bad += len(problems)
        for problem in problems:
            print(f"  ✗ {evidence.exercise.id}: {problem}")
        if not problems:
            print("  Every promise about these checks holds.\n")
    print(f"{len(exercises)} exercises, {bad} problems", file=sys.stderr)
    return 1 if bad else 0


def _matrix(evidence: Evidence) -> None:
    """Rows: the solution, faults and variants. Columns: the criteria, by number."""
    page = Page()
    exercise: Exercise = evidence.exercise
    criteria = [criterion for criterion in exercise.criteria if not criterion.by_mentor]
    page.line(page.style(f"\n  {exercise.label}  {exercise.title}", "bold"))
    for number, criterion in enumerate(criteria, 1):
        page.line(f"  {number:>3}  {criterion.id}")
    page.line("       " + " ".join(f"{number:>2}" for number in range(1, len(criteria) + 1)))
    rows = [("solution", evidence.solution), ("starter", evidence.starter), *evidence.changes.items()]
    for name, report in rows:
        outcomes = {result.id: result.outcome for result in report.criteria}
        signs = [{PASSED: "✓", FAILED: "✗", MENTOR: " "}.get(outcomes[one.id], "·") for one in criteria]
        page.line("       " + "  ".join(signs) + f"   {name}")
    page.show()
