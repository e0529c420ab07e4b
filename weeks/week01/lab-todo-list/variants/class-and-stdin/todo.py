"""A to-do list made of objects. Lines come straight from standard input, errors go to standard error."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


class TodoError(Exception):
    """A line that cannot be obeyed."""


class BrokenFileError(Exception):
    """A file that holds no tasks."""


@dataclass
class Task:
    text: str
    done: bool = False

    def __str__(self) -> str:
        return f"[{'x' if self.done else ' '}] {self.text}"


class TodoList:
    """The tasks, and the file that they live in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tasks: list[Task] = []
        if path.exists():
            try:
                self.tasks = [Task(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))["tasks"]]
            except (ValueError, TypeError, KeyError) as error:
                raise BrokenFileError(f"{path} is broken ({error})") from error

    def save(self) -> None:
        second = self.path.with_suffix(".new")
        second.write_text(json.dumps({"tasks": [asdict(task) for task in self.tasks]}), encoding="utf-8")
        os.replace(second, self.path)

    def find(self, word: str) -> Task:
        numbered = {str(number): task for number, task in enumerate(self.tasks, 1)}
        if word not in numbered:
            raise TodoError(f"No task has the number »{word}«.")
        return numbered[word]

    def add(self, text: str) -> None:
        if not text:
            raise TodoError("The text is missing.")
        self.tasks.append(Task(text))

    def done(self, word: str) -> None:
        self.find(word).done = True

    def change(self, rest: str) -> None:
        word, _, text = rest.partition(" ")
        task = self.find(word)
        if not text:
            raise TodoError("The text is missing.")
        task.text = text.strip()

    def remove(self, word: str) -> None:
        gone = self.find(word)
        self.tasks = [task for task in self.tasks if task is not gone]

    def list(self, _: str) -> None:
        for number, task in enumerate(self.tasks, 1):
            print(f"{number}. {task}", flush=True)


def main() -> int:
    try:
        todo = TodoList(Path("todo.json"))
    except BrokenFileError as error:
        print(error, file=sys.stderr)
        return 2
    commands = {"add": todo.add, "list": todo.list, "done": todo.done, "change": todo.change, "remove": todo.remove}
    for line in sys.stdin:
        name, _, rest = line.strip().partition(" ")
        if name == "quit":
            break
        if not name:
            continue
        try:
            if name not in commands:
                raise TodoError(f"Unknown: {name}")
            commands[name](rest.strip())
            todo.save()
        except TodoError as error:
            print(f"Error: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
