"""The same with objects that can be called, in place of functions in functions."""

import functools
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

AnyFunction = Callable[..., Any]

logger = logging.getLogger("calls")


class Wrapped:
    """A function with something around it."""

    def __init__(self, function: AnyFunction) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.label = function.__name__


class log_calls(Wrapped):  # noqa: N801
    """Log each call."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        logger.info("call %s args=%s kwargs=%s", self.label, args, kwargs)
        try:
            answer = self.function(*args, **kwargs)
        except Exception:
            logger.exception("%s failed", self.label)
            raise
        logger.info("done %s: %r", self.label, answer)
        return answer


class timed(Wrapped):  # noqa: N801
    """Log the seconds of each call."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with Stopwatch(self.label):
            return self.function(*args, **kwargs)


class retry:  # noqa: N801
    """Try again."""

    def __init__(self, times: int, on: Any = Exception, delay: float = 0) -> None:
        if times < 1:
            raise ValueError("times must be 1 or more")
        self.times, self.on, self.delay = times, on, delay

    def __call__(self, function: AnyFunction) -> AnyFunction:
        @functools.wraps(function)
        def again(*args: Any, **kwargs: Any) -> Any:
            for left in reversed(range(self.times)):
                try:
                    return function(*args, **kwargs)
                except self.on:
                    if not left:
                        raise
                time.sleep(self.delay)
            return None

        return again


class memo(Wrapped):  # noqa: N801
    """Remember answers."""

    def __init__(self, function: AnyFunction) -> None:
        super().__init__(function)
        self.known: dict[Any, Any] = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key = args, frozenset(kwargs.items()) if self._fits(args, kwargs) else None
        if key[1] is None:
            return self.function(*args, **kwargs)
        if key not in self.known:
            self.known[key] = self.function(*args, **kwargs)
        return self.known[key]

    @staticmethod
    def _fits(args: Any, kwargs: Any) -> bool:
        try:
            hash((args, tuple(kwargs.values())))
        except TypeError:
            return False
        return True


class Stopwatch:
    """Measure a block; with a name, log it, too."""

    seconds: float = 0

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __enter__(self) -> "Stopwatch":
        self.start = time.perf_counter()
        return self

    def __exit__(self, *details: object) -> bool:
        self.seconds = time.perf_counter() - self.start
        if self.name:
            logger.info("%s %s", self.name, self.seconds)
        return False


@contextmanager
def temporary_value(mapping: dict[str, Any], key: str, value: Any) -> Iterator[None]:
    """Change a key for one block."""
    old = {key: mapping[key]} if key in mapping else {}
    mapping.update({key: value})
    try:
        yield
    finally:
        if not old and key in mapping:
            del mapping[key]
        mapping.update(old)


def main() -> None:
    """Show a call that fails, too."""
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(levelname)s %(message)s")

    @log_calls
    @retry(2, on=ZeroDivisionError)
    def divide(first: float, second: float) -> float:
        return first / second

    divide(6, 3)
    try:
        divide(1, 0)
    except ZeroDivisionError:
        logger.warning("no")


if __name__ == "__main__":
    main()
