"""Decorators that log, time, retry and remember, and two context managers."""

import functools
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

AnyFunction = Callable[..., Any]

logger = logging.getLogger("decorators")


def log_calls(function: AnyFunction) -> AnyFunction:
    """Log each call: the arguments before it, the answer or the exception after it."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        logger.info("%s is called with %r %r", function.__name__, args, kwargs)
        try:
            answer = function(*args, **kwargs)
        except Exception as error:
            logger.error("%s raised %r", function.__name__, error)
            raise
        logger.info("%s returned %r", function.__name__, answer)
        return answer

    return wrapper


def timed(function: AnyFunction) -> AnyFunction:
    """Log after each call how many seconds it took."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            logger.info("%s took %.6f seconds", function.__name__, time.perf_counter() - start)

    return wrapper


def retry(
    times: int, on: type[Exception] | tuple[type[Exception], ...] = Exception, delay: float = 0.0
) -> Callable[[AnyFunction], AnyFunction]:
    """Call up to so many times, as long as one of the exceptions comes. Wait for the delay in between."""
    if times < 1:
        raise ValueError("At least one try is needed.")

    def decorator(function: AnyFunction) -> AnyFunction:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            for _ in range(times - 1):
                try:
                    return function(*args, **kwargs)
                except on:
                    time.sleep(delay)
            return function(*args, **kwargs)

        return wrapper

    return decorator


def memo(function: AnyFunction) -> AnyFunction:
    """Remember the answer for each set of arguments."""
    answers: dict[Any, Any] = {}

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        key = (args, tuple(sorted(kwargs.items())))
        try:
            is_known = key in answers
        except TypeError:
            return function(*args, **kwargs)
        if not is_known:
            answers[key] = function(*args, **kwargs)
        return answers[key]

    return wrapper


class Stopwatch:
    """Measure in a with statement how many seconds its block takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> "Stopwatch":
        self._start = time.perf_counter()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.seconds = time.perf_counter() - self._start


@contextmanager
def temporary_value(mapping: dict[str, Any], key: str, value: Any) -> Iterator[None]:
    """Give a key another value for one block, and restore the key after it."""
    was_there = key in mapping
    before = mapping.get(key)
    mapping[key] = value
    try:
        yield
    finally:
        if was_there:
            mapping[key] = before
        else:
            mapping.pop(key, None)


def main() -> None:
    """Show the log of a call."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")

    @log_calls
    def add(first: int, second: int) -> int:
        """Add two numbers."""
        return first + second

    add(2, second=3)


if __name__ == "__main__":
    main()
