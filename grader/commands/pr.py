"""Grade a pull request: the exercises that it touches, as committed, with the grader of the branch it goes to."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from pathlib import Path

from grader.curriculum import COURSE, curriculum
from grader.grading import grade
from grader.judging import Submission
from grader.pullrequest import base, tell, touched, work
from grader.pullrequest.git import Commit, Repository
from grader.pullrequest.verdict import Verdict
from grader.report import FAULT, Report


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base", metavar="BRANCH", default="main", help="the branch it goes to; main if not given")
    parser.add_argument("--head", metavar="COMMIT", default="HEAD", help="what is graded; what you committed last")
    parser.add_argument("--output", metavar="FOLDER", type=Path, help="write the reports there, as JSON and Markdown")
    parser.add_argument(
        "--github",
        action="store_true",
        default=os.environ.get("GITHUB_ACTIONS") == "true",
        help="annotations and a step summary; by itself in GitHub Actions",
    )
    parser.add_argument("--repository", metavar="DIR", type=Path, default=COURSE, help="another clone of the course")


def run(arguments: argparse.Namespace) -> int:
    repository = Repository(arguments.repository.resolve())
    target, head = repository.base(arguments.base), repository.head(arguments.head)
    merge_base = repository.merge_base(target, head)
    files = repository.files(target.id, base.DECIDES)
    if not base.is_here(COURSE, files):
        base.hand_over(COURSE, repository, target, files, _words(arguments, repository))
    if not arguments.github:
        return _run(arguments, repository, target, head, merge_base).status
    with tell.disarmed():
        verdict = _run(arguments, repository, target, head, merge_base)
    tell.github_actions(verdict, os.environ.get("GITHUB_STEP_SUMMARY"))
    return verdict.status


def _run(arguments: argparse.Namespace, repository: Repository, base: Commit, head: Commit, merge_base: str) -> Verdict:
    found = touched.sort_out(repository.changes(merge_base, head.id), repository, head.id, curriculum())
    submissions, troubles = work.submissions(found.exercises, repository, head.id)
    is_own = arguments.head == "HEAD" and not arguments.github
    verdict = Verdict(
        base,
        head,
        merge_base,
        [submission.exercise.label for submission in submissions],
        [*found.troubles, *troubles],
        found.course,
        repository.uncommitted(touched.WORK) if is_own else [],
    )
    tell.before(verdict)
    verdict = dataclasses.replace(verdict, reports=_graded(submissions))
    tell.after(verdict)
    if arguments.output:
        tell.write(verdict, arguments.output)
    return verdict


def _words(arguments: argparse.Namespace, repository: Repository) -> list[str]:
    """The same request, for the grader of the base."""
    words = [f"--base={arguments.base}", f"--head={arguments.head}", f"--repository={repository.root}"]
    words += ["--github"] if arguments.github else []
    return words + ([f"--output={arguments.output}"] if arguments.output else [])


def _graded(submissions: list[Submission]) -> list[Report]:
    from grader.commands.check import Shower

    reports = grade(submissions, on_report=Shower(len(submissions), verbose=False))
    faults = [result for report in reports for result in report.criteria if result.outcome == FAULT]
    if faults and faults[0].cause:
        from grader.troubles import grader_fault

        print(grader_fault(faults[0].cause.actual or ""), file=sys.stderr)
    return reports
