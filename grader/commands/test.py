"""The tests of the engine and of every exercise's contract."""

from __future__ import annotations

import argparse
import subprocess
import sys

from grader.curriculum import COURSE


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs=argparse.REMAINDER, metavar="PYTEST_ARGUMENT", help="passed on to pytest")


def run(arguments: argparse.Namespace) -> int:
    words = arguments.names or ["-q"]
    if not any((COURSE / word.partition("::")[0]).exists() for word in words):
        words = [*words, "tests"]  # where pytest finds our settings, not those for learners
    command = [sys.executable, "-m", "pytest", *words]
    return subprocess.run(command, cwd=COURSE, check=False).returncode
