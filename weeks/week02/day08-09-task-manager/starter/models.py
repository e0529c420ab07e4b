"""What a task is."""

from dataclasses import dataclass


@dataclass
class Task:
    """Something to do, with an id, a title, a status, and the moment at which it was created."""
