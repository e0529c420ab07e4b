"""The three operations, each by way of the others where that is possible."""


def add(*numbers: float) -> float:
    """Return the sum of all numbers."""
    return sum(numbers)


def multiply(a: float, b: float = 1) -> float:
    """Return a times b."""
    return a * b


def subtract(a: float, b: float) -> float:
    """Return a minus b."""
    return add(a, multiply(b, -1))
