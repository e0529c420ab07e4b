"""Reads TOML with a strict shape: an unknown key or a wrong type names the file, the line and the mend."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Shape = Mapping[str, type | tuple[type, ...]]


class BadFile(Exception):
    """A file of the course that breaks its contract. The message says what, where and how to mend it."""


def read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadFile(f"{path}: there is no such file. Create it; `journey new` shows its shape.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: this is not TOML: {error}.") from None


class Reader:
    """Checks the tables of one file against their shapes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = read(path)

    def check(self, table: Mapping[str, Any], shape: Shape, required: tuple[str, ...], what: str) -> None:
        for key, value in table.items():
            if key not in shape:
                self.fail(key, f"{what} has no key {key!r}", _nearest(key, shape))
            if not isinstance(value, shape[key]) or (isinstance(value, bool) and bool not in _kinds(shape[key])):
                wanted = " or ".join(kind.__name__ for kind in _kinds(shape[key]))
                self.fail(key, f"{key!r} in {what} is {value!r}", f"It must be of type {wanted}.")
        for key in required:
            if key not in table:
                self.fail(str(table.get("id", "")), f"{what} lacks {key!r}", f"Add a line `{key} = ...`.")

    def fail(self, near: str, problem: str, mend: str) -> None:
        raise BadFile(f"{self.path}:{self.line_of(near)}: {problem}. {mend}")

    def line_of(self, word: str) -> int:
        """The first line on which a word stands: good enough to find the place by eye."""
        pattern = re.compile(rf"(^|[^\w-]){re.escape(word)}($|[^\w-])")
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if word and pattern.search(line)), 1)


def _kinds(kind: type | tuple[type, ...]) -> tuple[type, ...]:
    return kind if isinstance(kind, tuple) else (kind,)


def _nearest(key: str, shape: Shape) -> str:
    near = difflib.get_close_matches(key, shape, 1)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"The keys are: {', '.join(sorted(shape))}."
