"""A to-do list in the terminal. It keeps its tasks in todo.json."""

import json
import os
import sys
from typing import Any

FILENAME = "todo.json"
Task = dict[str, Any]  # "text": what is to be done, "done": whether it is


def load_tasks(filename: str) -> list[Task]:
    """Read the tasks. Without a file there are none; a broken file raises ValueError."""
    try:
        with open(filename, encoding="utf-8") as file:
            return [{"text": task["text"], "done": task["done"]} for task in json.load(file)]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{filename} holds no to-do list: {error}") from error


def save_tasks(tasks: list[Task], filename: str) -> None:
    """Write all tasks. Until all of them are written, the old file stays."""
    unfinished = f"{filename}.tmp"
    with open(unfinished, "w", encoding="utf-8") as file:
        json.dump(tasks, file, ensure_ascii=False, indent=2)
    os.replace(unfinished, filename)


def show_tasks(tasks: list[Task]) -> None:
    """Print a line for each task."""
    for number, task in enumerate(tasks, 1):
        mark = "x" if task["done"] else " "
        print(f"{number}. [{mark}] {task['text']}")


def place_of(tasks: list[Task], number: str) -> int:
    """Return the place in the list of the task with this number. Raise ValueError if there is none."""
    if not number.isdecimal():
        raise ValueError(f"a task is named by its number, and {number!r} is none.")
    if not 1 <= int(number) <= len(tasks):
        raise ValueError(f"there is no task {number}.")
    return int(number) - 1


def change_tasks(tasks: list[Task], command: str, rest: str) -> None:
    """Do what the command asks for. Raise ValueError if that makes no sense."""
    number, _, text = rest.partition(" ")
    if command == "add":
        tasks.append({"text": needed(rest), "done": False})
    elif command == "done":
        tasks[place_of(tasks, rest)]["done"] = True
    elif command == "change":
        tasks[place_of(tasks, number)]["text"] = needed(text)
    elif command == "remove":
        del tasks[place_of(tasks, rest)]
    else:
        raise ValueError(f"there is no command {command}. Try add, list, done, change, remove or quit.")


def needed(text: str) -> str:
    """Return a text without spaces at its ends. Raise ValueError if nothing is left."""
    if not text.strip():
        raise ValueError("a task needs a text.")
    return text.strip()


def main() -> None:
    """Read one line after the other, and do what it says."""
    try:
        tasks = load_tasks(FILENAME)
    except ValueError as error:
        sys.exit(f"{error}. Look at the file, or move it away.")
    while True:
        try:
            command, _, rest = input("> ").strip().partition(" ")
        except EOFError:
            break
        if command == "quit":
            break
        if command == "list":
            show_tasks(tasks)
        elif command:
            try:
                change_tasks(tasks, command, rest.strip())
                save_tasks(tasks, FILENAME)
            except (ValueError, OSError) as error:
                print(f"Error: {error}")


if __name__ == "__main__":
    main()
