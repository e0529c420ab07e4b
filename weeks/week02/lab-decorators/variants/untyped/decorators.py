"""No type hints, the root logger, recursion in place of a loop."""

import functools
import logging
import time
from contextlib import ContextDecorator, contextmanager


def log_calls(f):
    @functools.wraps(f)
    def inner(*a, **kw):
        logging.info(f"calling {f.__name__} with {a} and {kw}")
        try:
            result = f(*a, **kw)
        except Exception as e:
            logging.error(f"{f.__name__} raised {e.__class__.__name__}")
            raise e
        logging.info(f"{f.__name__} gave {[result]}")
        return result

    return inner


def timed(f):
    @functools.wraps(f)
    def inner(*a, **kw):
        t = time.perf_counter()
        try:
            result = f(*a, **kw)
        except Exception:
            logging.info(f"{f.__name__} took {round(time.perf_counter() - t, 3)} seconds and failed")
            raise
        logging.info(f"{f.__name__} took {round(time.perf_counter() - t, 3)} seconds")
        return result

    return inner


def retry(times, on=Exception, delay=0):
    if times < 1:
        raise ValueError("times")

    def decorator(f):
        def attempt(n, a, kw):
            if n == 1:
                return f(*a, **kw)
            try:
                return f(*a, **kw)
            except on:
                time.sleep(delay)
                return attempt(n - 1, a, kw)

        @functools.wraps(f)
        def inner(*a, **kw):
            return attempt(times, a, kw)

        return inner

    return decorator


def memo(f):
    inner_answers = {}

    @functools.wraps(f)
    def inner(*a, **kw):
        key = (a, frozenset(kw.items())) if hashable([*a, *kw.values()]) else None
        if key and key in inner_answers:
            return inner_answers[key]
        answer = f(*a, **kw)
        if key:
            inner_answers[key] = answer
        return answer

    return inner


def hashable(things):
    try:
        for thing in things:
            hash(thing)
    except TypeError:
        return False
    return True


class Stopwatch(ContextDecorator):
    seconds = 0

    def __enter__(self):
        self.seconds = -time.perf_counter()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.seconds += time.perf_counter()


@contextmanager
def temporary_value(mapping, key, value):
    if key in mapping:
        old = mapping[key]

        def restore():
            mapping[key] = old
    else:

        def restore():
            if key in mapping:
                del mapping[key]

    mapping[key] = value
    try:
        yield key
    finally:
        restore()


if __name__ == "__main__":
    logging.basicConfig(level="INFO")

    @log_calls
    def hello(*names):
        return "Hello " + " and ".join(names)

    print(hello("Chen", "Dalia"))
