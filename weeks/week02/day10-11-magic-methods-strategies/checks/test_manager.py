"""Checks of days 10 and 11: a manager that can be counted, looped over and sorted in any order."""

import re
from datetime import datetime, timedelta

import pytest

from grader.toolbox import Mismatch, ended_well, refused

PRIORITIES = ["high", "medium", "low"]
MOMENT = datetime(2026, 1, 5, 9, 30)


@pytest.fixture
def rows(rng):
    """What is known of six tasks: ids, moments and priorities are all in different orders."""
    numbers, days = rng.sample(range(10, 99), 6), rng.sample(range(300), 6)
    return [
        {
            "id": number,
            "title": f"Task {number}",
            "status": status,
            "created_at": MOMENT + timedelta(days=day),
            "priority": priority,
        }
        for number, day, priority, status in zip(
            numbers, days, rng.sample(PRIORITIES * 2, 6), ["pending", "completed"] * 3, strict=True
        )
    ]


@pytest.fixture
def tasks(subject, rows):
    task_class = subject.module("models").Task
    return [task_class(**row) for row in rows]


@pytest.fixture
def manager(subject, tasks):
    """A manager without a sorter."""
    return subject.module("manager").TaskManager(tasks)


@pytest.fixture
def ids(subject):
    """A function that gives the ids of tasks, in their order."""
    return subject.define("""
        def ids(tasks):
            return [task.id for task in tasks]
    """)


@pytest.fixture
def as_they_came(rows):
    return [row["id"] for row in rows]


@pytest.fixture
def newest_first(rows):
    return [row["id"] for row in sorted(rows, key=lambda row: row["created_at"], reverse=True)]


@pytest.fixture
def urgent_first(rows):
    return [row["id"] for row in sorted(rows, key=lambda row: PRIORITIES.index(row["priority"]))]


@pytest.mark.criterion("still-works")
def test_a_task_is_added(manager, as_they_came):
    task = manager.add("Buy milk")
    assert task.title == "Buy milk"
    assert task.status == "pending"
    assert task.priority == "medium"
    assert task.id not in as_they_came
    assert manager.add("Call Boris").id not in [*as_they_came, task.id]


@pytest.mark.criterion("still-works")
def test_tasks_are_completed_and_deleted(manager, as_they_came, ids):
    manager.complete(as_they_came[2])
    assert manager.get(as_they_came[2]).status == "completed"
    manager.delete(as_they_came[0])
    assert manager.get(as_they_came[0]) is None
    assert ids(manager.list_tasks(status="pending")) == [as_they_came[4]]
    assert ids(manager.list_tasks()) == as_they_came[1:]


@pytest.mark.criterion("still-works")
@pytest.mark.parametrize("method, wrong", [("add", "  "), ("complete", 7), ("delete", 7)])
def test_bad_input_is_refused(manager, as_they_came, ids, method, wrong):
    with refused():
        getattr(manager, method)(wrong)
    assert ids(manager.list_tasks()) == as_they_came


@pytest.mark.criterion("manager-len")
def test_the_manager_counts_its_tasks(subject, manager, as_they_came):
    assert len(manager) == 6
    manager.delete(as_they_came[0])
    assert len(manager) == 5
    assert len(subject.module("manager").TaskManager()) == 0


@pytest.mark.criterion("manager-indexed")
def test_a_position_gives_a_task(manager, as_they_came, rng):
    place = rng.randint(1, 4)
    for position in (0, place, -1):
        assert manager[position].id == as_they_came[position]


@pytest.mark.criterion("manager-indexed")
@pytest.mark.parametrize("place", [6, -7])
def test_beyond_the_end_is_an_index_error(subject, manager, place):
    ask = subject.define("""
        def ask(manager, place):
            try:
                return manager[place]
            except IndexError:
                return "IndexError"
    """)
    assert ask(manager, place) == "IndexError"


@pytest.mark.criterion("manager-iterated")
def test_a_loop_gives_each_task(subject, manager, as_they_came, ids):
    assert ids(manager) == as_they_came
    assert ids(manager) == as_they_came
    assert ids(subject.module("manager").TaskManager()) == []


@pytest.mark.criterion("manager-iterated")
def test_two_loops_at_the_same_time(subject, manager):
    pairs = subject.define("""
        def pairs(manager):
            return len([(one.id, other.id) for one in manager for other in manager])
    """)
    assert pairs(manager) == 36


@pytest.mark.criterion("manager-contains")
def test_in_looks_for_the_id(subject, manager, tasks, rows):
    task_class = subject.module("models").Task
    assert (tasks[3] in manager) is True
    assert (task_class(id=rows[3]["id"], title="Another title") in manager) is True
    assert (task_class(**rows[3] | {"id": 7}) in manager) is False


@pytest.mark.criterion("manager-contains")
def test_a_deleted_task_is_not_in_the_manager(manager, tasks, as_they_came):
    manager.delete(as_they_came[2])
    assert (tasks[2] in manager) is False
    assert ("Buy milk" in manager) is False


@pytest.fixture
def sort(subject):
    """A function that gives the ids in a sorter's order, and the ids of what it was given."""
    return subject.define("""
        def sort(sorter, tasks):
            given = list(tasks)
            found = sorter.sort(given)
            return [task.id for task in found], [task.id for task in given]
    """)


@pytest.mark.criterion("date-sorter")
def test_the_newest_comes_first(subject, tasks, sort, newest_first, as_they_came):
    sorter = subject.module("sorters").DateSorter()
    assert sort(sorter, tasks) == (newest_first, as_they_came)


@pytest.mark.criterion("priority-sorter")
def test_high_comes_before_medium_and_low(subject, tasks, sort, urgent_first, as_they_came):
    sorter = subject.module("sorters").PrioritySorter()
    assert sort(sorter, tasks) == (urgent_first, as_they_came)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("DateSorter", marks=pytest.mark.criterion("date-sorter")),
        pytest.param("PrioritySorter", marks=pytest.mark.criterion("priority-sorter")),
    ],
)
def test_a_sorter_takes_no_tasks_and_tuples(subject, tasks, name):
    sorter = getattr(subject.module("sorters"), name)()
    assert sorter.sort([]) == []
    assert len(sorter.sort(tuple(tasks))) == 6


@pytest.mark.criterion("manager-sorted")
@pytest.mark.parametrize("name, order", [("DateSorter", "newest_first"), ("PrioritySorter", "urgent_first")])
def test_the_sorter_decides_the_order(subject, request, tasks, rows, ids, name, order):
    wanted = request.getfixturevalue(order)
    sorter = getattr(subject.module("sorters"), name)()
    manager = subject.module("manager").TaskManager(tasks, sorter=sorter)
    assert ids(manager) == wanted
    assert ids(manager.list_tasks()) == wanted
    assert [manager[0].id, manager[-1].id] == [wanted[0], wanted[-1]]
    completed = [row["id"] for row in rows[1::2]]
    assert ids(manager.list_tasks(status="completed")) == [number for number in wanted if number in completed]


@pytest.mark.criterion("manager-sorted")
def test_without_a_sorter_tasks_stay_as_they_came(manager, as_they_came, ids):
    assert ids(manager.list_tasks()) == as_they_came


@pytest.mark.criterion("manager-sorted")
def test_a_new_task_takes_its_place_in_the_order(subject, ids):
    manager = subject.module("manager").TaskManager(sorter=subject.module("sorters").PrioritySorter())
    for title, priority in [("Buy milk", "low"), ("Call Boris", "high")]:
        manager.add(title, priority=priority)
    manager.add("Mend the roof")
    assert ids(manager) == [2, 3, 1]
    manager.delete(2)
    assert ids(manager) == [3, 1]


@pytest.mark.criterion("own-sorter")
def test_a_sorter_of_another_kind(subject, tasks, as_they_came, ids, rng):
    back, last = rng.random() < 0.5, rng.randint(2, 4)
    chosen = subject.define("""
        class Chosen:
            def __init__(self, back, last):
                self.back, self.last = back, last

            def sort(self, tasks):
                return sorted(tasks, key=lambda task: task.id % self.last, reverse=self.back)
    """)(back, last)
    wanted = sorted(as_they_came, key=lambda number: number % last, reverse=back)
    manager = subject.module("manager").TaskManager(tasks, sorter=chosen)
    assert ids(manager) == wanted
    assert manager[1].id == wanted[1]


@pytest.mark.criterion("own-sorter")
def test_each_manager_has_its_own_sorter(subject, tasks, ids, as_they_came, newest_first, urgent_first):
    sorters, manager_class = subject.module("sorters"), subject.module("manager").TaskManager
    by_date = manager_class(tasks, sorter=sorters.DateSorter())
    by_priority = manager_class(tasks, sorter=sorters.PrioritySorter())
    plain = manager_class(tasks)
    assert ids(by_date) == newest_first
    assert ids(by_priority) == urgent_first
    assert ids(plain) == as_they_came


@pytest.mark.criterion("demo-orders")
def test_the_demo_shows_different_orders(subject):
    finished = subject.program("demo.py")
    ended_well(finished)
    lines = [line.strip() for line in finished.stdout.splitlines() if re.search(r"[a-z].*\d|\d.*[a-z]", line)]
    orders = orders_of([line for line in lines if lines.count(line) > 1])
    if len(orders) < 2:
        raise Mismatch(
            "The demo does not show the same tasks in different orders.",
            expected="the same lines of at least three tasks, in at least two orders",
            actual="always the same order" if orders else "no three lines that come again",
            help="Print each task as str(task) on a line of its own, once for each sorter.",
        )


def orders_of(lines):
    """The orders in which three or more lines come the first time, the second time and so on."""
    rounds = [[] for _ in lines]
    for place, line in enumerate(lines):
        rounds[lines[:place].count(line)].append(line)
    return {tuple(found) for found in rounds if len(found) >= 3}
