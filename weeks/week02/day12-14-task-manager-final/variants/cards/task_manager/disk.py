"""The box on the disk."""

import csv
import io
import json
import os
import pathlib

from task_manager.cards import Box, Card, Problem

WHERE = pathlib.Path("tasks.json")


class DiskProblem(Problem):
    """The disk does not do what it should."""


def read() -> tuple[Box, int]:
    """Return the box, and the number for the next card."""
    try:
        text = WHERE.read_text("utf-8")
    except FileNotFoundError:
        return Box(), 1
    except (OSError, UnicodeError) as error:
        raise DiskProblem(f"{WHERE}: {error}") from error
    try:
        data = json.loads(text)
        box = Box(Card(**card) for card in data["tasks"])
        return box, max([data["next"], *(card.id + 1 for card in box)])
    except (ValueError, TypeError, KeyError):
        raise DiskProblem(f"{WHERE} is damaged, and was left alone.") from None


def write(box: Box, following: int) -> None:
    """Write the box. The old file has its name until the new one is complete."""
    replace(WHERE, json.dumps({"tasks": [card.as_dict() for card in box], "next": following}, ensure_ascii=False))


def export_to_csv(box: Box, path: str) -> None:
    """Write a CSV file, in the same safe way."""
    if pathlib.Path(path).absolute().resolve() == WHERE.resolve():
        raise DiskProblem("This is where the tasks are.")
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["id", "title", "status", "priority", "tags", "due", "created_at"])
    writer.writeheader()
    for card in box:
        writer.writerow({**card.as_dict(), "tags": ";".join(card.tags)})
    replace(path, text.getvalue())


def replace(path: str | pathlib.Path, text: str) -> None:
    """Put a text in the place of a file."""
    beside = f"{path}.new"
    try:
        with open(beside, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(beside, path)
    except OSError as error:
        raise DiskProblem(f"{path} was not written: {error}") from error
