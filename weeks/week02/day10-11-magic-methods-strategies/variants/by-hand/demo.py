"""Shows tasks in three orders, the first one twice."""

from datetime import datetime

from manager import TaskManager
from models import Task
from sorters import DateSorter, PrioritySorter, Sorter

tasks = [
    Task(number, title, created_at=datetime(2026, 2, day), priority=priority)
    for number, title, day, priority in [
        (1, "Bake bread", 3, "low"),
        (2, "Sweep the yard", 1, "high"),
        (3, "Buy milk", 2, "medium"),
        (4, "Call Chen", 4, "medium"),
    ]
]
for sorter in (DateSorter(), PrioritySorter(), Sorter(lambda task: len(task.title)), DateSorter()):
    print("-" * 20)
    print(*TaskManager(tasks, sorter), sep="\n")
    print("-" * 20)
