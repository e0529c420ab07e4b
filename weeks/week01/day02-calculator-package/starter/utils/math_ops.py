# The docstring of this module goes here: what is it for?


def add(first: float, second: float) -> float:
    """Return the sum of two numbers."""


def subtract(first: float, second: float) -> float:
    """Return the first number minus the second."""


def multiply(first: float, second: float) -> float:
    """Return the product of two numbers."""
