"""The same with exact types; the small tools are built from each other."""

import logging
from collections.abc import Callable, Generator, MutableMapping
from contextlib import contextmanager
from functools import cache, wraps
from time import perf_counter, sleep
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MISSING = object()

logger = logging.getLogger(__name__)


def shown(args: tuple[object, ...], kwargs: dict[str, object]) -> str:
    """Write arguments as they stand in a call."""
    return ", ".join([*map(repr, args), *(f"{name}={value!r}" for name, value in kwargs.items())])


def log_calls(function: Callable[P, R]) -> Callable[P, R]:
    """Log each call."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        logger.info(f"-> {function.__qualname__}({shown(args, kwargs)})")
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            logger.error(f"!! {function.__qualname__}: {type(error).__name__}: {error}")
            raise
        else:
            logger.info(f"<- {function.__qualname__} = {result!r}")
            return result

    return wrapper


class Stopwatch:
    """A watch with a beginning and an end."""

    def __init__(self) -> None:
        self.begin = self.end = 0.0

    @property
    def seconds(self) -> float:
        """How long the last block took."""
        return self.end - self.begin

    def __enter__(self) -> Self:
        self.begin = self.end = perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end = perf_counter()


def timed(function: Callable[P, R]) -> Callable[P, R]:
    """Log the seconds of each call, by a stopwatch."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        watch = Stopwatch()
        try:
            with watch:
                return function(*args, **kwargs)
        finally:
            logger.info(f"{function.__name__}: {watch.seconds:.2f}s")

    return wrapper


def retry(
    times: int, *, on: type[BaseException] | tuple[type[BaseException], ...] = (Exception,), delay: float = 0
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Try again, and say so in the log."""
    if times <= 0:
        raise ValueError(f"{times} tries are too few")

    def decorator(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            attempt = 0
            while True:
                attempt += 1
                try:
                    return function(*args, **kwargs)
                except on as error:
                    if attempt == times:
                        raise
                    logger.warning(f"try {attempt} of {times} failed: {error}")
                    if delay:
                        sleep(delay)

        return wrapper

    return decorator


def memo(function: Callable[P, R]) -> Callable[P, R]:
    """Remember answers, by the cache of the standard library."""
    remembered = cache(function)

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            hash((args, *kwargs.values()))
        except TypeError:
            return function(*args, **kwargs)
        return remembered(*args, **kwargs)  # type: ignore[arg-type]

    return wrapper


@contextmanager
def temporary_value(mapping: MutableMapping[Any, Any], key: Any, value: Any) -> Generator[MutableMapping[Any, Any]]:
    """Lend a key another value; the block is given the mapping."""
    before = mapping.get(key, MISSING)
    try:
        mapping[key] = value
        yield mapping
    finally:
        mapping.pop(key, None)
        if before is not MISSING:
            mapping[key] = before


@log_calls
def greet(name: str, greeting: str = "Hello") -> str:
    """Greet someone."""
    return f"{greeting}, {name}!"


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
    greet("Amina")
    greet("Boris", greeting="Hi")
