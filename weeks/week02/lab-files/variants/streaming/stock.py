"""Stock lists: a context manager for safe files, rows in streams, pathlib."""

import contextlib
import csv
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

COLUMNS = ["name", "amount", "note"]


@dataclass
class Item:
    """One thing on the shelf."""

    name: str
    amount: int
    note: str


@dataclass
class Problem:
    """A row that could not be used."""

    file: str
    line: int
    reason: str
    cells: list[str]


class BadRow(Exception):
    """A row that gives no item."""


class BadFileError(ValueError):
    """A file that is no stock list."""


Row = tuple[int, list[str], dict[str, Any] | str]


def _csv_rows(path: str) -> Iterator[Row]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, None)
        if header is None or len(header) != 3 or set(header) != set(COLUMNS):
            raise BadFileError(f"The header of {path} is {header}.")
        while True:
            start = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if len(cells) not in (0, 3):
                yield start, cells, "cells are missing or too many"
            elif cells:
                row: dict[str, Any] = dict(zip(header, cells, strict=True))
                with contextlib.suppress(ValueError):
                    if set(row["amount"]) <= set("0123456789"):
                        row["amount"] = int(row["amount"])
                yield start, cells, row


def _json_rows(path: str) -> Iterator[Row]:
    with Path(path).open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            text = line.removesuffix("\n")
            if text.strip():
                try:
                    row = json.loads(text)
                except json.JSONDecodeError as error:
                    row = error.msg
                else:
                    if not isinstance(row, dict) or row.keys() != set(COLUMNS):
                        row = "this is another kind of thing"
                yield number, [text], row


def _sorted_out(path: str, rows: Iterator[Row]) -> tuple[list[Item], list[Problem]]:
    items, problems = [], []
    try:
        for line, cells, row in rows:
            try:
                items.append(_item(row))
            except BadRow as bad:
                problems.append(Problem(path, line, str(bad), cells))
    except UnicodeDecodeError as error:
        raise BadFileError(f"{path}: {error}") from error
    return items, problems


def _item(row: dict[str, Any] | str) -> Item:
    if isinstance(row, str):
        raise BadRow(row)
    match row:
        case {"amount": bool()}:
            raise BadRow("amount: a truth is no number")
        case {"name": str(name), "amount": int(amount), "note": str(note)} if name.strip() and amount >= 0:
            return Item(name, amount, note)
        case {"name": str(name)} if name.strip():
            raise BadRow("amount or note is wrong")
    raise BadRow("name is wrong")


@contextlib.contextmanager
def _safe(path: str) -> Iterator[IO[str]]:
    folder = Path(path).parent
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8", newline="") as file:
        try:
            yield file
            file.flush()
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)


def read_csv(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a CSV file, and its bad rows."""
    return _sorted_out(path, _csv_rows(path))


def write_csv(path: str, items: Iterable[Item]) -> None:
    """Write items to a CSV file."""
    with _safe(path) as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for item in items:
            writer.writerow(asdict(item).values())


def read_json_lines(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a JSON Lines file, and its bad lines."""
    return _sorted_out(path, _json_rows(path))


def write_json_lines(path: str, items: Iterable[Item]) -> None:
    """Write items to a JSON Lines file."""
    with _safe(path) as file:
        for item in items:
            file.write(json.dumps(asdict(item), ensure_ascii=False, sort_keys=True) + "\n")


def write_report(path: str, items: list[Item], problems: list[Problem]) -> None:
    """Write a report."""
    with _safe(path) as file:
        json.dump({"items": len(items), "problems": list(map(asdict, problems))}, file, indent=4)


def convert(source: str, target: str, report: str) -> None:
    """Read one file and write two."""
    read = {".csv": read_csv, ".jsonl": read_json_lines}
    write = {".csv": write_csv, ".jsonl": write_json_lines}
    try:
        reader, writer = read[Path(source).suffix], write[Path(target).suffix]
    except KeyError as error:
        raise ValueError(f"no kind of file: {error}") from error
    items, problems = reader(source)
    write_report(report, items, problems)
    writer(target, items)
