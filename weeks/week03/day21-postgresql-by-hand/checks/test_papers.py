"""Checks of what is written down: CONNECTION.md and results.txt."""

import re

import pytest

from grader.toolbox import Mismatch

URL = re.compile(
    r"postgresql://(?P<user>[^:/@\s]+):[^@/\s]+@(?P<host>[^:/@\s]+):(?P<port>\d+)/(?P<database>fastapi_db)\b"
)


@pytest.mark.criterion("connection-documented")
def test_the_connection_is_documented(subject):
    lines = subject.submitted_text("CONNECTION.md").splitlines()
    found = [match.groupdict() for line in lines for match in URL.finditer(line)]
    if not found:
        raise Mismatch(
            "CONNECTION.md has no whole connection string.",
            expected="postgresql://USER:PASSWORD@HOST:PORT/fastapi_db",
            help="The port is a number. `make database` prints the string for its server.",
        )
    if missing := min((unexplained(parts, lines) for parts in found), key=len):
        raise Mismatch("CONNECTION.md does not explain a part of it.", expected=f"a line with {missing[0]}")


def unexplained(parts, lines):
    """The parts of a connection string that no other line names together with their value."""
    others = [line.lower() for line in lines if "postgresql://" not in line]
    return [
        f"the word {part} and the value {value}"
        for part, value in parts.items()
        if not any(part in line and value.lower() in line for line in others)
    ]


@pytest.mark.criterion("results-saved")
def test_the_results_are_saved(tables, subject):
    tables.run_file("data.sql")
    text = subject.submitted_text("results.txt")
    for row in tables.run_file("queries.sql")[0]:
        if row["name"] not in text or row["email"] not in text:
            raise Mismatch(
                "results.txt does not have the answers of your queries to your own data.",
                expected=f"{row['name']} and {row['email']} in results.txt",
                help="Run queries.sql again after data.sql, before changes.sql, and save what it prints.",
            )
