"""Tasks for a spreadsheet."""

import csv
from collections.abc import Iterable

from task_manager.errors import FileError
from task_manager.models import Task
from task_manager.storage import to_dict

COLUMNS = ["id", "title", "status", "priority", "tags", "due", "created_at"]


def export_to_csv(tasks: Iterable[Task], filename: str) -> None:
    """Write a CSV file with one row for each task. Spreadsheets know by its first mark that it is UTF-8."""
    try:
        with open(filename, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(to_dict(task) | {"tags": ";".join(task.tags)} for task in tasks)
    except OSError as error:
        raise FileError(f"{filename} cannot be written: {error.strerror}.") from error
