"""Shows the same tasks in different orders: python demo.py"""

from collections.abc import Iterable
from datetime import datetime

from manager import TaskManager
from models import Task
from sorters import DateSorter, PrioritySorter, Sorter


class _TitleSorter:
    """From A to Z."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return sorted(tasks, key=lambda task: task.title.casefold())


def main() -> None:
    """Print the tasks once for each sorter."""
    tasks = [
        Task(1, "Water the beans", created_at=datetime(2026, 1, 5, 9, 30)),
        Task(2, "Mend the roof", created_at=datetime(2026, 1, 7, 16, 0), priority="high"),
        Task(3, "Call Boris", created_at=datetime(2026, 1, 9, 12, 15), priority="low"),
    ]
    sorters: dict[str, Sorter] = {
        "The newest first": DateSorter(),
        "The most urgent first": PrioritySorter(),
        "From A to Z": _TitleSorter(),
    }
    for heading, sorter in sorters.items():
        print(heading)
        for task in TaskManager(tasks, sorter=sorter):
            print(f"  {task}")


if __name__ == "__main__":
    main()
