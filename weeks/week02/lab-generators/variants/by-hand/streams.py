"""Streams without itertools: loops, and a list of two numbers."""

import functools


def fibonacci():
    pair = [0, 1]
    while True:
        yield pair[0]
        pair = [pair[1], sum(pair)]


def first(count, items):
    iterator = iter(items)
    taken = []
    while len(taken) < count:
        try:
            taken.append(next(iterator))
        except StopIteration:
            break
    return taken


def squares(numbers):
    return [n**2 for n in numbers]


def lengths(words):
    return {w: len(w) for w in words}


def initials(names):
    return {n[:1].capitalize() for n in names if len(n) > 0}


def is_amount(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def amounts(texts):
    return [*map(float, filter(is_amount, texts))]


def product(numbers):
    return functools.reduce(lambda a, b: a * b, numbers, 1)


def errors(lines):
    return (line.removesuffix("\n") for line in lines if line.find("ERROR") != -1)


def numbered(items, start=1):
    yield from enumerate(items, start)


def error_report(lines):
    return map("{0[0]}: {0[1]}".format, numbered(errors(lines)))


class Countdown:
    def __init__(self, start):
        self.numbers = list(range(1, start + 1))

    def __iter__(self):
        return self

    def __next__(self):
        if not self.numbers:
            raise StopIteration()
        return self.numbers.pop()


def longest(lines):
    best = 0
    for length in (len(line) for line in lines):
        best = max(best, length)
    return best


def chunks(items, size):
    if size <= 0:
        raise ValueError(size)

    def pieces():
        iterator = iter(items)
        while piece := first(size, iterator):
            yield piece

    return pieces()
