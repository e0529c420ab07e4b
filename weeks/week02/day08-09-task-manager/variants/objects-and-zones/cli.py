"""A class for the program; the log goes to the console, too."""

import argparse
import contextlib
import logging
import sys

from manager import UnknownTask
from rich.console import Console
from rich.table import Table
from storage import StorageError, load, save

log = logging.getLogger("tasks")


class Program:
    """One run."""

    def __init__(self, options):
        self.options = options
        self.manager = load("tasks.json")

    def do_list(self):
        """Show a table."""
        tasks = self.manager.list_tasks(self.options.status, self.options.sort)
        if len(tasks) > 100:
            for task in tasks:
                print(task.id, task.status, task.title, sep="\t")
            return
        table = Table("Id", "Title", "Status")
        for task in tasks:
            table.add_row(str(task.id), task.title, task.status)
        Console().print(table)

    def do_add(self):
        """Add."""
        self.finish(self.manager.add(self.options.title))

    def do_complete(self):
        """Complete."""
        self.finish(self.manager.complete(self.options.id))

    def do_delete(self):
        """Delete."""
        self.finish(self.manager.delete(self.options.id))

    def finish(self, task):
        """Save, log, tell."""
        save(self.manager, "tasks.json")
        log.info("%s: %r", self.options.command, task)
        print(self.options.command, task.id, task.title)


def parser():
    """The parser."""
    shared = argparse.ArgumentParser(prog="tasks")
    shared.add_argument("command", choices=["add", "list", "complete", "delete"])
    shared.add_argument("what", nargs="?")
    shared.add_argument("--status", default="all", choices=["all", "pending", "completed"])
    shared.add_argument("--sort", choices=["date"])
    return shared


def main():
    """Run."""
    handlers = [logging.StreamHandler()]
    with contextlib.suppress(OSError):
        handlers.append(logging.FileHandler("tasks.log"))
    logging.basicConfig(format="%(levelname)s: %(message)s", level="INFO", handlers=handlers)
    options = parser().parse_args()
    options.title = options.what or ""
    try:
        if options.command in ("complete", "delete"):
            options.id = int(options.what or "")
        getattr(Program(options), f"do_{options.command}")()
    except (UnknownTask, StorageError, ValueError) as error:
        log.error(str(error))
        sys.exit(2)
