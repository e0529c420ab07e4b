"""A copy of the learner's files for one check: made fresh, thrown away, read back with care."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import os
import re
import stat
from pathlib import Path

from grader.subject.faults import Missing, SubjectFault, Where

LEFT_OUT = {
    ".git",
    "venv",
    ".venv",
    "env",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".idea",
    ".vscode",
}
MAX_FILES = 2_000
MAX_BYTES = 32 * 1024 * 1024
MAX_READ = 8 * 1024 * 1024
SCRATCH = re.compile(r"/\S*/journey-[^/\s]+/[^/\s]+/work/")  # where the learner's files lie during a check


class Unusable(Exception):
    """A folder cannot be graded; the message says what to do about it."""


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """The files of a submission at one moment: what is saved during a run changes nothing in it."""

    folder: Path
    files: dict[str, bytes]
    links: dict[str, str]
    notes: tuple[str, ...]
    shown_as: str

    @classmethod
    def take(cls, folder: Path, shown_as: str | None = None) -> Snapshot:
        taker = _Taker(folder)
        try:
            taker.walk(folder)
        except RecursionError:
            raise Unusable(f"The folders in {folder} are nested too deep to be read.") from None
        except OSError as error:
            raise Unusable(f"{error.filename} cannot be read: {error.strerror}. Look at its permissions.") from None
        return cls(folder, taker.files, taker.links, tuple(taker.notes), shown_as or folder.name)

    @property
    def digest(self) -> str:
        whole = hashlib.sha256()
        for name in sorted(self.files):
            whole.update(f"{name}\0{len(self.files[name])}\0".encode("utf-8", "surrogateescape"))
            whole.update(self.files[name])
        return whole.hexdigest()

    def write_to(self, folder: Path) -> None:
        made: set[str] = set()
        for name, content in self.files.items():
            path = os.path.join(folder, name)
            parent = os.path.dirname(path)
            if parent not in made:
                os.makedirs(parent, exist_ok=True)
                made.add(parent)
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            try:
                os.write(fd, content)
            finally:
                os.close(fd)
        for name, target in self.links.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.symlink(target, path)

    def require(self, name: str) -> bytes:
        """The content of a file that the brief asks for."""
        if name in self.files:
            return self.files[name]
        if name in self.links:
            target = os.path.normpath(os.path.join(os.path.dirname(name), self.links[name]))
            if target in self.files:
                return self.files[target]
        raise Missing(f"There is no file {name} in {self.shown_as}.", self._advice(name))

    def in_another_encoding(self) -> SubjectFault | None:
        """What there is to say of the first Python file that is not UTF-8 and does not name its encoding."""
        for name, content in sorted(self.files.items()):
            if name.endswith(".py") and b"coding" not in content[:200]:
                try:
                    text_of(content, name)
                except SubjectFault as fault:
                    return fault
        return None

    def _advice(self, name: str) -> str:
        for other in self.files:
            if other.lower() == name.lower() or (Path(other).name == Path(name).name != "__init__.py"):
                return f"There is {other}. Rename or move it to {name}."
        beside = {Path(other).name: other for other in self.files if Path(other).parent == Path(name).parent}
        near = difflib.get_close_matches(Path(name).name, beside, 1, 0.75)
        if near and Path(name).name != "__init__.py":
            return f"There is {beside[near[0]]}. If that is the file, rename it to {name}."
        for note in self.notes:
            if note.startswith(f"{name} "):
                return note
        return f"Create {name} in {self.shown_as}, with exactly this name."


class _Taker:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.real_root = Path(os.path.realpath(root))
        self.files: dict[str, bytes] = {}
        self.links: dict[str, str] = {}
        self.notes: list[str] = []
        self.size = 0

    def walk(self, folder: Path) -> None:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                name = str(Path(entry.path).relative_to(self.root))
                if entry.is_symlink():
                    self._take_link(entry.path, name)
                elif entry.is_dir(follow_symlinks=False):
                    if entry.name not in LEFT_OUT and not os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):
                        self.walk(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    self._take_file(entry.path, name)
                else:
                    self.notes.append(f"{name} is not a file or a folder; it was left out.")

    def _take_link(self, path: str, name: str) -> None:
        target = Path(os.path.realpath(path))
        if target.is_relative_to(self.real_root) and target.exists():
            own = Path(os.path.realpath(os.path.dirname(path)))
            self.links[name] = os.path.relpath(target, own)
        elif target.exists():
            self.notes.append(f"{name} is a link that leads out of the folder; it was left out. Copy the file instead.")
        else:
            self.notes.append(f"{name} is a link that leads nowhere; it was left out.")

    def _take_file(self, path: str, name: str) -> None:
        with open(path, "rb", opener=_open_without_waiting) as file:
            content = file.read(MAX_BYTES + 1)
        self.size += len(content)
        self.files[name] = content
        if self.size > MAX_BYTES or len(self.files) > MAX_FILES:
            raise Unusable(
                f"{self.root} has more than {MAX_FILES:,} files or {MAX_BYTES // 2**20} MB, last {name}. "
                "Move data and generated files out of it."
            )


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)


def read_back(root: Path, name: str, shown_as: str) -> bytes:
    """Read a file that the learner's program may have made; follow no link, wait for no pipe."""
    path = root / name
    resolved = Path(os.path.realpath(path))
    if not resolved.is_relative_to(os.path.realpath(root)):
        raise SubjectFault(f"{name} is a link that leads out of {shown_as}.", "Write a file of your own instead.")
    try:
        fd = _open_without_waiting(str(resolved), os.O_RDONLY)
    except FileNotFoundError:
        raise Missing(f"There is no file {name}.", f"Your program should have written {name} by now.") from None
    except OSError as error:
        raise SubjectFault(f"{name} cannot be read: {error.strerror}.") from None
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise SubjectFault(f"{name} is not a file.")
    with os.fdopen(fd, "rb") as file:
        content = file.read(MAX_READ + 1)
    if len(content) > MAX_READ:
        raise SubjectFault(f"{name} is larger than {MAX_READ // 2**20} MB.")
    return content


def text_of(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SubjectFault(
            f"{name} is not UTF-8 text (line {line}, byte {content[error.start]:#04x}).",
            "Save it again with the encoding UTF-8: in VS Code, click the encoding at the bottom right.",
            Where(name, line),
        ) from None
