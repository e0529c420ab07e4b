"""A copy is made before each save. If the file is broken, the copy is taken."""

import json
import os
import shutil
from datetime import datetime

from manager import TaskManager
from models import Task


class StorageError(Exception):
    """Names the file and the problem."""


def save(manager, filename):
    """Write in place, after a copy was made."""
    rows = []
    for number, task in manager.by_id.items():
        if task is None:
            rows.append([number])
        else:
            rows.append([number, task.title, task.status, task.created_at.timestamp(), task.note])
    text = json.dumps(rows, ensure_ascii=False)
    try:
        if os.path.exists(filename):
            shutil.copyfile(filename, filename + ".bak")
        with open(filename, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as problem:
        raise StorageError(filename + " could not be saved") from problem


def load(filename):
    """Read the file, or its copy."""
    try:
        return _read(filename)
    except FileNotFoundError:
        return TaskManager()
    except OSError as problem:
        raise StorageError(f"{filename}: {problem}") from problem
    except (ValueError, TypeError, IndexError) as problem:
        if os.path.exists(filename + ".bak"):
            os.replace(filename + ".bak", filename)
            return _read(filename)
        raise StorageError(f"{filename} is damaged") from problem


def _read(filename):
    with open(filename, encoding="utf-8") as file:
        rows = json.load(file)
    manager = TaskManager()
    for row in rows:
        manager.by_id[row[0]] = None
        if len(row) > 1:
            number, title, status, moment, note = row
            manager.by_id[number] = Task(number, title, status, datetime.fromtimestamp(moment), note)
    return manager
