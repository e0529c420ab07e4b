"""Checks of day 22: the program, the source, and the notes."""

import ast
import re

import pytest

from grader.toolbox import Mismatch, SubjectFault, Where, ended_well

BY_HAND = {"text", "literal_column", "exec_driver_sql", "raw_connection", "TextClause", "DDL"}
DRIVERS = {"psycopg", "psycopg2", "asyncpg", "pg8000", "sqlite3"}


def remaining(subject, database):
    """Run the program; what it printed, and the addresses in the table afterwards."""
    shown = subject.program("main.py")
    ended_well(shown)
    emails = [row["email"] for row in database.rows("users")]
    if len(emails) < 3:
        raise Mismatch(
            "After the program, there are too few users in the database.",
            expected="three users or more",
            actual=f"{len(emails)}",
        )
    return shown.stdout, emails


@pytest.mark.criterion("demonstration-runs")
def test_the_program_does_all_four(subject, database):
    with database.queries() as asked:
        printed, emails = remaining(subject, database)
    told = [one.sql.split()[0].upper() for one in asked if re.search(r"\busers\b", one.sql)]
    missing = [word for word in ("INSERT", "SELECT", "UPDATE", "DELETE") if word not in told]
    if missing:
        raise Mismatch(
            "The program does not do all four.",
            expected="INSERT, SELECT, UPDATE and DELETE on the table users",
            actual=f"no {', no '.join(missing)}",
        )
    if len(printed.splitlines()) < 4:
        raise Mismatch(
            "The program does not tell what it does.",
            expected="a line or more for each of the four operations",
            actual=printed.strip() or "nothing printed",
        )
    all_are_told(printed, emails)


@pytest.mark.criterion("demonstration-repeats")
def test_the_program_can_be_run_again(subject, database):
    for _ in range(3):
        remaining(subject, database)


@pytest.mark.criterion("demonstration-repeats")
def test_the_program_tells_users_that_were_there_before(subject, database, people, save):
    remaining(subject, database)
    save(people[:2])
    all_are_told(*remaining(subject, database))


def all_are_told(printed, emails):
    unseen = [email for email in emails if email not in printed]
    if unseen:
        raise Mismatch(
            "The program does not print all users that are in the table at its end.",
            expected=", ".join(emails),
            actual=f"nothing about {', '.join(unseen)}",
        )


def name_of(call):
    """What is called: the last part of its name."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def by_hand(tree):
    """The nodes where SQL goes past the ORM, and what stands there."""
    keywords = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "server_default"]
    allowed = {part for keyword in keywords for part in ast.walk(keyword)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    renamed = {one.asname: one.name for node in imports for one in node.names if one.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node not in allowed:
            name = renamed.get(name_of(node), name_of(node))
            if name in BY_HAND:
                yield node, f"{name}(...)"
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [one.name for one in node.names] if isinstance(node, ast.Import) else []
        for driver in DRIVERS & {module.split(".")[0] for module in modules}:
            yield node, f"import {driver}"


@pytest.mark.criterion("orm-only")
def test_no_sql_is_written_by_hand(subject):
    for file, content in sorted(subject.snapshot.files.items()):
        if not file.endswith(".py"):
            continue
        try:
            tree = ast.parse(content)
        except (SyntaxError, ValueError) as error:
            raise SubjectFault(f"Python cannot read {file}.", f"{error}") from None
        for node, what in by_hand(tree):
            raise SubjectFault(
                f"{file} goes past the ORM: {what}.",
                "Ask with select(), session.get() and the attributes of User. "
                "text(...) is fine as a server_default, and nowhere else.",
                Where(file, node.lineno),
            )


@pytest.mark.criterion("notes-written")
def test_the_notes_are_written(subject):
    lines = subject.submitted_text("NOTES.md").splitlines()
    words = re.findall(r"\w+", " ".join(line for line in lines if not line.startswith("#")))
    if len(words) < 50:
        raise Mismatch(
            "There is little in NOTES.md below its headings.", expected="50 words or more", actual=f"{len(words)} words"
        )
