"""For mentors: what only a person can judge, one criterion after the other."""

from __future__ import annotations

import argparse
import getpass
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from grader import names
from grader.cohort import sources
from grader.cohort.reviews import NO, YES, Review, Reviews
from grader.cohort.roster import Learner
from grader.cohort.store import Results, now
from grader.curriculum import Criterion, Exercise, curriculum
from grader.render.text import Page, one_line
from grader.subject.scratch import Snapshot, Unusable

_RESULTS = Path("cohort-results")
_LONGEST = 4_000
_ANSWERS = {"y": YES, "yes": YES, "n": NO, "no": NO}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="+", metavar="NAME", help="15, day15, week=3, lab-regex")
    parser.add_argument("--learner", metavar="NAME", action="append", help="only this learner; everybody if none")
    parser.add_argument("--again", action="store_true", help="also what was judged before")
    parser.add_argument("--by", metavar="NAME", help="your name; the one of your account if not given")
    parser.add_argument("--results", type=Path, default=_RESULTS, metavar="FOLDER", help="where results are kept")


def run(arguments: argparse.Namespace) -> int:
    results = Results.existing(arguments.results)
    exercises = [exercise for exercise in names.find(arguments.names, curriculum()) if _for_people(exercise)]
    if not exercises:
        print("  Nothing in there needs a person: the checks say it all.")
        return 0
    if not sys.stdin.isatty():
        raise Unusable("A review asks questions, and there is nobody to answer: run it in a terminal.")
    mentor = arguments.by or getpass.getuser()
    waiting = 0
    for learner in _learners(results, arguments.learner):
        for exercise in exercises:
            waiting += _review(results, learner, exercise, mentor, arguments.again)
    print(f"  {waiting} {'is' if waiting == 1 else 'are'} still to be judged." if waiting else "  All is judged.")
    return 0


def _for_people(exercise: Exercise) -> list[Criterion]:
    return [criterion for criterion in exercise.criteria if criterion.by_mentor]


def _learners(results: Results, wanted: list[str] | None) -> list[Learner]:
    everybody = results.learners()
    if not wanted:
        return everybody
    known = {name.casefold(): learner for learner in everybody for name in (learner.name, learner.id)}
    found = []
    for name in wanted:
        if name.casefold() not in known:
            near = names.nearest(name, [learner.name for learner in everybody])
            raise Unusable(f"There is no learner {name!r} in {results.folder}.{near}")
        found.append(known[name.casefold()])
    return found


def _review(results: Results, learner: Learner, exercise: Exercise, mentor: str, again: bool) -> int:
    """Ask for each criterion that has no verdict; return how many still have none."""
    reviews = Reviews(results.folder)
    judged = {} if again else reviews.of(learner.id, exercise.id)
    open_ones = [criterion for criterion in _for_people(exercise) if criterion.id not in judged]
    if not open_ones:
        return 0
    snapshot = _work(results, learner, exercise)
    if snapshot is None:
        return 0
    left = len(open_ones)
    for criterion in open_ones:
        _show(learner, exercise, criterion, snapshot)
        verdict = _ask("  Does it hold? yes, no, or Enter for later: ")
        if verdict is None:
            continue
        comment = input("  A comment for the learner, or Enter for none: ").strip()
        path = reviews.keep(learner.id, exercise.id, criterion.id, Review(verdict, comment, mentor, now()))
        print(f"  Kept in {path}.\n")
        left -= 1
    return left


def _work(results: Results, learner: Learner, exercise: Exercise) -> Snapshot | None:
    try:
        return sources.work_of(learner, results.folder / ".repositories").snapshot(exercise)
    except Unusable as problem:
        print(f"  {one_line(learner.name)}: {problem}", file=sys.stderr)
        return None


def _show(learner: Learner, exercise: Exercise, criterion: Criterion, snapshot: Snapshot) -> None:
    page = Page()
    page.line(f"\n  {page.style(one_line(learner.name), 'bold')}  {exercise.label}  {criterion.id}")
    page.wrapped(criterion.text, "  ")
    evidence = criterion.evidence
    if criterion.on_request:
        page.line("  A check of it runs if you ask, outside of the cage:")
        page.line(f"  make check {exercise.command} criterion={criterion.id} work=FOLDER")
    elif evidence is None:
        page.line("  No file belongs to it: look at the work itself.")
    elif evidence not in snapshot.files:
        page.line(f"  There is no file {evidence}.")
    else:
        _show_file(page, evidence, snapshot.files[evidence])
    page.show()


def _show_file(page: Page, name: str, content: bytes) -> None:
    """Text is printed; anything else goes to the program that this machine opens it with."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        path = Path(tempfile.mkdtemp(prefix="journey-review-")) / Path(name).name
        path.write_bytes(content)
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None:
            page.line(f"  Look at {path} ({len(content):,} bytes).")
        else:
            subprocess.Popen([opener, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            page.line(f"  Opened {name} ({path}).")
        return
    for line in text[:_LONGEST].splitlines():
        page.line(f"    {one_line(line)}")
    if len(text) > _LONGEST:
        page.line(f"    … {len(text) - _LONGEST:,} more characters")


def _ask(question: str) -> str | None:
    while answer := input(question).strip().lower():
        if answer in _ANSWERS:
            return _ANSWERS[answer]
        print("  Type yes or no.")
    return None
