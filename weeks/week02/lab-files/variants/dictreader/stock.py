"""Stock lists, with DictReader and DictWriter."""

import csv
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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


def read_csv(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a CSV file, and its bad rows."""
    items: list[Item] = []
    problems: list[Problem] = []
    try:
        with open(path, newline="", encoding="utf-8-sig") as f:
            reader = csv.DictReader(f, restkey="rest")
            if reader.fieldnames is None or sorted(reader.fieldnames) != ["amount", "name", "note"]:
                raise ValueError(f"{path} has a strange header")
            for row in reader:
                rest: Any = row.pop("rest", [])
                cells = [c for c in row.values() if c is not None] + rest
                line = reader.line_num - sum(c.count("\n") for c in cells)
                reason = ""
                if len(cells) != 3:
                    reason = "wrong number of cells"
                elif not row["name"].strip():
                    reason = "name is empty"
                elif not re.fullmatch("[0-9]+", row["amount"]):
                    reason = "amount is no number"
                if reason:
                    problems.append(Problem(path, line, reason, cells))
                else:
                    items.append(Item(row["name"], int(row["amount"]), row["note"]))
    except UnicodeDecodeError:
        raise ValueError(path + " is not UTF-8") from None
    return items, problems


def write_csv(path: str, items: Iterable[Item]) -> None:
    """Write items to a CSV file."""
    temporary = path + ".tmp"
    try:
        with open(temporary, "w", newline="", encoding="utf-8") as f:
            writer = csv.DictWriter(f, COLUMNS, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
            writer.writeheader()
            writer.writerows(vars(item) for item in items)
    except BaseException:
        os.remove(temporary)
        raise
    os.replace(temporary, path)


def read_json_lines(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a JSON Lines file, and its bad lines."""
    items: list[Item] = []
    problems: list[Problem] = []
    line_number = 0
    try:
        with open(path, encoding="utf-8-sig") as f:
            for line in f:
                line_number += 1
                line = line.rstrip("\n")
                if line.strip() == "":
                    continue
                try:
                    d = json.loads(line)
                    assert isinstance(d, dict), "no object"
                    assert set(d) == set(COLUMNS), "keys"
                    assert isinstance(d["name"], str) and d["name"].strip(), "name is wrong"
                    assert isinstance(d["amount"], int) and not isinstance(d["amount"], bool), "amount is no number"
                    assert d["amount"] >= 0, "amount is below zero"
                    assert isinstance(d["note"], str), "note is no text"
                    items.append(Item(**d))
                except (AssertionError, ValueError) as e:
                    problems.append(Problem(path, line_number, str(e), [line]))
    except UnicodeDecodeError:
        raise ValueError(path + " is not UTF-8") from None
    return items, problems


def write_json_lines(path: str, items: Iterable[Item]) -> None:
    """Write items to a JSON Lines file."""
    temporary = path + ".tmp"
    try:
        with open(temporary, "w", encoding="utf-8") as f:
            for item in items:
                print(json.dumps(vars(item)), file=f)
    except BaseException:
        os.remove(temporary)
        raise
    os.replace(temporary, path)


def write_report(path: str, items: list[Item], problems: list[Problem]) -> None:
    """Write a report."""
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"problems": [vars(p) for p in problems], "items": len(items)}, f)


def convert(source: str, target: str, report: str) -> None:
    """Read one file and write two."""
    for path in (source, target):
        if not path.endswith((".csv", ".jsonl")):
            raise ValueError("unknown ending: " + path)
    if source.endswith(".csv"):
        items, problems = read_csv(source)
    else:
        items, problems = read_json_lines(source)
    write_report(report, items, problems)
    if target.endswith(".csv"):
        write_csv(target, items)
    else:
        write_json_lines(target, items)
