"""Stock lists: quotes by hand, bytes, one letter after the other."""

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
    """A row that could not be used."""

    file: str
    line: int
    reason: str
    cells: list[str]


def _load(path: str) -> str:
    with open(path, "rb") as file:
        data = file.read()
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ValueError("cannot read " + path) from error


def _save(path: str, text: str) -> None:
    data = text.encode("utf-8")
    try:
        with open(path + "~", "wb") as file:
            file.write(data)
    except OSError:
        os.unlink(path + "~")
        raise
    os.rename(path + "~", path)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    cells: list[str] = []
    cell, quoted, line, start, place = "", False, 1, 1, 0
    while place < len(text):
        sign = text[place]
        if sign == "\n":
            line += 1
        if quoted:
            if sign != '"':
                cell += sign
            elif text[place + 1 : place + 2] == '"':
                cell += '"'
                place += 1
            else:
                quoted = False
        elif sign == '"':
            quoted = True
        elif sign == ",":
            cells.append(cell)
            cell = ""
        elif sign == "\n":
            if cells or cell:
                found.append((start, [*cells, cell]))
            cells, cell, start = [], "", line
        elif sign != "\r":
            cell += sign
        place += 1
    if cells or cell:
        found.append((start, [*cells, cell]))
    return found


def read_csv(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a CSV file, and its bad rows."""
    rows = _rows(_load(path))
    if not rows or sorted(rows[0][1]) != sorted(COLUMNS):
        raise ValueError("no header in " + path)
    places = [rows[0][1].index(column) for column in COLUMNS]
    items, problems = [], []
    for line, cells in rows[1:]:
        if len(cells) != 3:
            problems.append(Problem(path, line, "three cells are needed", cells))
            continue
        name, amount, note = (cells[place] for place in places)
        if name.isspace() or name == "":
            problems.append(Problem(path, line, "no name", cells))
        elif amount == "" or any(sign not in "0123456789" for sign in amount):
            problems.append(Problem(path, line, "bad amount", cells))
        else:
            items.append(Item(name, int(amount), note))
    return items, problems


def write_csv(path: str, items: Iterable[Item]) -> None:
    """Write items to a CSV file."""
    lines = [",".join(COLUMNS)]
    for item in items:
        cells = (item.name, str(item.amount), item.note)
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    _save(path, "\n".join(lines) + "\n")


def read_json_lines(path: str) -> tuple[list[Item], list[Problem]]:
    """Return the items of a JSON Lines file, and its bad lines."""
    items: list[Item] = []
    problems: list[Problem] = []
    for number, line in enumerate(_load(path).split("\n"), 1):
        if not line or line.isspace():
            continue
        reason = ""
        try:
            row = json.loads(line)
        except ValueError:
            reason = "not JSON"
        else:
            if type(row) is not dict or len(row) != 3 or any(column not in row for column in COLUMNS):
                reason = "wrong keys"
            elif [type(row[column]) for column in COLUMNS] != [str, int, str] or row["amount"] < 0:
                reason = "name, amount or note is of the wrong kind"
            elif not row["name"].strip():
                reason = "no name"
        if reason:
            problems.append(Problem(path, number, reason, [line]))
        else:
            items.append(Item(row["name"], row["amount"], row["note"]))
    return items, problems


def write_json_lines(path: str, items: Iterable[Item]) -> None:
    """Write items to a JSON Lines file."""
    text = ""
    for item in items:
        text += json.dumps(asdict(item)) + "\n"
    _save(path, text)


def write_report(path: str, items: list[Item], problems: list[Problem]) -> None:
    """Write a report."""
    told = [{"file": p.file, "line": p.line, "reason": p.reason, "cells": p.cells} for p in problems]
    _save(path, json.dumps({"items": len(items), "problems": told}))


def convert(source: str, target: str, report: str) -> None:
    """Read one file and write two."""
    for path in source, target:
        if os.path.splitext(path)[1] not in {".csv", ".jsonl"}:
            raise ValueError(path)
    items, problems = (read_csv if source.endswith("csv") else read_json_lines)(source)
    write_report(report, items, problems)
    (write_csv if target.endswith("csv") else write_json_lines)(target, items)
