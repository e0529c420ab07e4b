"""Stock lists: CSV and JSON Lines in and out, with nothing lost on the way."""

import csv
import io
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass

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
    rows = csv.reader(io.StringIO(_text_of(path), newline=""))
    header = next(rows, [])
    if sorted(header) != sorted(COLUMNS):
        raise ValueError(f"{path}: the header must have the columns {', '.join(COLUMNS)}.")
    items, problems = [], []
    begins = rows.line_num + 1
    for cells in rows:
        if cells:
            try:
                items.append(_item_of_cells(header, cells))
            except ValueError as error:
                problems.append(Problem(path, begins, str(error), cells))
        begins = rows.line_num + 1
    return items, problems


def write_csv(path: str, items: Iterable[Item]) -> None:
    """Write items to a CSV file. If that fails, the old file stays as it was."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow([item.name, item.amount, item.note])
    _replace(path, made.getvalue())


def read_json_lines(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a JSON Lines file, and its bad lines."""
    items, problems = [], []
    for number, line in enumerate(_text_of(path).split("\n"), start=1):
        if line.strip():
            try:
                items.append(_item_of_json(line))
            except ValueError as error:
                problems.append(Problem(path, number, str(error), [line]))
    return items, problems


def write_json_lines(path: str, items: Iterable[Item]) -> None:
    """Write items to a JSON Lines file. If that fails, the old file stays as it was."""
    lines = [json.dumps(asdict(item), ensure_ascii=False) + "\n" for item in items]
    _replace(path, "".join(lines))


def write_report(path: str, items: list[Item], problems: list[Problem]) -> None:
    """Write how many items there are, and all problems, as one JSON text."""
    report = {"items": len(items), "problems": [asdict(problem) for problem in problems]}
    _replace(path, json.dumps(report))


def convert(source: str, target: str, report: str) -> None:
    """Read one file, and write its items to another and its bad rows to a report."""
    read = read_csv if _kind(source) == ".csv" else read_json_lines
    write = write_csv if _kind(target) == ".csv" else write_json_lines
    items, problems = read(source)
    write_report(report, items, problems)
    write(target, items)


def _text_of(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: this is not UTF-8 text ({error.reason}).") from error


def _item_of_cells(header: list[str], cells: list[str]) -> Item:
    if len(cells) != len(header):
        raise ValueError(f"the header has {len(header)} cells, this row has {len(cells)}")
    named = dict(zip(header, cells, strict=True))
    amount = named["amount"]
    if not (amount.isascii() and amount.isdecimal()):
        raise ValueError(f"the amount {amount!r} is not a whole number")
    return _item(named["name"], int(amount), named["note"])


def _item_of_json(line: str) -> Item:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg}") from error
    if not isinstance(entry, dict) or sorted(entry) != sorted(COLUMNS):
        raise ValueError(f"not an object with the keys {', '.join(COLUMNS)}")
    if not isinstance(entry["name"], str) or not isinstance(entry["note"], str):
        raise ValueError("name and note must be texts")
    if type(entry["amount"]) is not int or entry["amount"] < 0:
        raise ValueError(f"the amount {entry['amount']!r} is not a whole number from 0 on")
    return _item(entry["name"], entry["amount"], entry["note"])


def _item(name: str, amount: int, note: str) -> Item:
    if not name.strip():
        raise ValueError("the name is empty")
    return Item(name, amount, note)


def _replace(path: str, text: str) -> None:
    """Write a new file beside the old one; when it is whole, it takes the old one's place."""
    part = f"{path}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


def _kind(path: str) -> str:
    ending = os.path.splitext(path)[1]
    if ending not in (".csv", ".jsonl"):
        raise ValueError(f"{path}: the name must end in .csv or .jsonl.")
    return ending
