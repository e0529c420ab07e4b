"""A to-do list in the terminal. It keeps its tasks in todo.json."""

from typing import Any

FILENAME = "todo.json"
Task = dict[str, Any]  # "text": what is to be done, "done": whether it is


def load_tasks(filename: str) -> list[Task]:
    """Read the tasks. Without a file there are none; a broken file raises ValueError."""
    return []  # Open the file and return what is in it.


def save_tasks(tasks: list[Task], filename: str) -> None:
    """Write all tasks."""


def show_tasks(tasks: list[Task]) -> None:
    """Print a line for each task."""
    # For each task: its number, [ ] or [x], and its text.


def place_of(tasks: list[Task], number: str) -> int:
    """Return the place in the list of the task with this number. Raise ValueError if there is none."""
    return int(number) - 1  # Which texts are no number? Which numbers are not in the list?


def change_tasks(tasks: list[Task], command: str, rest: str) -> None:
    """Do what the command asks for. Raise ValueError if that makes no sense."""
    # One branch each for add, done, change and remove, and one for everything else.


def needed(text: str) -> str:
    """Return a text without spaces at its ends. Raise ValueError if nothing is left."""
    return text.strip()


def main() -> None:
    """Read one line after the other, and do what it says."""
    tasks = load_tasks(FILENAME)
    # Loop: read a line, split it into its first word and the rest.
    # quit ends the loop, list shows the tasks, everything else changes and saves them.
    show_tasks(tasks)


if __name__ == "__main__":
    main()
