"""The command line: reads what was typed, has it done, and says what came of it."""

import argparse
import logging
import sys

from manager import TaskError, TaskManager
from models import STATUSES, Task
from storage import StorageError, load, save

FILENAME = "tasks.json"
LOG = "tasks.log"

logger = logging.getLogger("tasks")


def build_parser() -> argparse.ArgumentParser:
    """Describe the four commands and their arguments."""
    parser = argparse.ArgumentParser(description="Keeps a list of tasks.")
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="add a task")
    add.add_argument("title", help="what there is to do, in quotes")
    show = commands.add_parser("list", help="show the tasks")
    show.add_argument("--status", choices=STATUSES, help="only those with this status")
    show.add_argument("--sort", choices=["date"], help="the newest first")
    for command in ("complete", "delete"):
        change = commands.add_parser(command, help=f"{command} a task")
        change.add_argument("id", type=int, help="the number of the task, as list shows it")
    return parser


def set_up_logging() -> None:
    """Send every line of the level INFO and above to tasks.log, if it can be written."""
    logging.raiseExceptions = False  # a full disk is no reason for a traceback
    handler: logging.Handler = logging.NullHandler()
    try:
        handler = logging.FileHandler(LOG, encoding="utf-8")
    except OSError as error:
        print(f"Going on without {LOG}: {error.strerror}.", file=sys.stderr)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", handlers=[handler])


def _show(tasks: list[Task]) -> None:
    """Print a line for each task."""
    for task in tasks:
        print(f"{task.id:>5}  {task.status:<9}  {task.created_at:%Y-%m-%d %H:%M}  {task.title}")


def _change(manager: TaskManager, arguments: argparse.Namespace) -> str:
    """Add, complete or delete a task. Return what was done, in words."""
    if arguments.command == "add":
        task = manager.add(arguments.title)
        return f"Added {task.id}: {task.title}"
    if arguments.command == "complete":
        task = manager.complete(arguments.id)
        return f"Completed {task.id}: {task.title}"
    task = manager.delete(arguments.id)
    return f"Deleted {task.id}: {task.title}"


def _run(arguments: argparse.Namespace) -> None:
    """Do what was asked for, with the tasks in tasks.json."""
    manager = load(FILENAME)
    if arguments.command == "list":
        _show(manager.list_tasks(arguments.status, arguments.sort))
        return
    done = _change(manager, arguments)
    save(manager, FILENAME)
    logger.info(done)
    print(done)


def main() -> int:
    """Run the program. Return its exit status: 0 if it did what was asked for."""
    arguments = build_parser().parse_args()
    set_up_logging()
    try:
        _run(arguments)
    except (TaskError, StorageError) as error:
        logger.error(error)
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0
