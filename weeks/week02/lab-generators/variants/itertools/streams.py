"""Streams made of ready parts."""

import math
import operator
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import accumulate, count, islice, repeat, takewhile


def fibonacci() -> Iterator[int]:
    for a, _ in accumulate(repeat(None), lambda pair, _: (pair[1], pair[0] + pair[1]), initial=(0, 1)):
        yield a


def first(count: int, items: Iterable[object]) -> list[object]:
    return [item for _, item in zip(range(count), items, strict=False)]


def squares(numbers: Iterable[int]) -> list[int]:
    return [math.prod((number, number)) for number in numbers]


def lengths(words: Iterable[str]) -> dict[str, int]:
    return {word: sum(1 for _ in word) for word in words}


def initials(names: Iterable[str]) -> set[str]:
    return {first_letter.upper() for first_letter in (name[:1] for name in names) if first_letter}


def is_amount(text: str) -> bool:
    return text.count(".") < 2 and text.strip(".").replace(".", "").isdigit()


def amounts(texts: Iterable[str]) -> list[float]:
    picked = filter(is_amount, texts)
    return list(map(float, picked))


def product(numbers: Iterable[int]) -> int:
    return reduce(operator.mul, numbers, 1)


def errors(lines: Iterable[str]) -> Iterator[str]:
    yield from (line.removesuffix("\n") for line in filter(lambda line: "ERROR" in line, lines))


def numbered(items: Iterable[object], start: int = 1) -> Iterator[tuple[int, object]]:
    return zip(count(start), items, strict=False)


def error_report(lines: Iterable[str]) -> Iterator[str]:
    return (f"{number}: {line}" for number, line in numbered(errors(lines)))


class Countdown(Iterator[int]):
    def __init__(self, start: int) -> None:
        self._source = takewhile(lambda number: number > 0, range(start, -1, -1))

    def __next__(self) -> int:
        return next(self._source)


def longest(lines: Iterable[str]) -> int:
    return reduce(max, (len(line) for line in lines), 0)


def chunks(items: Iterable[object], size: int) -> Iterator[list[object]]:
    if size < 1:
        raise TypeError("size must be 1 or more")
    source = iter(items)
    return iter(lambda: list(islice(source, size)), [])
