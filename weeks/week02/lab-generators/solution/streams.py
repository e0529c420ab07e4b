"""Streams: values that come one by one, and functions that pass them on."""

import operator
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def fibonacci() -> Iterator[int]:
    """Yield 0, 1, 1, 2, 3, 5 and so on, without an end."""
    now, after = 0, 1
    while True:
        yield now
        now, after = after, now + after


def first(count: int, items: Iterable[T]) -> list[T]:
    """Return the first items of a stream, and leave the rest in it."""
    return list(islice(items, count))


def squares(numbers: Iterable[int]) -> list[int]:
    """Return every number times itself."""
    return [number * number for number in numbers]


def lengths(words: Iterable[str]) -> dict[str, int]:
    """Return how long each word is."""
    return {word: len(word) for word in words}


def initials(names: Iterable[str]) -> set[str]:
    """Return the first letters of the names, as capital letters. Empty names have none."""
    return {name[0].upper() for name in names if name}


def is_amount(text: str) -> bool:
    """Say whether a text is a whole number or one with a point."""
    return text.replace(".", "", 1).isdecimal()


def amounts(texts: Iterable[str]) -> list[float]:
    """Return the texts that are amounts, as numbers."""
    return list(map(float, filter(is_amount, texts)))


def product(numbers: Iterable[int]) -> int:
    """Return all numbers multiplied; 1 if there is none."""
    return reduce(operator.mul, numbers, 1)


def errors(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a log that have ERROR in them, without their line breaks."""
    for line in lines:
        if "ERROR" in line:
            yield line.rstrip("\n")


def numbered(items: Iterable[T], start: int = 1) -> Iterator[tuple[int, T]]:
    """Yield every item with its number."""
    number = start
    for item in items:
        yield number, item
        number += 1


def error_report(lines: Iterable[str]) -> Iterator[str]:
    """Yield the errors of a log with their numbers: "1: ERROR disk is full"."""
    for number, line in numbered(errors(lines)):
        yield f"{number}: {line}"


class Countdown:
    """Counts down to 1. It can be gone through once."""

    def __init__(self, start: int) -> None:
        self.left = start

    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        if self.left < 1:
            raise StopIteration
        self.left -= 1
        return self.left + 1


def longest(lines: Iterable[str]) -> int:
    """Return the length of the longest line, 0 if there is none."""
    return max((len(line) for line in lines), default=0)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of this size; the last one may be shorter."""
    if size < 1:
        raise ValueError("A chunk has at least one item.")
    return _chunks(items, size)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
