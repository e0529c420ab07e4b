"""The tests of the engine and of every exercise's contract."""

from __future__ import annotations

import argparse
import subprocess
import sys

from grader.curriculum import COURSE


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs=argparse.REMAINDER, metavar="PYTEST_ARGUMENT", help="passed on to pytest")


def run(arguments: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "pytest", *(arguments.names or ["-q"])]
    return subprocess.run(command, cwd=COURSE, check=False).returncode
