"""A class for each command; all have the same two methods."""

import argparse
import contextlib
import logging
import sys
from abc import ABC, abstractmethod
from datetime import date, datetime

from task_manager import drawing
from task_manager.files import Shelf, export_to_csv
from task_manager.task import Priority, Refused, Task, now

NAMES = [priority.name.lower() for priority in Priority]


class Command(ABC):
    """Something that can be asked for."""

    name = ""

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments; most commands take an id."""
        parser.add_argument("id", type=int)

    @abstractmethod
    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Do it, and return what to say."""


class Add(Command):
    """A new task."""

    name = "add"

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """A title and options."""
        parser.add_argument("title")
        options(parser)

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Add it."""
        task = Task(shelf.next, asked.title.strip(), now()).changed(**wishes(asked))
        shelf.put(task)
        return f"{task.id}. {task.title}"


class Edit(Command):
    """Another title, or something else."""

    name = "edit"

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """An id and options."""
        super().describe(parser)
        parser.add_argument("--title")
        options(parser)

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Change it."""
        shelf.put(shelf[asked.id].changed(title=asked.title, **wishes(asked)))
        return f"edited: {shelf[asked.id].title}"


class Complete(Command):
    """Done."""

    name = "complete"

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Complete it."""
        shelf.put(shelf[asked.id].changed(done=True))
        return f"done: {shelf[asked.id].title}"


class Delete(Command):
    """Away with it."""

    name = "delete"

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Delete it."""
        title = shelf[asked.id].title
        del shelf.tasks[asked.id]
        shelf.save()
        return f"deleted: {title}"


class List(Command):
    """What there is."""

    name = "list"

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Filters and an order."""
        parser.add_argument("--status", choices=["pending", "completed"])
        parser.add_argument("--priority", choices=NAMES)
        parser.add_argument("--tag")
        parser.add_argument("--sort", choices=["date", "priority"])

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Print it."""
        tasks = iter(shelf.tasks.values())
        if asked.status:
            tasks = filter(lambda task: task.status == asked.status, tasks)
        if asked.priority:
            tasks = filter(lambda task: task.priority == Priority.named(asked.priority), tasks)
        if asked.tag:
            tasks = filter(lambda task: asked.tag in task.tags, tasks)
        if asked.sort == "priority":
            tasks = iter(sorted(tasks, key=lambda task: task.priority))
        if asked.sort == "date":
            tasks = iter(sorted(tasks, key=lambda task: now() - task.created_at))
        for task in tasks:
            drawing.draw(task)
        return ""


class Stats(Command):
    """Numbers."""

    name = "stats"

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Nothing to say."""

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Count."""
        del asked
        tasks = shelf.tasks.values()
        done = [task for task in tasks if task.done]
        share = 100 * len(done) / len(tasks) if tasks else 0
        late = sum(task.overdue for task in tasks)
        return f"Tasks in total: {len(tasks)}\nCompleted: {len(done)} of them, {share:.1f} %\nOverdue: {late}"


class Export(Command):
    """For the spreadsheet."""

    name = "export"

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file")

    def run(self, shelf: Shelf, asked: argparse.Namespace) -> str:
        """Write."""
        return f"{export_to_csv(asked.file, shelf.tasks.values())} tasks written"


def options(parser: argparse.ArgumentParser) -> None:
    """Name what a task can have."""
    parser.add_argument("--priority", choices=NAMES)
    parser.add_argument("--tag", action="append")
    parser.add_argument("--due")


def wishes(asked: argparse.Namespace) -> dict[str, object]:
    """Return what was asked for, in our own types."""
    due: date | None = None
    if asked.due is not None:
        try:
            due = datetime.strptime(asked.due, "%Y-%m-%d").date()
        except ValueError as error:
            raise Refused(f"{asked.due} is no day.") from error
    priority = Priority.named(asked.priority) if asked.priority else None
    return {"priority": priority, "due": due, "tags": tuple(asked.tag) if asked.tag else None}


def main() -> None:
    """Find the command and run it."""
    parser = argparse.ArgumentParser(prog="tasks")
    parser.add_argument("--version", action="version", version="%(prog)s 1.0.0")
    known = parser.add_subparsers(required=True)
    for kind in (Add, Edit, Complete, Delete, List, Stats, Export):
        sub = known.add_parser(kind.name, help=kind.__doc__)
        kind().describe(sub)
        sub.set_defaults(kind=kind)
    asked = parser.parse_args()
    logger = logging.getLogger("tasks")
    logger.setLevel(logging.INFO)
    with contextlib.suppress(OSError):
        handler = logging.FileHandler("tasks.log", encoding="utf-8")
        handler.setFormatter(logging.Formatter("{asctime} [{levelname}] {message}", style="{"))
        logger.addHandler(handler)
    try:
        said = asked.kind().run(Shelf(), asked)
    except Refused as refusal:
        logger.error(str(refusal)) if logger.handlers else None
        sys.exit(f"Refused. {refusal}")
    if said:
        logger.info(said)
        print(said)
