"""Cells of a CSV file that a spreadsheet takes for text, whatever a learner has written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from grader.render.story import flat

Cell = str | int | float | None

_NUMBER = re.compile(r"\s*(-|-?\d+([.,]\d+)*%?)?\s*")
_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f\u2060]*[=+\\-@|\uff1d\uff0b\uff0d\uff20]")


def disarmed(text: str) -> str:
    """One line of text. An apostrophe in front of a formula makes it text."""
    line = flat(text)
    return f"'{line}" if _FORMULA.match(text) or _FORMULA.match(line) else line


def number_or_text(text: str) -> str:
    """A cell of somebody else's file: a number stays a number, `-30` too."""
    return text if _NUMBER.fullmatch(text) else disarmed(text)


def write(rows: Iterable[Iterable[Cell]], delimiter: str = ",", quoting: int = csv.QUOTE_NONNUMERIC) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    for row in rows:
        writer.writerow(["" if cell is None else disarmed(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue()
