"""One calculation after another."""

from utils.math_ops import add, multiply, subtract
from utils.printing import show
from utils.validators import is_number


def calculate(first: str, second: str) -> None:
    """Print what the three operations make of two texts."""
    if is_number(first) and is_number(second):
        show(first, "plus", second, add(float(first), float(second)))
        show(first, "minus", second, subtract(float(first), float(second)))
        show(first, "times", second, multiply(float(first), float(second)))
    else:
        print("These are not two numbers:", first, second)
