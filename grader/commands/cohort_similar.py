"""Which submissions are much alike."""

from __future__ import annotations

import argparse

from grader import names
from grader.cohort import similar, sources
from grader.cohort.store import Results
from grader.curriculum import curriculum
from grader.render.text import Page, one_line
from grader.subject.scratch import Unusable


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="+", metavar="NAME", help="3, 1-7, week=3, lab-regex")
    parser.add_argument("--at-least", type=int, default=60, metavar="PERCENT", help="how much alike; 60 if not given")


def run(arguments: argparse.Namespace) -> int:
    results, page = Results.existing(arguments.results), Page()
    learners = {learner.id: learner for learner in results.learners()}
    works = list(sources.all_of(list(learners.values()), results.folder / ".repositories"))
    for exercise in names.find(arguments.names, curriculum()):
        files = {}
        for learner, work in works:
            snapshot = None if isinstance(work, Unusable) else work.snapshot(exercise)
            if snapshot is not None:
                files[learner.id] = snapshot.files
        found = similar.pairs(files, exercise.files_of("starter"), arguments.at_least / 100)
        page.line(f"\n  {page.style(exercise.label, 'bold')}  {len(files)} submissions, {len(found)} pairs to look at")
        for pair in found:
            one, other = (one_line(learners[who].name) for who in (pair.one, pair.other))
            (file, line), (other_file, other_line) = pair.place, pair.other_place
            page.line(
                f"    {pair.share:4.0%}  {one} ({one_line(file)}:{line})  {other} ({one_line(other_file)}:{other_line})"
            )
    page.line("\n  A place to look, not a verdict: short programs are alike, and people may work together.")
    page.show()
    return 0
