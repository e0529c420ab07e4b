"""A small calculator in one file."""


def add(first: float, second: float) -> float:
    """Return the sum of two numbers."""
    return first + second


def subtract(first: float, second: float) -> float:
    """Return the first number minus the second."""
    return first - second


def main() -> None:
    """Show two calculations."""
    print(add(6, 1.5))
    print(subtract(6, 1.5))


if __name__ == "__main__":
    main()
