"""What is remembered between runs: the last report of each exercise, and the hints already given."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from grader import submission
from grader.report import Report, from_dict

_FOLDER = ".journey"


def _folder() -> Path:
    return submission.WORK / _FOLDER


def keep(report: Report) -> None:
    """Remember the last report of an exercise; a folder that cannot be written is no reason to fail."""
    try:
        _write(_folder() / f"{report.exercise['id']}.json", report.as_dict())
    except OSError as error:
        print(f"journey: this report is not kept: {error.strerror} ({_folder()}).", file=sys.stderr)


def last(exercise_id: str) -> Report | None:
    record = _read(_folder() / f"{exercise_id}.json")
    try:
        return from_dict(record) if record else None
    except (ValueError, TypeError, KeyError):
        return None  # written by another version, or by hand: grading again makes a new one


def hints_given() -> dict[str, int]:
    return {name: count for name, count in (_read(_folder() / "hints.json") or {}).items() if isinstance(count, int)}


def remember_hints(given: dict[str, int]) -> None:
    try:
        _write(_folder() / "hints.json", given)
    except OSError:
        return


def write_json(reports: list[Report], target: str) -> None:
    records = [report.as_dict() for report in reports]
    text = json.dumps(records, indent=2, ensure_ascii=False)
    if target == "-":
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.flush()
    else:
        replace(Path(target), text + "\n")


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(path: Path, record: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, json.dumps(record, ensure_ascii=False))


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    fd, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent or ".")
    try:
        with os.fdopen(fd, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
