"""Measure the grader's speed, as ratios in one run, and keep the figures for comparison."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from grader.cohort.run import AT_ONCE
from grader.commands import bench_capstone, bench_pages, bench_web
from grader.curriculum import COURSE, Exercise, curriculum
from grader.grading import Grade, grade, grader_for
from grader.judging import Request
from grader.records import replace
from grader.subject.launcher import launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject
from grader.submission import ours

_KEPT = COURSE / ".cache" / "bench"
_PLAIN = COURSE / "tests" / "bench" / "plain_day03.py"
_PLAIN_WEB = COURSE / "tests" / "bench" / "conftest_day17.py"
_PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
_MANY = 100


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=9, help="runs of each measurement; the median counts (at least 7)")
    parser.add_argument("--json", metavar="FILE", type=Path, help="keep the figures here as well")
    parser.add_argument(
        "--more", action="store_true", help="measure also what takes minutes: a week, many, the capstone"
    )
    parser.add_argument("--pages", action="store_true", help="measure pages of a large cohort too: 2 GB, some minutes")
    parser.add_argument("--compare", metavar="FILE", type=Path, help="show the figures of an earlier run beside these")


def run(arguments: argparse.Namespace) -> int:
    runs = max(arguments.runs, 7)
    exercise = curriculum().exercise("day03")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        Snapshot(work, exercise.files_of("solution"), {}, (), "").write_to(work)
        shutil.copy(_PLAIN, work / "test_plain.py")
        tests = [*_PYTEST, "test_plain.py"]
        check = [sys.executable, "-m", "grader", "check", "3", "--work", str(work)]
        installed, plain, cold = _beside_pytest(runs, tests, check, work)
        figures = {
            "installed_pytest_seconds": installed,
            "plain_pytest_seconds": plain,
            "cold_check_seconds": cold,
            **_against("cold_check", cold, installed, plain),
            "one_more_check_ms": _one_more_check(exercise, work, 20 * runs),
            "save_to_verdict_ms": _save_to_verdict(work, runs),
            **_against("one_of_many", _one_of_many(exercise, runs), installed, plain),
        }
    figures["one_more_http_check_ms"], figures["postgres_adds_ms"] = bench_web.one_more_check(5 * runs)
    figures |= _of_web(runs)
    if arguments.more:
        figures |= _of_more(exercise, figures)
    if arguments.pages:
        figures["pages_seconds"], figures["pages_again_seconds"] = bench_pages.report_of_many()
    record = {"format": "journey/bench/v1", "runs": runs, **_circumstances(), "figures": figures}
    kept = _keep(record, arguments.json)
    earlier = json.loads(arguments.compare.read_text())["figures"] if arguments.compare else {}
    _show(figures, earlier, runs)
    print(f"\n  Kept in {kept}. Compare with it later: journey bench --compare {kept}")
    return 0


def _of_web(runs: int) -> dict[str, float]:
    """An API, checked cold; and the same checks by plain pytest in its own process."""
    exercise = curriculum().exercise("day17")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        Snapshot(work, exercise.files_of("solution"), {}, (), "").write_to(work)
        shutil.copy(_PLAIN_WEB, work / "conftest.py")
        shutil.copy(exercise.checks / "test_users.py", work)
        plain_command = [*_PYTEST, "-W", "ignore", "test_users.py"]
        check_command = [sys.executable, "-m", "grader", "check", "17", "--work", str(work)]
        installed, plain, cold = _beside_pytest(runs, plain_command, check_command, work)
    return {
        "installed_web_seconds": installed,
        "plain_web_seconds": plain,
        **_against("cold_web_check", cold, installed, plain),
    }


def _against(name: str, seconds: float, installed: float, plain: float) -> dict[str, float]:
    """Against pytest as it starts where the course is installed, and as it starts without anybody's plug-ins."""
    return {f"{name}_ratio_installed": round(seconds / installed, 3), f"{name}_ratio": round(seconds / plain, 3)}


def _of_more(day03: Exercise, pytest: dict[str, float]) -> dict[str, float]:
    """What takes minutes, each measured once."""
    week = [sys.executable, "-m", "grader", "check", "week=3", "--work", "solution"]
    capstone = curriculum().exercise("capstone-job-board")
    board = [sys.executable, "-m", "grader", "check", capstone.id, "--work", "solution"]
    thousand, hundred = _many(day03, 1_000), _many(curriculum().exercise("day17"), 100)
    return {
        "week_3_seconds": round(_timed(week, COURSE), 1),
        **_against("one_of_1000", thousand.seconds, pytest["installed_pytest_seconds"], pytest["plain_pytest_seconds"]),
        "memory_grows_mb": thousand.grown_mb,
        **_against("one_of_100_web", hundred.seconds, pytest["installed_web_seconds"], pytest["plain_web_seconds"]),
        "capstone_seconds": round(_timed(board, COURSE), 1),
        "search_p95_ratio": bench_capstone.search_ratio(capstone),
    }


class _Many(NamedTuple):
    """Seconds for each of many submissions in one call, and what memory grows by from the 100th to the last."""

    seconds: float
    grown_mb: float


def _many(exercise: Exercise, count: int) -> _Many:
    """As `journey cohort grade` does it: in portions, of which no report is kept in memory."""
    memory: list[float] = []
    portions = [[ours(exercise, "solution")] * min(AT_ONCE, count - done) for done in range(0, count, AT_ONCE)]

    def grade_all(run: Grade) -> None:
        for portion in portions:
            samples: list[float] = []  # one alone would depend on what a process shares with a fresh copy of it
            reported: list[int] = []

            def note(number: int, _: object, reported: list[int] = reported, samples: list[float] = samples) -> None:
                reported.append(number)
                if len(reported) % 10 == 0:
                    samples.append(_memory_mb())

            run(portion, Request(seed=1), note)
            memory.append(statistics.median(samples))

    began = time.perf_counter()
    with grader_for([exercise], keep_warm=True) as start:
        start(grade_all)
    return _Many((time.perf_counter() - began) / count, round(memory[-1] - memory[0], 1))


def _memory_mb() -> float:
    """What this process and its workers hold in memory of their own; 0 where /proc does not tell."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == os.getpgrp():
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty"))
        except OSError:
            continue
    return total / 1024


def _beside_pytest(runs: int, tests: list[str], check: list[str], work: Path) -> Iterator[float]:
    """Medians of pytest as installed, pytest without plug-ins and our check, in turn: a slow moment meets all three."""
    measures: list[Callable[[], float]] = [
        lambda: _timed(tests, work, with_plugins=True),
        lambda: _timed(tests, work),
        lambda: _timed(check, COURSE),
    ]
    for measure in measures:
        measure()
    taken = [[measure() for measure in measures] for _ in range(runs)]
    return (round(statistics.median(column), 4) for column in zip(*taken, strict=True))


def _timed(command: list[str], folder: Path, with_plugins: bool = False) -> float:
    """Seconds for a command. What is installed for some exercises has plug-ins for pytest, which it loads by itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    if not with_plugins:
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    began = time.perf_counter()
    quiet: Any = subprocess.DEVNULL
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=quiet, stderr=quiet)
    return time.perf_counter() - began


def _one_more_check(exercise: Exercise, work: Path, count: int) -> float:
    """Fork, ask, answer, reap: what each further check of a library exercise costs."""
    snapshot = Snapshot.take(work)
    taken = []
    with launched() as launcher:
        launcher.warm(sorted(exercise.imports()))
        nursery = Nursery(launcher, snapshot, Limits())
        for _ in range(count):
            began = time.perf_counter()
            subject = Subject(nursery)
            account = subject.module("bank_system").BankAccount("Amina", 100.0)
            account.deposit(5.0)
            if account.get_balance() != 105.0:
                raise ValueError("the solution of day 3 does not add")
            subject.close()
            taken.append(time.perf_counter() - began)
    return round(statistics.median(taken) * 1000, 2)


def _save_to_verdict(work: Path, runs: int) -> float:
    """From the moment a file is saved until the new report is on the screen."""
    command = [sys.executable, "-m", "grader", "watch", "3", "--work", str(work)]
    watching = subprocess.Popen(command, cwd=COURSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        _wait_for_verdict(watching)
        taken = []
        source = (work / "bank_system.py").read_text()
        for number in range(runs):
            began = time.perf_counter()
            (work / "bank_system.py").write_text(f"{source}\n# save number {number}\n")
            _wait_for_verdict(watching)
            taken.append(time.perf_counter() - began)
    finally:
        watching.terminate()
        watching.wait()
    return round(statistics.median(taken) * 1000, 1)


def _wait_for_verdict(watching: subprocess.Popen[str]) -> None:
    assert watching.stdout is not None
    for line in watching.stdout:
        if "Watching." in line:
            return
    raise ValueError("`journey watch` ended by itself")


def _one_of_many(exercise: Exercise, runs: int) -> float:
    """Seconds for each of many submissions that are graded in one call."""
    submissions = [ours(exercise, "solution")] * _MANY
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        grade(submissions, Request(seed=1))
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) / _MANY


def _circumstances() -> dict[str, Any]:
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=COURSE, capture_output=True, text=True, check=False
    )
    return {
        "revision": revision.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "when": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }


def _keep(record: dict[str, Any], target: Path | None) -> Path:
    path = target or _KEPT / f"{time.strftime('%Y%m%d-%H%M%S')}-{record['revision']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, json.dumps(record, indent=2) + "\n")
    return path


_BARE = "the same, against pytest without plug-ins"
_ROWS: tuple[tuple[str, str, str, float | None, float | None], ...] = (
    ("cold_check_ratio_installed", "journey check 3, cold, against plain cold pytest", "×", 1.0, 0.5),
    ("cold_check_ratio", _BARE, "×", None, None),
    ("one_more_check_ms", "one more check on a library exercise", "ms", 8, 4),
    ("save_to_verdict_ms", "from save to verdict in journey watch", "ms", 250, 100),
    ("cold_web_check_ratio_installed", "journey check 17, cold, against the same checks by TestClient", "×", 1.0, 0.7),
    ("cold_web_check_ratio", _BARE, "×", None, None),
    ("one_more_http_check_ms", "one more check of a web application, three requests", "ms", 60, 35),
    ("postgres_adds_ms", "what PostgreSQL adds to it, an empty database included", "ms", 30, 10),
    (
        "one_of_many_ratio_installed",
        f"one of {_MANY} submissions in one call, against plain cold pytest",
        "×",
        0.08,
        0.04,
    ),
    ("one_of_many_ratio", _BARE, "×", None, None),
    ("week_3_seconds", "make check week=3 work=solution", "s", 15, 6),
    ("one_of_1000_ratio_installed", "one of 1,000 submissions of day 3, against plain cold pytest", "×", 0.06, 0.04),
    ("one_of_1000_ratio", _BARE, "×", None, None),
    ("memory_grows_mb", "what memory grows by from the 100th of them to the last", "MB", 50, 5),
    ("one_of_100_web_ratio_installed", "one of 100 submissions of day 17, against plain cold pytest", "×", 0.2, 0.1),
    ("one_of_100_web_ratio", _BARE, "×", None, None),
    ("capstone_seconds", "journey check capstone-job-board, cold", "s", 40, 25),
    ("search_p95_ratio", "p95 of a search in 50,000 jobs, against a job read by its id", "×", 5, 2),
    ("pages_seconds", "pages of 1,000 learners in 60 exercises", "s", 30, 20),
    ("pages_again_seconds", "the same again, when nothing has changed", "s", 10, 5),
)


def _show(figures: dict[str, float], earlier: dict[str, float], runs: int) -> None:
    installed, plain = (figures[f"{name}_pytest_seconds"] * 1000 for name in ("installed", "plain"))
    print(f"\n  Medians of {runs} runs. Plain cold pytest takes {installed:.0f} ms here,", end=" ")
    print(f"{plain:.0f} ms without plug-ins.\n")
    for key, what, unit, most, aim in _ROWS:
        if key not in figures:
            continue
        before = f"   before: {earlier[key]:g} {unit}" if key in earlier else ""
        wanted = f" (at most {most:g}, aim {aim:g})" if most is not None else ""
        print(f"  {figures[key]:8g} {unit:2}  {what}{wanted}{before}")
