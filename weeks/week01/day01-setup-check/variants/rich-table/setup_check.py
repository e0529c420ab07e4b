import sys
from importlib.metadata import version

import requests  # noqa: F401
from rich.console import Console
from rich.table import Table


def factorial(n: "int") -> "int":
    match n:
        case 0 | 1:
            return 1
        case _ if n < 0:
            raise ValueError(n)
        case _:
            return n * factorial(n - 1)


def greet(name: str) -> str:
    return "Welcome, " + name + "."


def make_table() -> Table:
    table = Table(title=greet("Dalia"))
    table.add_column("what")
    table.add_column("version")
    info = sys.version_info
    table.add_row("Python", f"{info.major}.{info.minor}")
    for library in ["requests", "rich"]:
        table.add_row(library, version(library))
    table.add_row("sum", str(sum(last := n for n in range(5)) + last))
    return table


def main() -> None:
    table = make_table()
    with open("output.txt", mode="w") as file:
        Console().print(table)
        Console(file=file, width=60).print(table)


if __name__ == "__main__":
    main()
