"""A learner's folders: where they are, how they begin, how nothing in them is ever lost."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

from grader.curriculum import COURSE, Curriculum, Exercise
from grader.judging import Submission
from grader.subject.scratch import LEFT_OUT, Snapshot, Unusable

WORK = COURSE / "backend_journey"
OURS = ("solution", "starter")


class NotStarted(Exception):
    """There is nothing to grade yet. The message says how to begin."""


def folder_for(exercise: Exercise, work: Path | None = None) -> Path:
    return (work or WORK) / exercise.folder


def find(exercise: Exercise, work: str | None = None) -> Submission:
    """What to grade: the learner's folder, ours by name, or any folder laid out like either."""
    if work in OURS:
        return ours(exercise, work)
    folder = folder_for(exercise, Path(work) if work else None)
    if work and not folder.is_dir():
        folder = _own_files(exercise, Path(work))
    if not folder.is_dir():
        raise NotStarted(f"{shown(folder)} does not exist yet. Start it with: make start {exercise.command}")
    snapshot = Snapshot.take(folder, shown(folder))
    return Submission(exercise, snapshot, shown(folder))


def ours(exercise: Exercise, part: str) -> Submission:
    files = exercise.files_of(part)
    snapshot = Snapshot(exercise.path / part, files, {}, (), f"our {part}")
    return Submission(exercise, snapshot, part)


def _own_files(exercise: Exercise, folder: Path) -> Path:
    """A folder given by the user that may hold the exercise's files itself."""
    if not folder.is_dir():
        raise Unusable(f"There is no folder {folder}. Name a folder that holds {exercise.folder}/ or its files.")
    expected = {name.split("/")[0] for name in exercise.files_of("solution")}
    if any((folder / name).exists() for name in expected):
        return folder
    if not any(folder.iterdir()):
        return folder
    raise Unusable(
        f"{folder} holds neither a folder {exercise.folder} nor the files of {exercise.label} "
        f"({', '.join(sorted(expected)[:3])})."
    )


def shown(folder: Path) -> str:
    """A folder as the person at the terminal would write it."""
    try:
        return os.path.relpath(folder) if folder.is_relative_to(Path.cwd()) else str(folder)
    except FileNotFoundError:
        return str(folder)


def is_started(exercise: Exercise) -> bool:
    return folder_for(exercise).is_dir()


def start(exercise: Exercise, again: bool = False) -> tuple[Path, Path | None]:
    """Put the starter in the learner's folder; return it and the backup of what was there before."""
    folder = folder_for(exercise)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists() and not again:
        return folder, None
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        Snapshot(fresh, exercise.files_of("starter"), {}, (), "").write_to(fresh)
        fresh.chmod(0o755)
        backup = _set_aside(folder) if folder.exists() else None
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return folder, backup


def _set_aside(folder: Path) -> Path:
    """Move a folder to a name that nothing has yet."""
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    backups = folder.parent / ".backups"
    backups.mkdir(exist_ok=True)
    number = 1
    while (backup := backups / f"{folder.name}-{stamp}{f'-{number}' if number > 1 else ''}").exists():
        number += 1
    folder.rename(backup)
    return backup


def last_touched(curriculum: Curriculum) -> Exercise | None:
    """The exercise whose files the learner changed last."""
    started = [place for place in curriculum.places if (WORK / place.id).is_dir()]
    latest = max(started, key=lambda place: newest_change(WORK / place.id), default=None)
    return latest.exercise if latest else None


def newest_change(folder: Path) -> float:
    newest = folder.stat().st_mtime
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        for name in files:
            try:
                newest = max(newest, os.lstat(os.path.join(parent, name)).st_mtime)
            except OSError:
                continue
    return newest
