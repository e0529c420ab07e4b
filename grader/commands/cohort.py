"""For mentors: grade many learners, and see what came of it."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from grader import names
from grader.cohort import roster, sources
from grader.cohort.local import ThisMachine
from grader.cohort.progress import Progress
from grader.cohort.roster import Learner
from grader.cohort.run import Cohort, Job
from grader.cohort.sources import Work
from grader.cohort.store import Change, Graded, Results
from grader.commands import cohort_export, cohort_similar
from grader.curriculum import curriculum
from grader.grading import grader_for
from grader.pages.words import OUTCOMES, because
from grader.render.text import Page, one_line
from grader.subject.scratch import Unusable

DONE, SOME_UNREADABLE, GRADER_FAILED = 0, 1, 3
_RESULTS = Path("cohort-results")
_PAGES = Path("cohort-report")


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    grading = actions.add_parser("grade", help="grade what has changed since the last time")
    grading.add_argument("source", type=Path, help="a folder of learners' folders, a list of places, or a CSV table")
    grading.add_argument("names", nargs="*", metavar="NAME", help="3, 1-7, week=3, lab-regex; everything if none")
    grading.add_argument("--seed", type=int, help="other random inputs than those that all runs share")
    grading.add_argument("--workers", type=int, help="how many submissions at once; one for each core if not given")
    grading.add_argument("--on", metavar="ADDRESS", help="on the workers of a Dask scheduler: tcp://host:8786")
    changing = actions.add_parser("changes", help="what the last runs have changed, and why")
    reporting = actions.add_parser("report", help="a folder of pages for a browser")
    reporting.add_argument("--output", type=Path, default=_PAGES, metavar="FOLDER", help="where the pages go")
    exporting = actions.add_parser("export", help="the results in the format of another system")
    cohort_export.configure(exporting)
    comparing = actions.add_parser("similar", help="submissions that are much alike: a place to look")
    cohort_similar.configure(comparing)
    for action in (grading, changing, reporting, exporting, comparing):
        action.add_argument("--results", type=Path, default=_RESULTS, metavar="FOLDER", help="where results are kept")


def run(arguments: argparse.Namespace) -> int:
    actions = {
        "grade": _grade,
        "changes": _changes,
        "report": _report,
        "export": cohort_export.run,
        "similar": cohort_similar.run,
    }
    return actions[arguments.action](arguments)


def _grade(arguments: argparse.Namespace) -> int:
    everything = curriculum()
    exercises = names.find(arguments.names, everything) if arguments.names else list(everything.exercises)
    learners = roster.read(arguments.source)
    results = Results(arguments.results)
    results.remember(learners)
    cohort = Cohort(results, arguments.seed)
    works = _works(learners, results, cohort)
    jobs = cohort.plan(works, exercises)
    _say(f"{_count(len(learners), 'learner')}: {len(jobs)} to grade, {cohort.tally.unchanged} up to date.")
    progress = Progress(sum(len(job.exercise.criteria) for job in jobs))
    try:
        if jobs:
            _run(cohort, jobs, progress, arguments)
        else:
            cohort.grade([], _Nowhere(), lambda _job, _graded: None)
    except KeyboardInterrupt:
        progress.close()
        _say(f"{cohort.tally.graded} of {len(jobs)} graded and kept. The same command goes on from here.")
        raise
    progress.close()
    return _summary(cohort, {learner.id: learner.name for learner in learners})


def _works(learners: list[Learner], results: Results, cohort: Cohort) -> list[tuple[Learner, Work]]:
    """The work of those whose work can be read; the others are told of at the end."""
    found = []
    for learner, work in sources.all_of(learners, results.folder / ".repositories"):
        if isinstance(work, Unusable):
            cohort.tally.problems[learner.id] = {"all": str(work)}
        else:
            found.append((learner, work))
    return found


class _Nowhere:
    def grade(self, *_: object) -> None:
        raise AssertionError("there is nothing to grade")


def _run(cohort: Cohort, jobs: list[Job], progress: Progress, arguments: argparse.Namespace) -> None:
    def show(job: Job, graded: Graded) -> None:
        del graded
        progress.did(len(job.exercise.criteria), f"{job.exercise.id}  {job.learner.name}")

    exercises = list({job.exercise.id: job.exercise for job in jobs}.values())
    if arguments.on:
        from grader.cohort.cluster import Cluster

        with contextlib.closing(Cluster(arguments.on, exercises)) as cluster:
            cohort.grade(jobs, cluster, show)
        return
    with grader_for(exercises, keep_warm=True) as start:
        start(lambda run: cohort.grade(jobs, ThisMachine(run, arguments.workers), show))


def _summary(cohort: Cohort, called: dict[str, str]) -> int:
    tally, page = cohort.tally, Page()
    page.line(f"  {tally.graded} graded. Results: {cohort.results.folder}")
    _show_changes(page, tally.changes, called)
    for learner, found in tally.problems.items():
        for what, problem in found.items():
            page.wrapped(one_line(f"{called[learner]}, {what}: {problem}"), "      ", "  ! ", "yellow")
    if tally.faults:
        page.wrapped(
            f"The grader itself failed on {tally.faults}. Nothing of it counts; the same command tries again.", "  "
        )
    page.show()
    return GRADER_FAILED if tally.faults else SOME_UNREADABLE if tally.problems else DONE


def _changes(arguments: argparse.Namespace) -> int:
    results, page = Results.existing(arguments.results), Page()
    called = {learner.id: learner.name for learner in results.learners()}
    for at, changes in results.changes()[:10]:
        page.line(f"  {at}")
        _show_changes(page, changes, called)
    if not page.lines:
        page.line("  No verdict has changed so far.")
    page.show()
    return DONE


def _report(arguments: argparse.Namespace) -> int:
    from grader.pages.cohort import write

    results = Results.existing(arguments.results)
    progress = Progress(len(results.learners()))
    made = write(results, arguments.output, lambda learners: progress.did(learners, "pages of learners"))
    progress.close()
    print(f"  {_count(made.learners, 'learner')}: {_count(made.written, 'file')} written, {made.same} as before.")
    print(f"  Open this in a browser: {made.page}")
    return DONE


def _show_changes(page: Page, changes: list[Change], called: dict[str, str]) -> None:
    for change in changes:
        reason = because(change.because)
        page.wrapped(
            f"{one_line(called.get(change.learner, change.learner))}, {change.exercise}, {change.criterion}: "
            f"{OUTCOMES.get(change.before, change.before)} → {OUTCOMES[change.after]} ({reason})",
            "      ",
            "    ",
        )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)
