"""Runs SQL on SQLite, as psql does it on PostgreSQL. This file is given: leave it as it is.

    python lite.py --new schema.sql data.sql
    python lite.py queries/no_bus.sql
    python lite.py "SELECT * FROM buses"

Each argument is a file that ends in .sql, or SQL itself. The database is the file company.db; --new begins with an
empty one. At the first error everything stops, and what was begun without a COMMIT is forgotten.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

DATABASE = Path("company.db")
Rows = list[dict[str, object]]


def run(source: str) -> Rows | None:
    """Run a file, or SQL itself. Returns the rows of its last statement, or None if that is no question."""
    is_file = source.endswith(".sql")
    sql = Path(source).read_text(encoding="utf-8") if is_file else source
    rows: Rows | None = None
    with closing(sqlite3.connect(DATABASE, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for line, statement in statements(sql):
            try:
                answer = database.execute(statement)
                names = [column[0] for column in answer.description or ()]
                rows = [dict(zip(names, row, strict=False)) for row in answer] if names else None
            except sqlite3.Error as error:
                place = f"{source}:{line}: " if is_file else ""
                raise type(error)(f"{place}{error}") from None
    return rows


def statements(sql: str) -> Iterator[tuple[int, str]]:
    """The statements of a text, each with the line where it begins."""
    statement, line = "", 1
    for piece in sql.split(";"):
        statement += f"{piece};"
        if not sqlite3.complete_statement(statement):
            continue  # this semicolon stands in a text or in a comment
        words = re.sub(r"^(\s|--.*\n)*", "", statement)
        if words != ";":
            yield line + statement.removesuffix(words).count("\n"), words
        line += statement.count("\n")
        statement = ""


def begin_again() -> None:
    """Throw the database away."""
    DATABASE.unlink(missing_ok=True)


def show(rows: Rows) -> None:
    """Print rows as a table. NULL is a value that is not there."""
    if rows:
        cells = [list(rows[0]), *(["NULL" if value is None else str(value) for value in row.values()] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"({len(rows)} rows)")


def main() -> None:
    for argument in sys.argv[1:]:
        if argument == "--new":
            begin_again()
            continue
        try:
            rows = run(argument)
        except (sqlite3.Error, OSError) as error:
            sys.exit(f"lite.py: {error}")
        if rows is not None:
            show(rows)


if __name__ == "__main__":
    main()
