"""What leaves the program: a CSV file."""

import csv
from typing import Any

from .book import Book


def export_to_csv(book: Book, target: Any) -> None:
    """Write all tasks, the newest column last."""
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    names = ["id", "created_at", "title", "tags", "due", "priority", "status", "notes"]
    writer.writerow(names)
    for task in book:
        cells = {**task, "tags": ";".join(task["tags"])}
        writer.writerow([cells.get(name) for name in names])
