"""One dictionary per task, `match` for the commands, a backup for the disk that is full."""

import json
import shutil
from pathlib import Path

FILE = Path("todo.json")


def load():
    """The tasks as [text, done] pairs."""
    if not FILE.exists():
        return []
    tasks = json.loads(FILE.read_bytes())
    for pair in tasks:
        match pair:
            case [str(), bool()]:
                pass
            case _:
                raise ValueError(f"{pair!r} is no task")
    return tasks


def save(tasks):
    """Keep the old file until the new one is complete; put it back if it is not."""
    text = json.dumps(tasks)
    backup = FILE.with_name("todo-backup.json")
    if FILE.exists():
        shutil.copy(FILE, backup)
    try:
        FILE.write_text(text)
    except OSError as problem:
        shutil.copy(backup, FILE)
        print("Error:", problem)


def main():
    """Talk until somebody says quit."""
    try:
        tasks = load()
    except Exception as problem:
        raise SystemExit(f"I do not touch todo.json, because it is broken: {problem}") from None
    print("Hello! You have", len(tasks), "tasks.")
    line = ""
    while line != "quit":
        words = line.split(None, 1)
        match words:
            case []:
                pass
            case ["list"]:
                print(*(f"{n + 1}. [{' x'[task[1]]}] {task[0]}" for n, task in enumerate(tasks)), sep="\n")
            case ["add", text]:
                tasks.append([text, False])
                save(tasks)
            case ["done" | "change" | "remove" as command, rest]:
                number, *text = rest.split(None, 1)
                if number not in map(str, range(1, len(tasks) + 1)):
                    print(f"Error: {number}?")
                elif command == "done":
                    tasks[int(number) - 1][1] = True
                elif command == "remove":
                    tasks.pop(int(number) - 1)
                elif text:
                    tasks[int(number) - 1][0] = text[0]
                else:
                    print("Error: change needs a text.")
                save(tasks)
            case [command, *_]:
                print(f"Error: {command}? Try add, list, done, change, remove, quit.")
        try:
            line = input("todo> ").strip()
        except EOFError:
            line = "quit"


if __name__ == "__main__":
    main()
