"""Checks of days 8 and 9: the commands."""

import json
import re
from datetime import datetime, timedelta

import pytest

from grader.toolbox import Mismatch, ended_well

TITLES = ["Buy milk", "Call Boris", "Water the beans", "Mend the roof", "Sweep the yard", "Bake bread"]


@pytest.fixture
def titles(rng):
    return rng.sample(TITLES, 3)


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    for name in ("tasks.json", "tasks.log"):
        if subject.exists(name):
            subject.program("mv", name, f"{name}.old")


def run(subject, *words):
    """Run the program; what it printed. It ends without an error."""
    finished = subject.program("main.py", *words)
    ended_well(finished)
    return finished.stdout


def line_about(printed, title):
    """The line that is printed about a task."""
    lines = [line for line in printed.splitlines() if title in line]
    if len(lines) != 1:
        raise Mismatch(
            f"There should be one line about {title!r}.",
            expected=f"one line with {title} in it",
            actual="; ".join(lines) or "no such line",
            help="A list has a line of its own for each task.",
        )
    others = [other for other in TITLES if other in lines[0] and other != title]
    if others:
        raise Mismatch(f"The line about {title!r} is about {others[0]!r}, too.", "one task in a line", lines[0])
    return lines[0]


def says(line, number, status):
    """A line shows the id and the status of its task."""
    words = {word for word in ("pending", "completed") if word in line.lower()}
    if not re.search(rf"(?<![\d:.-])0*{number}(?!\d|[:.-]\d)", line) or words != {status}:
        raise Mismatch(
            "A line of the list does not show the id and the status of its task.",
            expected=f"a line with {number} and {status} in it",
            actual=line,
        )


def shown(printed, titles):
    """Those of the titles that are printed, in this order."""
    return sorted((title for title in titles if title in printed), key=printed.index)


@pytest.mark.criterion("add-and-list")
def test_what_was_added_is_listed(subject, titles):
    for title in titles:
        run(subject, "add", title)
    printed = run(subject, "list")
    for number, title in enumerate(titles, 1):
        says(line_about(printed, title), number, "pending")


@pytest.mark.criterion("add-and-list")
def test_adding_tells_the_id(subject, titles):
    run(subject, "add", titles[0])
    line = line_about(run(subject, "add", titles[1]), titles[1])
    if "2" not in line:
        raise Mismatch("After add, the new id is not shown.", expected="a line with 2 in it", actual=line)


@pytest.mark.criterion("add-and-list")
def test_an_empty_list_is_no_error(subject):
    run(subject, "list")


@pytest.mark.criterion("complete-and-delete")
def test_a_task_is_completed_by_its_id(subject, titles):
    for title in titles[:2]:
        run(subject, "add", title)
    run(subject, "complete", "2")
    printed = run(subject, "list")
    says(line_about(printed, titles[0]), 1, "pending")
    says(line_about(printed, titles[1]), 2, "completed")


@pytest.mark.criterion("complete-and-delete")
def test_a_task_is_deleted_by_its_id(subject, titles):
    for title in titles[:2]:
        run(subject, "add", title)
    run(subject, "delete", "1")
    printed = run(subject, "list")
    assert shown(printed, titles) == [titles[1]]
    says(line_about(printed, titles[1]), 2, "pending")


@pytest.mark.criterion("tasks-in-folder")
def test_tasks_go_where_their_file_goes(subject, titles):
    run(subject, "add", titles[0])
    try:
        json.loads(subject.read_text("tasks.json"))
    except ValueError as error:
        raise Mismatch("tasks.json is not valid JSON.", expected="one JSON text", actual=str(error)) from None
    subject.program("mkdir", "errands")
    subject.program("mv", "tasks.json", "errands")
    assert shown(run(subject, "list"), titles) == []
    elsewhere = subject.program("sh", "-c", "cd errands && python ../main.py list")
    ended_well(elsewhere)
    if titles[0] not in elsewhere.stdout:
        raise Mismatch(
            "In the folder errands, with its own tasks.json, the task is not listed.",
            expected=f"a line with {titles[0]} in it",
            actual=elsewhere.stdout.strip() or "nothing",
            help='The file is called "tasks.json", without a folder before it: then it is in the current folder.',
        )


@pytest.mark.criterion("list-filtered")
@pytest.mark.parametrize("status, wanted", [("pending", [0, 2]), ("completed", [1])])
def test_only_one_status_is_listed(subject, titles, status, wanted):
    for title in titles:
        run(subject, "add", title)
    run(subject, "complete", "2")
    printed = run(subject, "list", "--status", status)
    assert set(shown(printed, titles)) == {titles[one] for one in wanted}


@pytest.mark.criterion("list-sorted")
@pytest.mark.parametrize("more", [[], ["--status", "pending"]])
def test_the_newest_is_listed_first(subject, rng, more):
    days = rng.sample(range(1, 300), len(TITLES))
    task_class = subject.module("models").Task
    tasks = [
        task_class(id=number, title=title, created_at=datetime(2026, 1, 1, 9, 30) + timedelta(days=day))
        for number, (title, day) in enumerate(zip(TITLES, days, strict=True), 1)
    ]
    subject.module("storage").save(subject.module("manager").TaskManager(tasks), "tasks.json")
    newest_first = [title for _, title in sorted(zip(days, TITLES, strict=True), reverse=True)]
    assert shown(run(subject, "list", "--sort", "date", *more), TITLES) == newest_first
    assert shown(run(subject, "list"), TITLES) == TITLES
