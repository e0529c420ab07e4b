"""Stock lists: CSV and JSON Lines in and out, with nothing lost on the way."""

from collections.abc import Iterable
from dataclasses import dataclass

COLUMNS = ["name", "amount", "note"]


@dataclass
class Item:
    """One thing on the shelf."""

    name: str
    amount: int
    note: str


@dataclass
class Problem:
    """A row that could not be used: where it is, why, and what stands in it."""

    file: str
    line: int
    reason: str
    cells: list[str]


def read_csv(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a CSV file, and its bad rows."""
    return [], []


def write_csv(path: str, items: Iterable[Item]) -> None:
    """Write items to a CSV file. If that fails, the old file stays as it was."""


def read_json_lines(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a JSON Lines file, and its bad lines."""
    return [], []


def write_json_lines(path: str, items: Iterable[Item]) -> None:
    """Write items to a JSON Lines file. If that fails, the old file stays as it was."""


def write_report(path: str, items: list[Item], problems: list[Problem]) -> None:
    """Write how many items there are, and all problems, as one JSON text."""


def convert(source: str, target: str, report: str) -> None:
    """Read one file, and write its items to another and its bad rows to a report."""
