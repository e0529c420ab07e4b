"""Checks of days 8 and 9: tasks go to a file and come back."""

import json
from datetime import datetime

import pytest

from grader.toolbox import Mismatch, ended_well, raising

TITLES = ["Buy milk", "Bring Zoë's keys", "Call Оля", 'Read "Kim" \\ Ch. 2', "学习"]


@pytest.fixture
def name(rng):
    """The name of a file that nobody knows beforehand."""
    return f"list-{rng.randint(100, 999)}.json"


@pytest.fixture
def manager(subject, rng):
    """A manager with five tasks; the second is completed."""
    models = subject.module("models")
    tasks = [
        models.Task(
            id=number,
            title=title,
            status="completed" if number == 2 else "pending",
            created_at=datetime(2026, rng.randint(1, 12), rng.randint(1, 28), 9, 30, 15, rng.choice([0, 250_001])),
        )
        for number, title in enumerate(TITLES, 1)
    ]
    return subject.module("manager").TaskManager(tasks)


@pytest.fixture
def rows(subject):
    """A function that gives everything about the tasks of a manager."""
    return subject.define("""
        def rows(manager):
            return [
                (task.id, task.title, task.status == "completed", task.created_at) for task in manager.list_tasks()
            ]
    """)


@pytest.mark.criterion("saved-and-loaded")
def test_tasks_come_back_as_they_were(subject, manager, rows, name):
    storage = subject.module("storage")
    storage.save(manager, name)
    loaded = storage.load(name)
    if loaded is None:
        raise Mismatch("load() returned nothing.", expected="a TaskManager", actual="None")
    assert rows(loaded) == rows(manager)


@pytest.mark.criterion("saved-and-loaded")
def test_a_loaded_manager_works_on(subject, manager, name):
    change, pending = subject.define("""
        def change(manager):
            manager.complete(4)
            manager.add("Buy rice")

        def pending(manager):
            return [task.title for task in manager.list_tasks() if task.status == "pending"]
    """)
    storage = subject.module("storage")
    storage.save(manager, name)
    loaded = storage.load(name)
    change(loaded)
    storage.save(loaded, name)
    assert pending(storage.load(name)) == [TITLES[0], TITLES[2], TITLES[4], "Buy rice"]


@pytest.mark.criterion("saved-and-loaded")
def test_without_a_file_there_are_no_tasks(subject, rows, name):
    assert rows(subject.module("storage").load(name)) == []


@pytest.mark.criterion("saved-and-loaded")
def test_the_file_is_json(subject, manager, name):
    subject.module("storage").save(manager, name)
    try:
        json.loads(subject.read_text(name))
    except ValueError as error:
        raise Mismatch(f"{name} is not valid JSON.", expected="one JSON text", actual=str(error)) from None


@pytest.mark.criterion("storage-errors")
@pytest.mark.parametrize("text", ['{"tasks": [{"id": 1, "ti', "", "Buy milk\n", "42", "[1, 2]"])
def test_a_broken_file_raises_storage_error(subject, name, text):
    subject.write_text(name, text)
    storage = subject.module("storage")
    with raising(storage.StorageError) as attempt:
        storage.load(name)
    names_the_file(attempt.error, name)


@pytest.mark.criterion("storage-errors")
def test_a_file_that_cannot_be_written_raises_storage_error(subject, manager, name):
    storage = subject.module("storage")
    with raising(storage.StorageError) as attempt:
        storage.save(manager, f"no-such-folder/{name}")
    names_the_file(attempt.error, name)


def names_the_file(error, name):
    if name not in str(error):
        raise Mismatch(
            "The message does not say which file it is.", expected=f"a message with {name} in it", actual=str(error)
        )


@pytest.mark.criterion("ids-never-reused")
@pytest.mark.parametrize("deleted", [[3], [2, 3], [1, 2, 3]])
def test_an_id_is_not_given_again_after_a_restart(subject, name, deleted):
    use = subject.define("""
        from manager import TaskManager
        from storage import save

        def use(filename, deleted):
            manager = TaskManager()
            for number in (1, 2, 3):
                manager.add(f"Task {number}")
            for number in deleted:
                manager.delete(number)
            save(manager, filename)
    """)
    use(name, deleted)
    finished = subject.program("python", "-c", f'from storage import load; print(load("{name}").add("Buy rice").id)')
    ended_well(finished)
    if int(finished.stdout.split()[-1]) <= 3:
        raise Mismatch(
            "The id of a deleted task was given again.",
            expected="an id above 3",
            actual=finished.stdout.strip(),
            help="What the next id is must stand in the file, too: deleted tasks do not tell.",
        )
