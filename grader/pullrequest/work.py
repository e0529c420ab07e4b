"""A learner's files for an exercise, as they were committed."""

from __future__ import annotations

import dataclasses

from grader import gitfiles
from grader.curriculum import Exercise
from grader.judging import Submission
from grader.pullrequest.git import Repository
from grader.pullrequest.touched import WORK, Trouble
from grader.subject.scratch import Snapshot, Unusable

_LONGEST_NAME, _LONGEST_PATH = 255, 2_000  # bytes; what Linux and macOS can write
_LARGE_FILE = b"version https://git-lfs.github.com/spec/"


def submissions(exercises: list[Exercise], repository: Repository, head: str) -> tuple[list[Submission], list[Trouble]]:
    """What is to be graded, and what cannot be."""
    found, troubles = [], []
    for exercise in exercises:
        folder = f"{WORK}/{exercise.folder}"
        try:
            taken = gitfiles.snapshot(repository.root, head, folder)
        except Unusable as error:
            troubles.append(Trouble(f"{folder}/", f"cannot be graded: {error}", True))
            continue
        snapshot = _as_files(taken) if taken else Snapshot(repository.root, {}, {}, (), folder)
        found.append(Submission(exercise, snapshot, folder))
    return found, troubles


def _as_files(snapshot: Snapshot) -> Snapshot:
    """Only what a file system can hold. Git takes names that no disk does, and a file and a folder of one name."""
    folders = {parent for name in (*snapshot.files, *snapshot.links) for parent in _parents(name)}
    impossible = {name for name in (*snapshot.files, *snapshot.links) if name in folders or _is_too_long(name)}
    notes = [f"{name[:60]} has a name that no disk can hold; it was left out." for name in sorted(impossible)]
    notes += [
        f"{name} is kept in Git LFS, so its content is not in the commit. Commit the file itself."
        for name, content in snapshot.files.items()
        if content.startswith(_LARGE_FILE)
    ]
    return dataclasses.replace(
        snapshot,
        files={name: content for name, content in snapshot.files.items() if name not in impossible},
        links={name: target for name, target in snapshot.links.items() if name not in impossible},
        notes=(*snapshot.notes, *notes),
    )


def _parents(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _is_too_long(name: str) -> bool:
    encoded = name.encode("utf-8", "surrogateescape")
    return len(encoded) > _LONGEST_PATH or any(len(part) > _LONGEST_NAME for part in encoded.split(b"/"))
