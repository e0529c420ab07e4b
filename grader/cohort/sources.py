"""Where a learner's work lies: in a folder, or in a git repository that is fetched and never checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from grader import gitfiles
from grader.cohort.roster import Learner, is_repository
from grader.curriculum import Exercise
from grader.subject.scratch import Snapshot, Unusable

_SECONDS = 120  # to fetch one repository


class Work:
    """The work of one learner, at one moment if it is a repository."""

    def __init__(self, learner: Learner, place: Path, commit: str | None = None) -> None:
        self._learner = learner
        self._place = place
        self._commit = commit

    def snapshot(self, exercise: Exercise) -> Snapshot | None:
        """The files handed in for an exercise; None if it was not begun."""
        if self._commit is not None:
            for name in (f"backend_journey/{exercise.folder}", exercise.folder):
                found = gitfiles.snapshot(self._place, self._commit, name)
                if found is not None:
                    return found
            return None
        for folder in (self._place / "backend_journey" / exercise.folder, self._place / exercise.folder):
            if folder.is_dir():
                return Snapshot.take(folder, exercise.folder)
        return None


def work_of(learner: Learner, kept: Path) -> Work:
    """Find a learner's work; a repository is fetched into the folder `kept`."""
    if not is_repository(learner.source):
        place = Path(learner.source)
        if not place.is_dir():
            raise Unusable(f"There is no folder {place}.")
        return Work(learner, place)
    bare = kept / f"{learner.id}.git"
    bare.mkdir(parents=True, exist_ok=True)
    branch = learner.branch or "HEAD"
    _git(bare, "init", "--quiet", "--bare")
    _git(bare, "fetch", "--quiet", "--no-tags", "--depth=1", "--", learner.source, branch)
    commit = _git(bare, "rev-parse", "--verify", "FETCH_HEAD^{commit}").strip()
    return Work(learner, bare, commit)


def _git(folder: Path, *words: str) -> str:
    """A git command that asks nothing, runs nothing of the repository's, and ends."""
    quiet = ("-c", "protocol.ext.allow=never", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0")
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
    try:
        done = subprocess.run(
            ["git", *quiet, *words],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise Unusable(f"git {words[0]} took longer than {_SECONDS} s.") from None
    except FileNotFoundError:
        raise Unusable("git is not installed.") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Unusable(f"git {words[0]}: {said[-1] if said else f'exit status {done.returncode}'}")
    return done.stdout


def all_of(learners: list[Learner], kept: Path) -> Iterator[tuple[Learner, Work | Unusable]]:
    """The work of each learner, or why it cannot be read; one that cannot be read disturbs no other."""
    for learner in learners:
        try:
            yield learner, work_of(learner, kept)
        except Unusable as problem:
            yield learner, problem
        except OSError as error:
            yield learner, Unusable(f"{error.filename or learner.source}: {error.strerror}.")
