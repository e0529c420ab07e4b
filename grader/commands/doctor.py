"""What this machine lacks, and how to mend it."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from grader import submission
from grader.curriculum import COURSE, curriculum
from grader.render.text import Page
from grader.services.kept import NoServer, NotInstalled
from grader.subject import cage
from grader.tomlfile import BadFile

Finding = tuple[bool | None, str, str]  # holds (None: worth knowing), what was looked at, what to do


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    del arguments
    page = Page()
    page.line()
    bad = 0
    for holds, what, mend in _look():
        sign = {True: page.sign("✓", "ok"), False: page.sign("✗", "X "), None: page.sign("·", "- ")}[holds]
        page.wrapped(what, "    ", f"  {page.style(sign, 'green' if holds else 'red' if holds is False else 'dim')} ")
        if not holds and mend:
            page.wrapped(mend, "      ")
        bad += holds is False
    page.line()
    page.line("  Everything needed is here." if not bad else f"  {bad} thing{'s' * (bad > 1)} to mend.")
    page.show()
    return 1 if bad else 0


def _look() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield (
        sys.version_info >= (3, 11),
        f"Python {version}",
        "Install Python 3.11 or newer, remove .venv, run make again.",
    )
    yield _packages()
    yield _git()
    yield _course()
    yield _writable(submission.WORK, "your work")
    yield _writable(Path(tempfile.gettempdir()), "temporary files")
    yield _space()
    yield from _cage()
    yield from _services()
    encoding = (sys.stdout.encoding or "").lower()
    yield encoding.replace("-", "") == "utf8" or None, f"terminal encoding {encoding or 'unknown'}", "Set LANG=C.UTF-8."


def _services() -> Iterator[Finding]:
    """From week 3 on, checks need servers; they are started here for a moment, side by side."""
    from grader.services.services import KNOWN, Services

    with contextlib.closing(Services(KNOWN)) as services:
        for name, title in KNOWN.items():
            try:
                yield True, f"{title} {services.version(name)}", ""
            except NotInstalled as problem:
                yield None, f"{title}: {problem}", "A capstone and a lab need it."
            except NoServer as problem:
                yield False, f"{title} does not start", f"{problem} Weeks 1 and 2 do not need it."


def _packages() -> Finding:
    try:
        from packaging.markers import Marker
    except ImportError:
        return False, "packages: packaging is missing", "Remove the folder .venv and run make again."
    lock = COURSE / "requirements.lock"
    if not lock.exists():
        return False, "requirements.lock is missing", "Get it back: git checkout requirements.lock"
    wrong = []
    for name, wanted, marker in re.findall(
        r"^([\w.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", lock.read_text(), re.MULTILINE
    ):
        if marker and not Marker(marker).evaluate():
            continue  # not for this machine or this Python
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "missing"
        if found != wanted:
            wrong.append(f"{name} {found}, not {wanted}")
    if wrong:
        return False, f"packages: {'; '.join(wrong[:4])}", "Remove the folder .venv and run make again."
    return True, "packages are those of requirements.lock", ""


def _git() -> Finding:
    if shutil.which("git") is None:
        return False, "git is not installed", "Debian and Ubuntu: sudo apt install git. macOS: xcode-select --install."
    name = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False, cwd=COURSE)
    if not name.stdout.strip():
        return None, "git does not know your name yet", 'Tell it once: git config --global user.name "Your Name"'
    return True, "git", ""


def _course() -> Finding:
    try:
        count = len(curriculum().exercises)
    except BadFile as problem:
        return False, "a file of the course is broken", str(problem)
    return True, f"{count} exercises can be read", ""


def _writable(folder: Path, what: str) -> Finding:
    place = folder if folder.exists() else folder.parent
    return os.access(place, os.W_OK), f"{what} can be written to {folder}", f"Look at the owner: ls -ld {place}"


def _space() -> Finding:
    free = shutil.disk_usage(tempfile.gettempdir()).free // 2**20
    return free > 300, f"{free:,} MB free for temporary files", "Make room: grading needs about 300 MB."


def _cage() -> Iterator[Finding]:
    rules = cage.rules()
    yield True, f"cage ({rules.platform}): {', '.join(rules.enforced)}", ""
    if rules.missing:
        yield (
            None,
            f"the cage cannot enforce here: {', '.join(rules.missing)}",
            "Your own work is graded all the same. To grade work of strangers, use Linux 6.12 or newer.",
        )
