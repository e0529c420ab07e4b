"""Grade again on every save. It polls, so it also works where file events do not, and stays warm between runs."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from grader import records, submission
from grader.commands.check import begin, exercises_for
from grader.commands.next import advise
from grader.curriculum import Exercise
from grader.grading import Grade, grader_for
from grader.judging import Request
from grader.render.terminal import render
from grader.render.text import Page
from grader.subject.scratch import LEFT_OUT, Unusable

_PAUSE = 0.02
State = dict[str, tuple[int, int]]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="3, day3, week=1; what you touched last if none is named"
    )
    parser.add_argument("--work", metavar="DIR", help="another folder")
    parser.add_argument("--verbose", "-v", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    exercises = exercises_for(arguments.names)
    if not arguments.work:
        if not any(submission.is_started(exercise) for exercise in exercises):
            begin(exercises[0])
        exercises = [exercise for exercise in exercises if submission.is_started(exercise)]
    watcher = _Watcher(exercises, arguments)
    try:
        with grader_for(exercises, keep_warm=True) as start:
            start(watcher.loop)
    except KeyboardInterrupt:
        print("\n  Stopped watching.", file=sys.stderr)
    return 0


class _Watcher:
    def __init__(self, exercises: list[Exercise], arguments: argparse.Namespace) -> None:
        self._exercises = exercises
        self._arguments = arguments
        work = Path(arguments.work) if arguments.work else None
        self._folders = {exercise.id: submission.folder_for(exercise, work) for exercise in exercises}
        for exercise in exercises:
            if work and not self._folders[exercise.id].is_dir():
                self._folders[exercise.id] = work

    def loop(self, grade: Grade) -> None:
        states: dict[str, State] = {}
        latest = max(self._exercises, key=lambda one: submission.newest_change(self._folders[one.id]))
        for exercise in self._exercises:
            if exercise is not latest:
                states[exercise.id] = state_of(self._folders[exercise.id])
        while True:
            began = time.monotonic()
            for exercise in self._exercises:
                state = state_of(self._folders[exercise.id])
                if state != states.get(exercise.id):
                    states[exercise.id] = state
                    self._grade(grade, exercise)
            # A slow disk is asked less often, so that watching costs little.
            time.sleep(max(_PAUSE, 5 * (time.monotonic() - began) if not self._graded else _PAUSE))
            self._graded = False

    _graded = False

    def _grade(self, grade: Grade, exercise: Exercise) -> None:
        self._graded = True
        page = Page()
        if page.stream.isatty():
            page.line("\x1b[2J\x1b[H")
        try:
            report = grade([submission.find(exercise, self._arguments.work)], Request(), None)[0]
        except (Unusable, submission.NotStarted) as problem:
            page.wrapped(str(problem), "  ")
        else:
            if not self._arguments.work:
                records.keep(report)
            render(report, page, self._arguments.verbose)
            page.wrapped(advise([report]), "  ")
        page.line(page.style("  Watching. Save a file to grade again; Ctrl-C ends.", "dim"))
        page.show()


def state_of(folder: Path) -> State:
    """Name, time and size of every file: what changes when a file is saved."""
    found: State = {}
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        for name in files:
            path = os.path.join(parent, name)
            try:
                status = os.lstat(path)
            except OSError:
                continue  # an editor's temporary file, gone already
            found[path] = (status.st_mtime_ns, status.st_size)
    return found
