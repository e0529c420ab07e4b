"""A small calculator, put together from the modules in utils."""

import random

from utils.math_ops import add
from utils.validators import is_number


def main() -> None:
    """Add two random numbers."""
    text = str(random.randint(1, 6))
    if is_number(text):
        print(add(float(text), 2))


if __name__ == "__main__":
    main()
