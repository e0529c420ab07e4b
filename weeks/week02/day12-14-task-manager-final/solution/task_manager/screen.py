"""What stands on the screen. Rich leaves the colours out if NO_COLOR is set or nobody looks."""

from collections.abc import Iterable
from datetime import date

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from task_manager.models import Priority, Task
from task_manager.statistics import Statistics

WIDE = 80
STYLES = {Priority.HIGH: "red", Priority.MEDIUM: "yellow", Priority.LOW: "green"}


def show_tasks(tasks: Iterable[Task], today: date) -> None:
    """Print a row for each task. In a narrow window, its details stand below the title."""
    console = Console()
    wide = console.width >= WIDE
    table = Table("id", "task", *(["status", "priority", "due", "tags"] if wide else []), box=box.SIMPLE)
    table.columns[1].overflow = "fold"
    table.columns[1].min_width = 16
    for task in tasks:
        title, details = Text(task.title), _details(task, today)
        if wide:
            table.add_row(str(task.id), title, *details)
        else:
            table.add_row(str(task.id), Text("\n").join([title, Text(" ").join(details)]))
    console.print(table)


def show_statistics(statistics: Statistics) -> None:
    """Print the numbers in a frame, with a bar for what is done."""
    grid = Table.grid(padding=(0, 2))
    grid.add_row("Total", str(statistics.total))
    grid.add_row("Completed", f"{statistics.completed} ({statistics.percentage}%)")
    grid.add_row("", ProgressBar(total=100, completed=statistics.percentage, width=20))
    grid.add_row("Overdue", Text(str(statistics.overdue), style="bold red" if statistics.overdue else ""))
    Console().print(Panel.fit(grid, title="Tasks"))


def _details(task: Task, today: date) -> list[Text]:
    """Return all but the id and the title. As Text, no bracket in it is taken for a colour."""
    overdue = task.is_overdue(today)
    due = f"{task.due}{' overdue' if overdue else ''}" if task.due else ""
    return [
        Text(task.status),
        Text(task.priority, style=STYLES[task.priority]),
        Text(due, style="bold red" if overdue else ""),
        Text(", ".join(task.tags)),
    ]
