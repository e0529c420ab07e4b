"""Lint, types and import rules; the tables in the briefs."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from grader.commands import sync
from grader.curriculum import COURSE

_PARTS = ("grader", "tests", "weeks", "capstones")  # each has a ruff.toml; a learner's folder is left alone
_TOOLS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", *_PARTS),
    ("ruff", "format", "--check", *_PARTS),
    ("mypy", "--config-file", "grader/mypy.ini", "grader"),
    ("lint-imports", "--config", "pyproject.toml"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="mend what can be mended by itself")


def run(arguments: argparse.Namespace) -> int:
    bin_folder = Path(sys.executable).parent
    os.environ["RUFF_CACHE_DIR"] = str(COURSE / ".ruff_cache")  # not beside each pyproject.toml of a solution
    failed = []
    if arguments.fix:
        for mend in (("check", "--fix", "-q"), ("format", "-q")):
            subprocess.run([bin_folder / "ruff", *mend, *_PARTS], cwd=COURSE, check=False)
    for command in _TOOLS:
        print(f"$ {' '.join(command)}", flush=True)
        if subprocess.run([bin_folder / command[0], *command[1:]], cwd=COURSE, check=False).returncode:
            failed.append(" ".join(command[:2]))
    if sync.run(argparse.Namespace(check=True, names=[])):
        failed.append("journey sync")
    print(f"Not clean: {', '.join(failed)}." if failed else "Clean.")
    return 1 if failed else 0
