"""Two jobs: one that works, one that waits."""

import time

COUNT = 2_000_000
NAP = 0.2


def count_down(number: int) -> int:
    """Keep a core busy: nothing but Python code."""
    while number > 0:
        number -= 1
    return number


def nap(seconds: float) -> float:
    """Wait, as for an answer from far away."""
    time.sleep(seconds)
    return seconds
