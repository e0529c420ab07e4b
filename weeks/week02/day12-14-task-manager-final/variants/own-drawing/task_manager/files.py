"""Reading and writing."""

import csv
import json
import os
import shutil
from collections.abc import Iterable

from task_manager.task import Refused, Task

NAME = "tasks.json"


class FileRefused(Refused):
    """A file does not do what it should."""


class Shelf:
    """The tasks of a folder."""

    def __init__(self) -> None:
        self.tasks: dict[int, Task] = {}
        self.next = 1
        try:
            with open(NAME, encoding="utf-8") as file:
                data = json.load(file)
            self.tasks = {one["id"]: Task.unpacked(one) for one in data["tasks"]}
            self.next = max([data["next"], *(number + 1 for number in self.tasks)])
        except FileNotFoundError:
            pass
        except Exception as error:
            raise FileRefused(f"{NAME} cannot be used ({type(error).__name__}). Nothing was changed.") from error

    def __getitem__(self, number: int) -> Task:
        if number not in self.tasks:
            raise Refused(f"{number} is no task.")
        return self.tasks[number]

    def put(self, task: Task) -> None:
        """Keep a task, and save all."""
        self.tasks[task.id] = task
        self.next = max(self.next, task.id + 1)
        self.save()

    def save(self) -> None:
        """Save all, through a copy."""
        text = json.dumps({"next": self.next, "tasks": [task.packed() for task in self.tasks.values()]}, indent=2)
        try:
            with open(NAME + "~", "wb") as file:
                file.write(text.encode())
            if os.path.exists(NAME):
                shutil.copymode(NAME, NAME + "~")
            os.replace(NAME + "~", NAME)
        except OSError as error:
            raise FileRefused(f"{NAME}: {error.strerror}") from error


def export_to_csv(filename: str, tasks: Iterable[Task]) -> int:
    """Write the tasks, and return how many."""
    if os.path.exists(filename) and os.path.exists(NAME) and os.path.samefile(filename, NAME):
        raise FileRefused("Not over the tasks.")
    count = 0
    try:
        with open(filename, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for task in tasks:
                row = task.packed() | {"tags": ";".join(task.tags)}
                if not count:
                    writer.writerow(row)
                writer.writerow(row.values())
                count += 1
            if not count:
                writer.writerow(["id", "title", "status", "priority", "tags", "due", "created_at"])
    except OSError as error:
        raise FileRefused(f"{filename}: {error.strerror}") from error
    return count
