"""Streams: values that come one by one, and functions that pass them on."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def fibonacci() -> Iterator[int]:
    """Yield 0, 1, 1, 2, 3, 5 and so on, without an end."""
    yield 0


def first(count: int, items: Iterable[T]) -> list[T]:
    """Return the first items of a stream, and leave the rest in it."""
    return []


def squares(numbers: Iterable[int]) -> list[int]:
    """Return every number times itself."""
    return []


def lengths(words: Iterable[str]) -> dict[str, int]:
    """Return how long each word is."""
    return {}


def initials(names: Iterable[str]) -> set[str]:
    """Return the first letters of the names, as capital letters. Empty names have none."""
    return set()


def is_amount(text: str) -> bool:
    """Say whether a text is a whole number or one with a point."""
    return text.replace(".", "", 1).isdecimal()


def amounts(texts: Iterable[str]) -> list[float]:
    """Return the texts that are amounts, as numbers."""
    return []


def product(numbers: Iterable[int]) -> int:
    """Return all numbers multiplied; 1 if there is none."""
    return 0


def errors(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a log that have ERROR in them, without their line breaks."""
    yield ""


def numbered(items: Iterable[T], start: int = 1) -> Iterator[tuple[int, T]]:
    """Yield every item with its number."""
    return iter([])


def error_report(lines: Iterable[str]) -> Iterator[str]:
    """Yield the errors of a log with their numbers: "1: ERROR disk is full"."""
    yield ""


class Countdown:
    """Counts down to 1. It can be gone through once."""

    def __init__(self, start: int) -> None:
        self.left = start

    # Two more methods make it an iterator.


def longest(lines: Iterable[str]) -> int:
    """Return the length of the longest line, 0 if there is none."""
    return -1


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of this size; the last one may be shorter."""
    return iter([])
