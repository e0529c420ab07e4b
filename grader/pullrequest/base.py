"""The grader of the base branch: this very process if its files are the base's, else a copy that is made of them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from grader.pullrequest.git import LINK, Commit, Entry, Repository
from grader.subject.scratch import Unusable

DECIDES = ("grader", "weeks", "capstones", "pyproject.toml", "requirements.lock")
LOCK = "requirements.lock"
_MADE_BY_TOOLS = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".DS_Store"}
_MADE_OF = "JOURNEY_PR_COPY_OF"
_COPIES_KEPT = 3


def is_here(course: Path, files: dict[str, Entry]) -> bool:
    """Whether everything that decides on a verdict lies here as it was committed, and nothing beside it."""
    found = set(_files(course))
    return found == set(files) and all(_id_of(course / name, entry) == entry.id for name, entry in files.items())


def hand_over(
    course: Path, repository: Repository, base: Commit, files: dict[str, Entry], words: list[str]
) -> NoReturn:
    """Become the grader of the base; does not return."""
    if os.environ.get(_MADE_OF):
        raise Unusable(f"The copy of {base} in {course} changes while it is used. Remove that folder, and try again.")
    if "grader/commands/pr.py" not in files:
        raise Unusable(f"The grader of {base} does not know pull requests yet. Name a newer base, such as origin/main.")
    copy = _copy(course, repository, files)
    python = copy / ".venv" / "bin" / "python"
    if not _same_packages(course, files):
        _install(copy, base)
    elif not python.exists():
        raise Unusable(f"The copy of {base} in {copy} has lost its packages. Remove that folder, and try again.")
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(python, [str(python), "-I", "-m", "grader", "pr", *words], {**os.environ, _MADE_OF: base.id})


def _copy(course: Path, repository: Repository, files: dict[str, Entry]) -> Path:
    """The base's files in a folder of their own, kept for the next time."""
    listed = "".join(f"{name}\0{entry.mode} {entry.id}\0" for name, entry in sorted(files.items()))
    key = hashlib.sha256(f"{sys.prefix}\0{sys.version}\0{listed}".encode("utf-8", "surrogateescape")).hexdigest()
    copies = course / ".cache" / "base"
    final = copies / key[:16]
    if is_here(final, files):
        os.utime(final)
        return final
    shutil.rmtree(final, ignore_errors=True)  # there is none, or not all of it
    try:
        copies.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=copies))
        try:
            _write(new, files, repository)
            if _same_packages(course, files):
                _share_packages(new / ".venv", final)
            with contextlib.suppress(FileExistsError):  # another run was faster
                _rename(new, final)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise Unusable(f"The base's files cannot be written to {copies}: {error.strerror}. Make room there.") from None
    for old in sorted(copies.glob("[!.]*"), key=os.path.getmtime)[:-_COPIES_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def _rename(new: Path, final: Path) -> None:
    try:
        new.rename(final)
    except OSError:
        if not final.exists():
            raise
        raise FileExistsError from None


def _write(folder: Path, files: dict[str, Entry], repository: Repository) -> None:
    contents = repository.contents(entry.id for entry in files.values())
    for name, entry in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == LINK:
            path.symlink_to(os.fsdecode(contents[entry.id]))
        else:
            path.write_bytes(contents[entry.id])


def _same_packages(course: Path, files: dict[str, Entry]) -> bool:
    lock = files.get(LOCK)
    return lock is not None and _id_of(course / LOCK, lock) == lock.id and sys.prefix != sys.base_prefix


def _share_packages(environment: Path, course: Path) -> None:
    """This environment again, as links to its files, but for the line that says where the course lies.

    The cage lets a learner's program read what lies below the environment it runs in, so links to folders would not do.
    """
    _link(sys.prefix, str(environment), left_out={"cache", "ready"})
    for known in environment.glob("lib/python*/site-packages/journey.pth"):
        known.unlink()
    (environment / "lib" / _python() / "site-packages" / "journey.pth").write_text(f"{course}\n", encoding="utf-8")


def _link(source: str, target: str, left_out: set[str]) -> None:
    os.mkdir(target)
    with os.scandir(source) as entries:
        for entry in entries:
            if entry.name in left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                _link(entry.path, f"{target}/{entry.name}", set())
            else:
                _link_file(entry.path, f"{target}/{entry.name}")


def _link_file(source: str, target: str) -> None:
    """A link where the system can, a copy where it cannot."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _install(copy: Path, base: Commit) -> None:
    """The base has other packages: its own bootstrap installs them, once for each copy."""
    print(f"  {base} has other packages than this environment. They are installed beside it.", file=sys.stderr)
    outside = getattr(sys, "_base_executable", sys.executable)
    done = subprocess.run([outside, "-I", str(copy / "grader" / "bootstrap.py")], check=False)
    if done.returncode:
        raise Unusable(f"The packages of {base} could not be installed. What to do stands above.")


def _python() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}"


def _files(course: Path) -> Iterator[str]:
    for part in DECIDES:
        if (course / part).is_dir():
            yield from _files_below(str(course / part), part)
        elif os.path.lexists(course / part):
            yield part


def _files_below(folder: str, name: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _MADE_BY_TOOLS:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}"


def _id_of(path: Path, entry: Entry) -> str:
    """The name that git gives to a file's content, in the kind of names that this repository has."""
    try:
        content = os.fsencode(os.readlink(path)) if entry.mode == LINK else path.read_bytes()
    except OSError:
        return ""
    kind = hashlib.sha1 if len(entry.id) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(content) + content).hexdigest()
