"""Decorators that log, time, retry and remember, and two context managers."""

import logging
from collections.abc import Callable
from typing import Any

AnyFunction = Callable[..., Any]  # the type hint of a function with any parameters and any answer

logger = logging.getLogger("decorators")


def log_calls(function: AnyFunction) -> AnyFunction:
    """Log each call: the arguments before it, the answer or the exception after it."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        """Log, call the function, and return its answer."""

    return wrapper


def timed(function: AnyFunction) -> AnyFunction:
    """Log after each call how many seconds it took."""
    raise NotImplementedError


def retry(
    times: int, on: type[Exception] | tuple[type[Exception], ...] = Exception, delay: float = 0.0
) -> Callable[[AnyFunction], AnyFunction]:
    """Call up to so many times, as long as one of the exceptions comes. Wait for the delay in between."""
    raise NotImplementedError


def memo(function: AnyFunction) -> AnyFunction:
    """Remember the answer for each set of arguments."""
    raise NotImplementedError


class Stopwatch:
    """Measure in a with statement how many seconds its block takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> "Stopwatch":
        raise NotImplementedError

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        raise NotImplementedError


def temporary_value(mapping: dict[str, Any], key: str, value: Any) -> Any:
    """Give a key another value for one block, and restore the key after it."""
    raise NotImplementedError


def main() -> None:
    """Show the log of a call."""


if __name__ == "__main__":
    main()
