"""pathlib, and one line for each task."""

import json
import logging
from pathlib import Path

from manager import TaskManager
from models import Task


class StorageError(ValueError):
    """The file is not usable."""


def save(manager, filename):
    """Write to a neighbour, then swap."""
    path = Path(filename)
    lines = ",\n".join(json.dumps(task.pack()) for task in manager.values())
    neighbour = path.with_name(f".{path.name}.part")
    try:
        neighbour.write_text(f"[{manager.given},\n[{lines}]]\n", encoding="utf-8")
        neighbour.rename(path)
    except OSError as error:
        neighbour.unlink(missing_ok=True) if neighbour.parent.exists() else None
        raise StorageError(f"Could not save to {filename}.") from error


def load(filename):
    """Read what save has written."""
    path = Path(filename)
    if not path.exists():
        logging.getLogger(__name__).debug("no file yet")
        return TaskManager()
    try:
        given, rows = json.loads(path.read_text(encoding="utf-8"))
        return TaskManager(map(Task.unpack, rows), given)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StorageError(f"Could not read {filename}: {error}") from error
