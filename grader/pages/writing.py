"""The folder of pages: files are written whole or not at all, and only if they are others than before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from grader.pages.markup import STATIC
from grader.subject.scratch import Unusable

_MADE = ".made"  # what is known of each learner's page, so that it is made again only if something changed


class Folder:
    """Where pages go, and how many of them were written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = 0
        self.same = 0

    @classmethod
    def opened(cls, path: Path) -> Folder:
        """A folder that is new, empty, or was made here before: nobody's files are written over."""
        if path.exists() and not path.is_dir():
            raise Unusable(f"{path} is a file. Name a folder for the pages.")
        if path.is_dir() and any(path.iterdir()) and not (path / _MADE).is_dir():
            raise Unusable(f"{path} holds files that are no pages of a cohort. Name an empty folder, or a new one.")
        for name in (_MADE, "learners", "exercises", "static"):
            (path / name).mkdir(parents=True, exist_ok=True)
        return cls(path)

    def write(self, name: str, text: str) -> bool:
        written = write(self.path / name, text)
        self.written += written
        self.same += not written
        return written

    def write_static(self) -> None:
        for path in sorted(STATIC.iterdir()):
            self.write(f"static/{path.name}", path.read_text(encoding="utf-8"))

    def known(self, learner: str) -> dict[str, Any] | None:
        """What was kept with the page of a learner, if both are there."""
        try:
            found = json.loads((self.path / _MADE / f"{learner}.json").read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and (self.path / page_of(learner)).is_file() else None

    def remember(self, learner: str, record: dict[str, Any]) -> None:
        write(self.path / _MADE / f"{learner}.json", json.dumps(record, separators=(",", ":")))

    def sweep(self, learners: set[str], exercises: set[str]) -> None:
        """Take away pages that we made of people and exercises that are not in these results."""
        for kept in (self.path / _MADE).glob("*.json"):
            if kept.stem not in learners:
                (self.path / page_of(kept.stem)).unlink(missing_ok=True)
                kept.unlink()
        for page in (self.path / "exercises").glob("*.html"):
            if page.stem not in exercises:
                page.unlink()


def page_of(learner: str) -> str:
    return f"learners/{learner}.html"


def write(path: Path, text: str) -> bool:
    """Whether there was anything to write. Others may read the file, as the user's mask allows."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        pass
    part = path.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True
