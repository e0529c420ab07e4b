"""Shows which Python and which libraries this program runs with, and keeps that in output.txt."""

import platform
from importlib.metadata import version

import requests
import rich


def factorial(n: int) -> int:
    """Return the product of all whole numbers from 1 to n."""
    if n < 0:
        raise ValueError(f"{n} is below zero, so it has no factorial.")
    product = 1
    for number in range(2, n + 1):
        product *= number
    return product


def greet(name: str) -> str:
    """Return a greeting with the name in it."""
    return f"Hello, {name}! Your set-up:"


def main() -> None:
    """Print what is found, and write the same to output.txt."""
    n = 1
    while (product := factorial(n)) < 1_000_000:
        n += 1
    lines = [
        greet("Amina"),
        f"Python {platform.python_version()}",
        f"The first factorial above a million is that of {n}: {product:,}",
    ]
    for library in (requests, rich):
        name = library.__name__
        lines.append(f"{name} {version(name)}")
    report = "\n".join(lines)
    rich.print(report)
    with open("output.txt", "w", encoding="utf-8") as file:
        file.write(report + "\n")


if __name__ == "__main__":
    main()
