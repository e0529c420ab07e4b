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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.commands import bench_pages, bench_web
from grader.curriculum import COURSE, Exercise, curriculum
from grader.grading import Request, grade
from grader.records import replace
from grader.subject.launcher import launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject
from grader.submission import ours

_KEPT = COURSE / ".cache" / "bench"
_PLAIN = COURSE / "tests" / "bench" / "plain_day03.py"
_MANY = 100


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=9, help="runs of each measurement; the median counts (at least 7)")
    parser.add_argument("--json", metavar="FILE", type=Path, help="keep the figures here as well")
    parser.add_argument("--pages", action="store_true", help="measure pages of a large cohort too: 2 GB, some minutes")
    parser.add_argument("--compare", metavar="FILE", type=Path, help="show the figures of an earlier run beside these")


def run(arguments: argparse.Namespace) -> int:
    runs = max(arguments.runs, 7)
    exercise = curriculum().exercise("day03")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        Snapshot(work, exercise.files_of("solution"), {}, (), "").write_to(work)
        shutil.copy(_PLAIN, work / "test_plain.py")
        plain, cold = _in_turn(lambda: _plain_pytest(work), lambda: _cold_check(work), runs)
        figures = {
            "plain_pytest_seconds": plain,
            "cold_check_seconds": cold,
            "cold_check_ratio": round(cold / plain, 3),
            "one_more_check_ms": _one_more_check(exercise, work, 20 * runs),
            "save_to_verdict_ms": _save_to_verdict(work, runs),
            "one_of_many_ratio": round(_one_of_many(exercise, runs) / plain, 3),
        }
    figures["one_more_http_check_ms"], figures["postgres_adds_ms"] = bench_web.one_more_check(5 * runs)
    if arguments.pages:
        figures["pages_seconds"], figures["pages_again_seconds"] = bench_pages.report_of_many()
    record = {"format": "journey/bench/v1", "runs": runs, **_circumstances(), "figures": figures}
    kept = _keep(record, arguments.json)
    earlier = json.loads(arguments.compare.read_text())["figures"] if arguments.compare else {}
    _show(figures, earlier, runs)
    print(f"\n  Kept in {kept}. Compare with it later: journey bench --compare {kept}")
    return 0


def _in_turn(one: Callable[[], float], other: Callable[[], float], runs: int) -> tuple[float, float]:
    """Medians of two measurements taken in turn, so that a slow moment meets both."""
    one(), other()
    pairs = [(one(), other()) for _ in range(runs)]
    return round(statistics.median(first for first, _ in pairs), 4), round(
        statistics.median(last for _, last in pairs), 4
    )


def _timed(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def _plain_pytest(work: Path) -> float:
    return _timed([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_plain.py"], work)


def _cold_check(work: Path) -> float:
    return _timed([sys.executable, "-m", "grader", "check", "3", "--work", str(work)], COURSE)


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


_ROWS = (
    ("cold_check_ratio", "journey check 3, cold, against plain cold pytest", "×", 1.0, 0.5),
    ("one_more_check_ms", "one more check on a library exercise", "ms", 8, 4),
    ("save_to_verdict_ms", "from save to verdict in journey watch", "ms", 250, 100),
    ("one_more_http_check_ms", "one more check of a web application, three requests", "ms", 60, 35),
    ("postgres_adds_ms", "what PostgreSQL adds to it, an empty database included", "ms", 30, 10),
    ("one_of_many_ratio", f"one of {_MANY} submissions in one call, against plain cold pytest", "×", 0.08, 0.04),
    ("pages_seconds", "pages of 1,000 learners in 60 exercises", "s", 30, 20),
    ("pages_again_seconds", "the same again, when nothing has changed", "s", 10, 5),
)


def _show(figures: dict[str, float], earlier: dict[str, float], runs: int) -> None:
    print(
        f"\n  Medians of {runs} runs. Plain cold pytest takes {figures['plain_pytest_seconds'] * 1000:.0f} ms here.\n"
    )
    for key, what, unit, most, aim in _ROWS:
        if key not in figures:
            continue
        before = f"   before: {earlier[key]:g} {unit}" if key in earlier else ""
        print(f"  {figures[key]:8g} {unit:2}  {what} (at most {most:g}, aim {aim:g}){before}")
