"""What is installed here?"""

from __future__ import annotations

import importlib.metadata
import sys
from functools import cache
from pathlib import Path

from requests import __version__ as requests_version
from rich import print as show

OUTPUT = Path(__file__).parent / "output.txt"


@cache
def factorial(n: int) -> int:
    if n < 0:
        raise ValueError("no factorial below zero")
    return 1 if n == 0 else n * factorial(n - 1)


def greet(name: str = "world") -> str:
    return f"Hi {name}"


def collect() -> list[str]:
    found = [sys.version, f"{requests_version=}", importlib.metadata.distribution("rich").version]
    if (longest := max(len(line) for line in found)) > 20:
        found.append("-" * longest)
    return [*found, greet(), *(f"{n}! = {factorial(n)}" for n in range(4))]


def main() -> int:
    lines = collect()
    for line in lines:
        show(line)
    OUTPUT.write_text("\n".join(lines), encoding="utf-8")
    show(f"Saved to {OUTPUT.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
