"""The same calls in turn, in threads and in processes, and a stopwatch that compares them."""

from collections.abc import Callable
from typing import Any, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def in_turn(function: Callable[[Item], Answer], items: list[Item]) -> list[Answer]:
    """Call the function with each item, one after the other."""
    return [function(item) for item in items]


def in_threads(function: Callable[[Item], Answer], items: list[Item]) -> list[Answer]:
    """Call the function with all items at once, in threads."""
    raise NotImplementedError


def in_processes(function: Callable[[Item], Answer], items: list[Item]) -> list[Answer]:
    """Call the function with all items at once, in other processes."""
    raise NotImplementedError


def measure(function: Callable[..., Answer], *arguments: Any) -> tuple[Answer, float, float]:
    """Return what the function answers, the seconds that pass, and the seconds of work by this process."""
    raise NotImplementedError


def race(function: Callable[[Item], Answer], items: list[Item]) -> dict[str, float]:
    """Return the seconds that each of the three ways needs."""
    raise NotImplementedError


def main() -> None:
    """Race a function that works, then one that waits."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
