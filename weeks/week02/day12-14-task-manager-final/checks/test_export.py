"""Checks of days 12 to 14: the CSV file, read back as a spreadsheet reads it."""

import csv
import io
import json
import re
from datetime import datetime

import pytest

from grader.toolbox import Mismatch, ended_well

COLUMNS = ["id", "title", "status", "priority", "tags", "due", "created_at"]


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    if subject.exists("tasks.json"):
        subject.program("mv", "tasks.json", "tasks.json.old")


@pytest.fixture
def name(rng):
    return f"list-{rng.randint(100, 999)}.csv"


def run(subject, *words):
    finished = subject.program("main.py", *words)
    ended_well(finished)
    return finished.stdout


def rows(subject, name):
    """The rows of a CSV file as dictionaries."""
    text = subject.read_text(name).removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
    if missing:
        raise Mismatch(
            f"In the first row of {name} are names missing.",
            expected=",".join(COLUMNS),
            actual=text.splitlines()[0] if text else "an empty file",
        )
    return list(reader)


@pytest.mark.criterion("csv-exported")
def test_every_task_is_a_row(subject, name, rng):
    priority = rng.choice(["high", "low"])
    run(subject, "add", "Buy milk", "--priority", priority, "--tag", "house", "--tag", "shop", "--due", "2999-12-31")
    run(subject, "add", "Call Boris")
    run(subject, "complete", "2")
    run(subject, "export", name)
    tasks = json.loads(subject.read_text("tasks.json"))["tasks"]
    found = rows(subject, name)
    assert [[row[column] for column in COLUMNS[:-1]] for row in found] == [
        ["1", "Buy milk", "pending", priority, "house;shop", "2999-12-31"],
        ["2", "Call Boris", "completed", "medium", "", ""],
    ]
    assert [moment_in(row) for row in found] == [moment_in(task) for task in tasks]


def moment_in(row):
    try:
        return datetime.fromisoformat(row["created_at"])
    except ValueError as error:
        raise Mismatch("created_at cannot be read.", expected="a moment in ISO format", actual=error) from None


@pytest.mark.criterion("csv-exported")
def test_an_export_replaces_the_one_before(subject, name):
    run(subject, "add", "Buy milk")
    run(subject, "export", name)
    run(subject, "delete", "1")
    run(subject, "export", name)
    assert rows(subject, name) == []


@pytest.mark.criterion("csv-exported")
def test_the_function_has_its_name(subject):
    files = {name: text for name, text in subject.snapshot.files.items() if name.endswith(".py")}
    if not any(re.search(rb"^ *def export_to_csv\(", text, re.MULTILINE) for text in files.values()):
        raise Mismatch("There is no function export_to_csv.", expected="def export_to_csv(...):", actual="none")


@pytest.mark.criterion("csv-survives")
def test_titles_come_through(subject, name):
    titles = ['Say "hi"', "Milk, eggs; flour", "One line\nand another", "Ask Оля and Zoë, 学习", "'Quoted', \"twice\""]
    for title in titles:
        run(subject, "add", title, "--tag", "a, b")
    run(subject, "export", name)
    assert [(row["title"], row["tags"]) for row in rows(subject, name)] == [(title, "a, b") for title in titles]


@pytest.mark.criterion("export-spares-tasks")
def test_the_tasks_are_not_overwritten(subject):
    run(subject, "add", "Buy milk")
    before = subject.read_text("tasks.json")
    subject.program("ln", "-s", "tasks.json", "other.csv")
    for target in ("tasks.json", "./tasks.json", "other.csv"):
        finished = subject.program("main.py", "export", target)
        if finished.exit_code == 0 or subject.read_text("tasks.json") != before:
            raise Mismatch(
                f"The export to {target} was not refused.",
                expected="another exit status than 0, and tasks.json as it was",
                actual=f"exit status {finished.exit_code}",
            )
