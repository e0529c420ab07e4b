"""The command line: reads what was typed, has it done, and says what came of it."""

import argparse
import logging
import os
import sys
from datetime import date

from task_manager import __version__
from task_manager.errors import FileError, TaskManagerError
from task_manager.export import export_to_csv
from task_manager.manager import TaskManager
from task_manager.models import Priority, Status, Task
from task_manager.screen import show_statistics, show_tasks
from task_manager.sorters import SORTERS
from task_manager.statistics import count
from task_manager.storage import load, save

FILENAME = "tasks.json"
LOG = "tasks.log"

logger = logging.getLogger("tasks")


def build_parser() -> argparse.ArgumentParser:
    """Describe the commands and their arguments."""
    parser = argparse.ArgumentParser(prog="main.py", description="Keeps a list of tasks.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)

    add = commands.add_parser("add", help="add a task")
    add.add_argument("title", help="what there is to do, in quotes")
    edit = commands.add_parser("edit", help="change a task; what is not given stays as it is")
    edit.add_argument("id", type=int)
    edit.add_argument("--title")
    for command in (add, edit):
        command.add_argument("--priority", choices=list(Priority), type=Priority)
        command.add_argument("--tag", action="append", help="may be given several times")
        command.add_argument("--due", type=_day, help="a day, such as 2026-01-31")

    for name in ("complete", "delete"):
        commands.add_parser(name, help=f"{name} a task").add_argument("id", type=int)

    show = commands.add_parser("list", help="show the tasks")
    show.add_argument("--status", choices=list(Status))
    show.add_argument("--priority", choices=list(Priority))
    show.add_argument("--tag")
    show.add_argument("--sort", choices=list(SORTERS))
    commands.add_parser("stats", help="show the tasks in numbers")
    commands.add_parser("export", help="write the tasks to a CSV file").add_argument("file")
    return parser


def main() -> int:
    """Run the program. Return its exit status: 0 if it did what was asked for."""
    arguments = build_parser().parse_args()
    _set_up_logging()
    try:
        _run(arguments)
    except TaskManagerError as error:
        logger.error(error)
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def _run(arguments: argparse.Namespace) -> None:
    """Do what was asked for, with the tasks in tasks.json."""
    manager = load(FILENAME)
    if arguments.command == "list":
        tasks = manager.select(arguments.status, arguments.priority, arguments.tag)
        show_tasks(SORTERS[arguments.sort].sort(tasks) if arguments.sort else tasks, date.today())
    elif arguments.command == "stats":
        show_statistics(count(manager, date.today()))
    elif arguments.command == "export":
        _export(manager, arguments.file)
    else:
        done, task = _change(manager, arguments)
        save(manager, FILENAME)
        logger.info("%s %s: %s", done, task.id, task.title)
        print(f"{done} {task.id}: {task.title}")


def _change(manager: TaskManager, arguments: argparse.Namespace) -> tuple[str, Task]:
    """Change a task. Return what was done, and the task."""
    if arguments.command == "add":
        priority = arguments.priority or Priority.MEDIUM
        return "Added", manager.add(arguments.title, priority, arguments.tag or [], arguments.due)
    if arguments.command == "edit":
        task = manager.edit(arguments.id, arguments.title, arguments.priority, arguments.tag, arguments.due)
        return "Changed", task
    if arguments.command == "complete":
        return "Completed", manager.complete(arguments.id)
    return "Deleted", manager.delete(arguments.id)


def _export(manager: TaskManager, filename: str) -> None:
    """Write the CSV file, anywhere but over the tasks themselves."""
    if os.path.realpath(filename) == os.path.realpath(FILENAME):
        raise FileError(f"{filename} holds your tasks. Choose another name.")
    export_to_csv(manager, filename)
    print(f"Exported {len(manager)} tasks to {filename}.")


def _day(text: str) -> date:
    """Return the day that was typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day, such as 2026-01-31") from None


def _set_up_logging() -> None:
    """Send every line of the level INFO and above to tasks.log, if it can be written."""
    handler: logging.Handler = logging.NullHandler()
    try:
        handler = logging.FileHandler(LOG, encoding="utf-8")
    except OSError as error:
        print(f"Going on without {LOG}: {error.strerror}.", file=sys.stderr)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", handlers=[handler])
