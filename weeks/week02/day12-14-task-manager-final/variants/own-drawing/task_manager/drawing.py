"""Colours and lines, by hand."""

import os
import shutil
import sys
import textwrap

from task_manager.task import Priority, Task

CODES = {Priority.HIGH: "91", Priority.MEDIUM: "93", Priority.LOW: "38;5;34"}


def coloured(text: str, code: str) -> str:
    """Return the text in a colour, where there are colours."""
    wanted = (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")) and not os.environ.get("NO_COLOR")
    return f"\x1b[{code}m{text}\x1b[0m" if wanted else text


def draw(task: Task) -> None:
    """Print a task in one line, or in several if there is no room."""
    width = shutil.get_terminal_size().columns
    facts = [
        task.priority.name.lower(),
        task.status,
        str(task.due or ""),
        "overdue" if task.overdue else "",
        *task.tags,
    ]
    line = f"{task.id:>3}. {task.title} | {' '.join(filter(None, facts))}"
    if len(line) <= width:
        print(coloured(line, CODES[task.priority]))
        return
    for number, part in enumerate(textwrap.wrap(f"{task.title} | {' '.join(filter(None, facts))}", width - 5)):
        print(coloured(f"{'' if number else f'{task.id}.':>4} {part}", CODES[task.priority]))
