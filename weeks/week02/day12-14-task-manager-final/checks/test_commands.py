"""Checks of days 12 to 14: the commands, what they print, and what they leave in tasks.json."""

import json
import re
from datetime import date, datetime

import pytest

from grader.toolbox import Mismatch, ended_well

TITLES = ["Buy milk", "Call Boris", "Water the beans", "Mend the roof", "Sweep the yard", "Bake bread"]
LONG_AGO, FAR_AWAY = "2001-02-03", "2999-12-31"


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    for name in ("tasks.json", "tasks.log"):
        if subject.exists(name):
            subject.program("mv", name, f"{name}.old")


@pytest.fixture
def titles(rng):
    return rng.sample(TITLES, 3)


def run(subject, *words):
    """Run the program in a wide window; what it printed. It ends without an error."""
    finished = subject.program("main.py", *words, env={"COLUMNS": "200"} if words[0] == "list" else {})
    ended_well(finished)
    return finished.stdout


def row(subject, title):
    """The line about a task in the list."""
    lines = [line for line in run(subject, "list").splitlines() if title in line]
    if len(lines) != 1 or any(other in lines[0] for other in TITLES if other != title):
        raise Mismatch(
            f"There should be one line in the list about {title!r}, and about nothing else.",
            expected=f"one line with {title} in it",
            actual="; ".join(lines) or "no such line",
        )
    return lines[0]


def says(line, words, without=()):
    """A line has all of these words, and none of those."""
    missing = [word for word in words if not re.search(rf"(?<!\w)(?<!\d[:.-])0*{word}(?!\w|[:.-]\d)", line, re.I)]
    wrong = [word for word in without if word in line.lower()]
    if missing or wrong:
        raise Mismatch(
            "A line of the list does not say what it should.",
            expected=f"a line with {' and '.join(words)}" + (f", without {' and '.join(without)}" if wrong else ""),
            actual=line.strip(),
            help=f"What is missing: {', '.join(missing)}" if missing else f"What is too much: {', '.join(wrong)}",
        )


def shown(subject, titles, *options):
    """Those of the titles that are listed, in this order."""
    printed = run(subject, "list", *options)
    return sorted((title for title in titles if title in printed), key=printed.index)


def saved(subject):
    """The tasks in tasks.json."""
    try:
        return json.loads(subject.read_text("tasks.json"))["tasks"]
    except (ValueError, TypeError, KeyError) as error:
        raise Mismatch(
            "tasks.json is not as the brief says.",
            expected='a JSON object with the key "tasks"',
            actual=f"{type(error).__name__}: {error}",
        ) from None


@pytest.mark.criterion("added-and-listed")
def test_what_was_added_is_listed(subject, titles):
    for title in titles:
        run(subject, "add", title)
    for number, title in enumerate(titles, 1):
        says(row(subject, title), [str(number), "pending"], without=["completed"])


@pytest.mark.criterion("added-and-listed")
def test_adding_tells_the_id_and_the_title(subject, titles):
    run(subject, "add", titles[0])
    printed = run(subject, "add", titles[1])
    if not any(titles[1] in line and "2" in line for line in printed.splitlines()):
        raise Mismatch(
            "After add, there is no line with the new id and the title.",
            expected=f"a line with 2 and {titles[1]} in it",
            actual=printed.strip() or "nothing",
        )


@pytest.mark.criterion("added-and-listed")
def test_an_empty_list_is_no_error(subject):
    run(subject, "list")


@pytest.mark.criterion("task-completed")
def test_a_task_is_completed_by_its_id(subject, titles):
    for title in titles:
        run(subject, "add", title)
    run(subject, "complete", "2")
    says(row(subject, titles[0]), ["1", "pending"], without=["completed"])
    says(row(subject, titles[1]), ["2", "completed"], without=["pending"])


@pytest.mark.criterion("ids-kept")
def test_ids_survive_a_delete(subject, titles):
    for title in titles:
        run(subject, "add", title)
    run(subject, "delete", "1")
    assert shown(subject, TITLES) == titles[1:]
    run(subject, "complete", "3")
    says(row(subject, titles[2]), ["3", "completed"])
    printed = run(subject, "add", "Sort the seeds")
    if re.search(r"\b[23]\b", printed):
        raise Mismatch("A new task got the id of another one.", expected="an id above 3", actual=printed.strip())


@pytest.mark.criterion("ids-kept")
def test_ids_count_whoever_has_put_them_in(subject, titles):
    run(subject, "add", titles[0])
    data = json.loads(subject.read_text("tasks.json"))
    data["tasks"].append({**data["tasks"][0], "id": 2, "title": titles[1]})
    subject.write_text("tasks.json", json.dumps(data))
    run(subject, "add", titles[2])
    ids = [task["id"] for task in saved(subject)]
    if len(set(ids)) < 3:
        raise Mismatch("A new task got the id of another one.", expected="three different ids", actual=ids)


@pytest.mark.criterion("ids-never-reused")
def test_the_id_of_a_deleted_task_is_not_given_again(subject, titles):
    for title in titles:
        run(subject, "add", title)
    run(subject, "delete", "3")
    run(subject, "add", "Sort the seeds")
    newest = saved(subject)[-1]["id"]
    if newest <= 3:
        raise Mismatch("The id of a deleted task was given again.", expected="an id above 3", actual=newest)


@pytest.mark.criterion("json-kept")
def test_the_file_has_all_that_is_known(subject, rng, titles):
    priority = rng.choice(["high", "low"])
    run(subject, "add", titles[0], "--priority", priority, "--tag", "house", "--tag", "shop", "--due", FAR_AWAY)
    first = moment_of(saved(subject)[0])
    run(subject, "add", titles[1])
    run(subject, "complete", "2")
    tasks = saved(subject)
    if moment_of(tasks[0]) != first:
        raise Mismatch("created_at of the first task is another one after two more commands.", "the moment of its add")
    names = ["id", "title", "status", "priority", "tags", "due"]
    assert [{name: task.get(name) for name in names} for task in tasks] == [
        dict(zip(names, [1, titles[0], "pending", priority, ["house", "shop"], FAR_AWAY], strict=True)),
        dict(zip(names, [2, titles[1], "completed", "medium", [], None], strict=True)),
    ]
    for task in tasks:
        if moment_of(task).year < 2025:
            raise Mismatch("created_at is not the moment of the add.", "the present", task["created_at"])


def moment_of(task):
    try:
        return datetime.fromisoformat(task["created_at"])
    except (KeyError, TypeError, ValueError) as error:
        raise Mismatch(
            "created_at cannot be read.",
            expected='a moment such as "2026-01-31T09:30:00", as isoformat() writes it',
            actual=f"{type(error).__name__}: {error}",
        ) from None


@pytest.mark.criterion("json-kept")
def test_the_file_is_in_the_current_folder(subject, titles):
    run(subject, "add", titles[0])
    subject.program("mkdir", "errands")
    subject.program("mv", "tasks.json", "errands")
    assert shown(subject, TITLES) == []
    elsewhere = subject.program("sh", "-c", "cd errands && python ../main.py list")
    ended_well(elsewhere)
    if titles[0] not in elsewhere.stdout:
        raise Mismatch(
            "In the folder errands, with its own tasks.json, the task is not listed.",
            expected=f"a line with {titles[0]} in it",
            actual=elsewhere.stdout.strip() or "nothing",
        )


@pytest.mark.criterion("priority-shown")
def test_the_list_shows_priorities(subject, titles, rng):
    priority = rng.choice(["high", "low"])
    run(subject, "add", titles[0], "--priority", priority)
    run(subject, "add", titles[1])
    says(row(subject, titles[0]), [priority], without=["medium"])
    says(row(subject, titles[1]), ["medium"], without=[priority])


@pytest.mark.criterion("tags-shown")
def test_the_list_shows_tags(subject, titles, rng):
    one, two = rng.sample(["house", "garden", "study", "travel"], 2)
    run(subject, "add", titles[0], "--tag", one, "--tag", two)
    run(subject, "add", "--tag", two, titles[1])
    says(row(subject, titles[0]), [one, two])
    says(row(subject, titles[1]), [two], without=[one])


@pytest.mark.criterion("due-shown")
def test_the_list_shows_what_is_overdue(subject, titles):
    for title, day in zip(titles, [LONG_AGO, FAR_AWAY, LONG_AGO], strict=True):
        run(subject, "add", title, "--due", day)
    run(subject, "complete", "3")
    says(row(subject, titles[0]), [LONG_AGO, "overdue"])
    says(row(subject, titles[1]), [FAR_AWAY], without=["overdue"])
    says(row(subject, titles[2]), [LONG_AGO], without=["overdue"])


@pytest.mark.criterion("due-shown")
def test_today_is_not_too_late(subject, titles):
    run(subject, "add", titles[0], "--due", str(date.today()))
    says(row(subject, titles[0]), ["pending"], without=["overdue"])


@pytest.mark.criterion("task-edited")
@pytest.mark.parametrize(
    "changed, options",
    [
        ({"title": "Sort the seeds"}, ["--title", "Sort the seeds"]),
        ({"priority": "low"}, ["--priority", "low"]),
        ({"due": FAR_AWAY}, ["--due", FAR_AWAY]),
        ({"tags": ["study", "travel"]}, ["--tag", "study", "--tag", "travel"]),
    ],
    ids=["title", "priority", "due", "tags"],
)
def test_only_what_is_given_changes(subject, titles, changed, options):
    run(subject, "add", titles[0])
    run(subject, "add", titles[1], "--priority", "high", "--tag", "house", "--due", LONG_AGO)
    before = saved(subject)
    run(subject, "edit", "2", *options)
    assert saved(subject) == [before[0], before[1] | changed]


@pytest.fixture
def mixed(subject, titles):
    """Three tasks: high with two tags; low and completed; medium."""
    run(subject, "add", titles[0], "--priority", "high", "--tag", "house", "--tag", "shop")
    run(subject, "add", titles[1], "--priority", "low", "--tag", "house")
    run(subject, "add", titles[2], "--tag", "warehouse", "--tag", "house-work")
    run(subject, "complete", "2")
    return titles


@pytest.mark.criterion("status-filtered")
def test_one_status_is_listed(subject, mixed):
    assert shown(subject, mixed, "--status", "pending") == [mixed[0], mixed[2]]
    assert shown(subject, mixed, "--status", "completed") == [mixed[1]]


@pytest.mark.criterion("priority-filtered")
def test_one_priority_is_listed(subject, mixed):
    for title, priority in zip(mixed, ["high", "low", "medium"], strict=True):
        assert shown(subject, mixed, "--priority", priority) == [title]


@pytest.mark.criterion("tag-filtered")
def test_one_tag_is_listed(subject, mixed):
    assert shown(subject, mixed, "--tag", "house") == mixed[:2]
    assert shown(subject, mixed, "--tag", "shop") == mixed[:1]
    assert shown(subject, mixed, "--tag", "garden") == []


@pytest.mark.criterion("filters-combined")
def test_all_filters_must_hold(subject, mixed):
    assert shown(subject, mixed, "--tag", "house", "--status", "pending") == mixed[:1]
    assert shown(subject, mixed, "--tag", "house", "--status", "completed", "--priority", "high") == []
    assert shown(subject, mixed, "--status", "pending", "--sort", "priority") == [mixed[0], mixed[2]]


@pytest.mark.criterion("sorted-by-date")
def test_the_newest_comes_first(subject, titles, rng):
    for title in titles:
        run(subject, "add", title)
    data = json.loads(subject.read_text("tasks.json"))
    days = rng.choice([[9, 28, 4], [17, 3, 25], [5, 21, 13]])
    for task, day in zip(data["tasks"], days, strict=True):
        task["created_at"] = moment_of(task).replace(2026, 1, day, 9, 30, 0, 0).isoformat()
    subject.write_text("tasks.json", json.dumps(data))
    newest_first = [title for _, title in sorted(zip(days, titles, strict=True), reverse=True)]
    assert shown(subject, titles, "--sort", "date") == newest_first
    assert shown(subject, titles) == titles


@pytest.mark.criterion("sorted-by-priority")
def test_the_most_urgent_comes_first(subject, rng):
    titles, urgent = rng.sample(TITLES, 4), ["low", "medium", "high", "medium"]
    for title, priority in zip(titles, urgent, strict=True):
        run(subject, "add", title, "--priority", priority)
    assert shown(subject, titles, "--sort", "priority") == [titles[place] for place in (2, 1, 3, 0)]
    assert shown(subject, titles) == titles


@pytest.mark.criterion("sorted-by-priority")
def test_due_dates_do_not_change_the_order(subject, titles):
    for title, day in zip(titles, [FAR_AWAY, LONG_AGO, FAR_AWAY], strict=True):
        run(subject, "add", title, "--due", day)
    assert shown(subject, titles, "--sort", "priority") == titles


def told(subject, word, wanted):
    """stats has a line with a word and a number, which may be a percentage."""
    lines = [line for line in run(subject, "stats").splitlines() if word in line.lower()]
    pattern = wanted.replace("%", r"(\.0+)? ?%") if "%" in wanted else rf"{wanted}(?!\.?\d| ?%)"
    if not any(re.search(rf"(?<![\d.]){pattern}", line) for line in lines):
        raise Mismatch(
            "stats does not show the number.",
            expected=f"a line with the word {word}, and {wanted}",
            actual="; ".join(line.strip() for line in lines) or "no line with this word",
        )


@pytest.mark.criterion("progress-told")
@pytest.mark.parametrize("count, done, percentage", [(5, 2, 40), (1, 1, 100)])
def test_the_share_of_what_is_done(subject, count, done, percentage):
    for title in TITLES[:count]:
        run(subject, "add", title)
    for task_id in range(1, done + 1):
        run(subject, "complete", str(task_id))
    told(subject, "total", str(count))
    told(subject, "completed", f"{percentage}%")


@pytest.mark.criterion("progress-told")
def test_without_tasks_nothing_is_done(subject):
    told(subject, "total", "0")


@pytest.mark.criterion("overdue-counted")
def test_what_is_overdue_is_counted(subject):
    for title, day in zip(TITLES, [LONG_AGO, LONG_AGO, LONG_AGO, FAR_AWAY], strict=False):
        run(subject, "add", title, "--due", day)
    run(subject, "add", TITLES[4])
    run(subject, "complete", "2")
    told(subject, "overdue", "2")
