"""Checks of days 8 and 9: a task, and what the manager does with tasks in memory."""

from datetime import datetime, timedelta

import pytest

from grader.toolbox import Mismatch, refused

MOMENT = datetime(2026, 1, 5, 9, 30)
TITLES = ["Buy milk", "Call Boris", "Water the beans", "Mend the roof", "Sweep the yard", "Bake bread"]


@pytest.fixture
def titles(rng):
    return rng.sample(TITLES, 3)


@pytest.fixture
def task_class(subject):
    return subject.module("models").Task


@pytest.fixture
def manager(subject):
    """A manager without tasks."""
    return subject.module("manager").TaskManager()


@pytest.fixture
def three(subject, task_class, titles):
    """A manager with the tasks 1, 2 and 3."""
    tasks = [task_class(id=number, title=title, created_at=MOMENT) for number, title in enumerate(titles, 1)]
    return subject.module("manager").TaskManager(tasks)


@pytest.fixture
def ids(subject):
    """A function that gives the ids of the tasks that are listed, in this order."""
    return subject.define("""
        def ids(manager, **options):
            return [task.id for task in manager.list_tasks(**options)]
    """)


@pytest.fixture
def add_all(subject):
    """A function that adds tasks, and gives the ids that they got."""
    return subject.define("""
        def add_all(manager, titles):
            return [manager.add(title).id for title in titles]
    """)


def added(manager, title):
    """The task that add() returns."""
    return there(manager.add(title), "add() returned nothing.", "The last line of add() returns the new task.")


def found(manager, number):
    """The task that get() finds."""
    return there(manager.get(number), f"get({number}) found nothing.", "The task with this id is there.")


def there(value, problem, advice):
    if value is None:
        raise Mismatch(problem, expected="a Task", actual="None", help=advice)
    return value


@pytest.mark.criterion("task-made")
def test_a_new_task_is_pending(task_class, titles):
    task = task_class(id=7, title=titles[0])
    assert task.id == 7
    assert task.title == titles[0]
    assert task.status == "pending"


@pytest.mark.criterion("task-made")
def test_a_new_task_knows_its_moment(subject, task_class):
    is_recent = subject.define("""
        from datetime import datetime

        def is_recent(moment):
            return abs((datetime.now(moment.tzinfo) - moment).total_seconds()) < 60
    """)
    task = task_class(id=7, title="Buy milk")
    if subject.type_name(task.created_at) != "datetime":
        raise Mismatch("created_at is not a datetime.", expected="a datetime", actual=repr(task.created_at))
    assert is_recent(task.created_at) is True


@pytest.mark.criterion("task-made")
def test_every_task_has_its_own_moment(subject, task_class):
    has_fixed_moment = subject.define("""
        import dataclasses
        from datetime import datetime

        def has_fixed_moment(kind):
            return any(isinstance(field.default, datetime) for field in dataclasses.fields(kind))
    """)
    if has_fixed_moment(task_class):
        raise Mismatch(
            "All tasks would get the same moment: the one at which Python has read models.py.",
            expected="a function that is called for every new task",
            actual="one fixed moment",
            help="As for a list on day 5: field(default_factory=datetime.now), without brackets after now.",
        )


@pytest.mark.criterion("task-made")
def test_a_task_keeps_what_it_is_given(task_class, titles, rng):
    moment = datetime(2026, rng.randint(1, 12), rng.randint(1, 28), 9, 30)
    task = task_class(id=12, title=titles[0], status="completed", created_at=moment)
    assert task.status == "completed"
    assert task.created_at == moment


@pytest.mark.criterion("task-made")
def test_a_task_is_a_dataclass(subject, task_class):
    if not subject.is_dataclass(task_class):
        raise Mismatch("Task is not a dataclass.", expected="@dataclass in the line above class Task:")


@pytest.mark.criterion("task-typed")
def test_the_fields_have_their_types(subject, task_class):
    types = subject.annotations(task_class)
    wanted = {"id": ["int"], "title": ["str"], "created_at": ["datetime", "datetime | None"]}
    right = all(types.get(name) in names for name, names in wanted.items())
    if not right or types.get("status") in (None, "Any", "object"):
        raise Mismatch(
            "The type of a field of Task is missing, or is not the right one.",
            expected="id: int, title: str, created_at: datetime; status: str, or a type of its own",
            actual=", ".join(f"{name}: {types.get(name)}" for name in [*wanted, "status"]),
        )


@pytest.mark.criterion("task-added")
def test_a_task_is_added(subject, task_class, manager, titles):
    task = added(manager, titles[0])
    if not subject.is_instance(task, task_class):
        raise Mismatch(
            "add() did not return a Task.", expected="an object of the class Task", actual=subject.type_name(task)
        )
    assert task.title == titles[0]
    assert task.status == "pending"


@pytest.mark.criterion("task-added")
def test_ids_begin_at_1(manager, add_all, titles):
    assert add_all(manager, titles) == [1, 2, 3]


@pytest.mark.criterion("task-added")
def test_two_managers_share_nothing(subject, manager, add_all, titles):
    add_all(manager, titles)
    assert add_all(subject.module("manager").TaskManager(), titles) == [1, 2, 3]


@pytest.mark.criterion("tasks-listed")
def test_all_tasks_are_listed_in_order(subject, manager, add_all, titles):
    add_all(manager, titles)
    listed = subject.define("""
        def listed(manager):
            tasks = manager.list_tasks()
            return None if tasks is None else [task.title for task in tasks]
    """)(manager)
    if listed is None:
        raise Mismatch(
            "list_tasks() returned nothing.",
            expected="a list of tasks",
            actual="None",
            help="Collect the tasks in a list, and return it. Printing them is the part of cli.py.",
        )
    assert listed == titles


@pytest.mark.criterion("tasks-listed")
def test_a_new_manager_lists_nothing(manager, ids):
    assert ids(manager) == []


@pytest.mark.criterion("tasks-listed")
def test_a_manager_begins_with_the_tasks_that_it_is_given(three, ids):
    assert ids(three) == [1, 2, 3]


@pytest.mark.criterion("task-found")
def test_a_task_is_found_by_its_id(three, titles):
    assert found(three, 2).title == titles[1]
    assert found(three, 3).title == titles[2]


@pytest.mark.criterion("task-found")
@pytest.mark.parametrize("number", [0, 4, -1])
def test_there_is_no_such_task(three, number):
    assert three.get(number) is None


@pytest.mark.criterion("task-completed")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_task_is_completed(three, number):
    three.complete(number)
    for other in (1, 2, 3):
        assert found(three, other).status == ("completed" if other == number else "pending")


@pytest.mark.criterion("task-deleted")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_task_is_deleted(subject, three, titles, number):
    titles_of = subject.define("""
        def titles_of(manager):
            return [task.title for task in manager.list_tasks()]
    """)
    three.delete(number)
    assert titles_of(three) == [title for title in titles if title != titles[number - 1]]


@pytest.mark.criterion("ids-kept")
def test_the_others_keep_their_ids(three, titles):
    three.delete(1)
    three.delete(2)
    assert found(three, 3).title == titles[2]


@pytest.mark.criterion("ids-kept")
def test_a_new_task_takes_no_id_from_another(manager, add_all, ids, titles):
    add_all(manager, titles)
    manager.delete(2)
    add_all(manager, ["Read a chapter"])
    others_kept(ids(manager), [1, 3], 3)


@pytest.mark.criterion("ids-kept")
def test_new_ids_differ_from_those_of_given_tasks(subject, task_class, add_all, ids):
    tasks = [task_class(id=number, title=f"Task {number}", created_at=MOMENT) for number in (1, 4)]
    manager = subject.module("manager").TaskManager(tasks)
    add_all(manager, ["Read a chapter", "Buy rice"])
    others_kept(ids(manager), [1, 4], 4)


def others_kept(ids, old, count):
    """The old ids are still there, and there are so many different ones in all."""
    if len(set(ids)) != count or len(ids) != count or not set(old) <= set(ids):
        raise Mismatch(
            "A new task got the id of another one.",
            expected=f"{count} different ids, and {old[0]} and {old[1]} among them",
            actual=repr(ids),
            help="How many tasks there are says nothing about which ids are free. Count in an attribute of its own.",
        )


@pytest.mark.criterion("wrong-input-refused")
@pytest.mark.parametrize("operation, value", [("complete", 99), ("delete", 99), ("complete", 0), ("delete", -1)])
def test_an_unknown_id_is_refused(subject, three, operation, value):
    pending = subject.define("""
        def pending(manager):
            return [task.id for task in manager.list_tasks() if task.status == "pending"]
    """)
    with refused():
        getattr(three, operation)(value)
    assert pending(three) == [1, 2, 3]


@pytest.mark.criterion("wrong-input-refused")
@pytest.mark.parametrize("title", ["", "   ", "\t\n"])
def test_an_empty_title_is_refused(subject, three, ids, title):
    added = subject.define("""
        def added(manager, title):
            return manager.add(title) is not False
    """)
    with refused():
        added(three, title)
    assert ids(three) == [1, 2, 3]


@pytest.mark.criterion("status-filtered")
def test_tasks_of_one_status_are_listed(three, ids):
    three.complete(2)
    assert ids(three, status="pending") == [1, 3]
    assert ids(three, status="completed") == [2]
    assert ids(three) == [1, 2, 3]


@pytest.mark.criterion("sorted-by-date")
def test_the_newest_comes_first(subject, task_class, ids, rng):
    days = rng.sample(range(1, 300), 4)
    tasks = [
        task_class(id=number, title=f"Task {number}", created_at=MOMENT + timedelta(days=day))
        for number, day in enumerate(days, 1)
    ]
    manager = subject.module("manager").TaskManager(tasks)
    manager.complete(2)
    newest_first = sorted([1, 2, 3, 4], key=lambda number: -days[number - 1])
    assert ids(manager, sort="date") == newest_first
    assert ids(manager, status="pending", sort="date") == [one for one in newest_first if one != 2]
    assert ids(manager) == [1, 2, 3, 4]
