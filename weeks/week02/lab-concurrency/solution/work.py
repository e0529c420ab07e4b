"""The same calls in turn, in threads and in processes, and a stopwatch that compares them."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, TypeVar

from jobs import COUNT, NAP, count_down, nap

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def in_turn(function: Callable[[Item], Answer], items: list[Item]) -> list[Answer]:
    """Call the function with each item, one after the other."""
    return [function(item) for item in items]


def in_threads(function: Callable[[Item], Answer], items: list[Item]) -> list[Answer]:
    """Call the function with all items at once, in threads."""
    if not items:
        return []
    with ThreadPoolExecutor(max_workers=len(items)) as pool:
        return list(pool.map(function, items))


def in_processes(function: Callable[[Item], Answer], items: list[Item]) -> list[Answer]:
    """Call the function with all items at once, in other processes."""
    if not items:
        return []
    with ProcessPoolExecutor(max_workers=len(items)) as pool:
        return list(pool.map(function, items))


def measure(function: Callable[..., Answer], *arguments: Any) -> tuple[Answer, float, float]:
    """Return what the function answers, the seconds that pass, and the seconds of work by this process."""
    clock, worked = time.perf_counter(), time.process_time()
    answer = function(*arguments)
    return answer, time.perf_counter() - clock, time.process_time() - worked


def race(function: Callable[[Item], Answer], items: list[Item]) -> dict[str, float]:
    """Return the seconds that each of the three ways needs."""
    ways = {"in turn": in_turn, "in threads": in_threads, "in processes": in_processes}
    return {name: measure(way, function, items)[1] for name, way in ways.items()}


def main() -> None:
    """Race a function that works, then one that waits."""
    for way, seconds in race(count_down, [COUNT, COUNT]).items():
        print(f"counting {way}: {seconds:.2f} s")
    for way, seconds in race(nap, [NAP, NAP]).items():
        print(f"waiting {way}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
