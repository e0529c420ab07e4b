"""A gradebook that was exported from Canvas: its columns, its learners, its points.

What Canvas reads when the file comes back stands in its `lib/gradebook_importer.rb`: an assignment is found by the
number in its heading, a heading without one makes a new assignment, and a learner is found by `ID`, `SIS User ID`,
`SIS Login ID` or name.
"""

from __future__ import annotations

import csv
import io
import re

from grader.render.cells import number_or_text
from grader.render.rows import CannotExport

_ASSIGNMENT = re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)\s*", re.DOTALL)
_CALCULATED = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_NO_LEARNER = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)
_IDENTITIES = ("SIS Login ID", "ID", "SIS User ID")
_POINTS = "Points Possible"
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Gradebook:
    """The file, cell by cell."""

    def __init__(self, text: str) -> None:
        self._bom = text.startswith(_BOM)
        text = text.removeprefix(_BOM)
        self._delimiter = _delimiter(text)
        self.rows = [row for row in _read(text, self._delimiter) if any(row)]
        self.heading = self.rows[0] if self.rows else []
        names = [name.strip() for name in self.heading]
        if names[:2] != ["Student", "ID"] and names[:3] != ["LastName", "FirstName", "ID"]:
            raise CannotExport(
                "This is not a gradebook exported from Canvas: its first row must begin with Student, ID. "
                "Export one in Canvas under Grades, Export."
            )
        for row in self.rows:
            row += [""] * (len(self.heading) - len(row))
        self._names = names

    def assignments(self) -> dict[int, str]:
        """The title of each column that holds scores of an assignment."""
        begin = self._names.index("Section") + 1 if "Section" in self._names else 2
        columns = {}
        for place, name in enumerate(self.heading[begin:], begin):
            found = _ASSIGNMENT.fullmatch(name)
            if found and not _CALCULATED.search(name):
                columns[place] = found["title"].strip()
        return columns

    def learners(self) -> list[list[str]]:
        return [row for row in self.rows[1:] if not _is_about_columns(row)]

    def find(self, learner: str) -> list[list[str]]:
        """The rows that this may be: more than one if it is not clear."""
        wanted = _same(learner)
        return [row for row in self.learners() if wanted and wanted in self._called(row)]

    def possible(self, column: int) -> str:
        """What the row of points says of a column: a number, `(read only)` or nothing."""
        return next((row[column].strip() for row in self.rows[1:] if _POINTS in row[0]), "")

    def name(self, row: list[str]) -> str:
        return f"{row[1]} {row[0]}".strip() if self._names[0] == "LastName" else row[0].strip()

    def text(self) -> str:
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=self._delimiter, lineterminator="\n")
        writer.writerow([_heading(name) for name in self.heading])
        writer.writerows([number_or_text(cell) for cell in row] for row in self.rows[1:])
        return (_BOM if self._bom else "") + file.getvalue()

    def _called(self, row: list[str]) -> set[str]:
        called = {_same(row[self._names.index(name)]) for name in _IDENTITIES if name in self._names}
        called.add(_same(self.name(row)))
        last, comma, first = row[0].partition(",")
        if comma and self._names[0] == "Student":
            called.add(_same(f"{first} {last}"))
        return called - {""}


def _heading(name: str) -> str:
    """A heading without a number is its own name: changed, it would make a new assignment."""
    return number_or_text(name) if _ASSIGNMENT.fullmatch(name) else name


def _is_about_columns(row: list[str]) -> bool:
    return _POINTS in row[0] or all(_NO_LEARNER.fullmatch(cell) for cell in row)


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CannotExport(f"This gradebook is not a CSV file: {error}. Export it in Canvas again.") from None


def _delimiter(text: str) -> str:
    """Canvas writes semicolons where a comma stands in numbers."""
    return ";" if re.match('"?(Student|LastName)"?;', text) else ","
