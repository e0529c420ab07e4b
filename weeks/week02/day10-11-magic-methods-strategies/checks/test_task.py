"""Checks of days 10 and 11: a task on the screen, in a comparison, in a set."""

from datetime import datetime

import pytest

from grader.toolbox import Mismatch

TITLES = ["Buy milk", "Call Boris", 'Read "Kim"', "Bring Zoë's keys", "Water the beans"]


@pytest.fixture
def task_class(subject):
    return subject.module("models").Task


@pytest.fixture
def row(rng):
    """A value of its own for each field of a task."""
    return {
        "id": rng.randint(200, 900),
        "title": rng.choice(TITLES),
        "status": "completed",
        "created_at": datetime(2026, 1, 5, 9, 30),
        "priority": rng.choice(["high", "low"]),
    }


@pytest.fixture
def task(task_class, row):
    return task_class(**row)


@pytest.fixture
def three(task_class, rng):
    """Two tasks with the same id and nothing else in common, and a task with a higher id that is older."""
    low, high = rng.randint(5, 9), rng.randint(10, 49)  # as texts they would stand the other way round
    one, two, three = rng.sample(TITLES, 3)
    task = task_class(id=low, title=one, created_at=datetime(2026, 3, 1), priority="low")
    same = task_class(id=low, title=two, created_at=datetime(2026, 2, 1), priority="high", status="completed")
    later = task_class(id=high, title=three, created_at=datetime(2026, 1, 1))
    return task, same, later


@pytest.mark.criterion("priority-kept")
def test_a_task_has_a_priority(task_class, rng):
    given = rng.choice(["high", "low"])
    assert task_class(id=1, title="Buy milk", priority=given).priority == given
    assert task_class(id=2, title="Call Boris").priority == "medium"


def shows(text, parts):
    missing = [part for part in parts if part not in text]
    if missing:
        raise Mismatch(
            "The text does not show all of the task.",
            expected=f"a text with {', '.join(parts)} in it",
            actual=text,
            help=f"What is missing: {', '.join(missing)}",
        )


@pytest.mark.criterion("task-str")
def test_str_is_a_line_for_people(task, row):
    text = str(task)
    if "Task(" in text or "\n" in text:
        raise Mismatch(
            "This is no line for people.",
            expected="one line, without the name of the class",
            actual=text,
            help="print() uses __str__. Without one, it shows what __repr__ gives.",
        )
    shows(text, [str(row["id"]), row["title"], row["priority"], row["status"]])


@pytest.mark.criterion("task-repr")
def test_repr_looks_like_the_call(subject, task, row):
    text = subject.evaluate("repr(task)", task=task)
    if not (text.startswith("Task(") and text.endswith(")")):
        raise Mismatch("repr() does not look like the call that makes the task.", expected="Task(...)", actual=text)
    shows(text, [repr(value) for value in row.values()])


@pytest.mark.criterion("task-equal")
def test_the_id_decides_what_is_equal(subject, three):
    task, same, later = three
    compare = subject.define("""
        def compare(one, other):
            return one == other, one != other
    """)
    assert compare(task, same) == (True, False)
    assert compare(task, later) == (False, True)


@pytest.mark.criterion("task-equal")
def test_other_tasks_are_not_equal(subject, task_class):
    same = {"title": "Buy milk", "created_at": datetime(2026, 1, 5)}
    assert (task_class(id=1, **same) == task_class(id=2, **same)) is False


@pytest.mark.criterion("task-hash")
def test_equal_tasks_are_one_in_a_set(subject, three):
    count = subject.define("""
        def count(tasks):
            return len(set(tasks))
    """)
    assert count(list(three)) == 2


@pytest.mark.criterion("task-hash")
def test_a_completed_task_is_still_found(subject):
    found_again = subject.define("""
        from manager import TaskManager

        def found_again():
            manager = TaskManager()
            done = {manager.add("Buy milk")}
            manager.complete(1)
            return manager.get(1) in done
    """)
    assert found_again() is True


@pytest.mark.criterion("all-comparisons")
@pytest.mark.parametrize("pair, wanted", [((0, 2), "< <= !="), ((2, 0), "> >= !="), ((0, 1), "<= >= ==")])
def test_all_six_comparisons_agree(subject, three, pair, wanted):
    true_of = subject.define("""
        def true_of(one, other):
            answers = {
                "<": one < other, "<=": one <= other, ">": one > other,
                ">=": one >= other, "==": one == other, "!=": one != other,
            }
            return [sign for sign, answer in answers.items() if answer is True]
    """)
    assert true_of(*[three[place] for place in pair]) == wanted.split()


@pytest.mark.criterion("other-types")
@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_there_is_no_order_between_a_task_and_a_number(subject, task, sign):
    compare = subject.define(f"""
        def compare(task):
            try:
                return task {sign} task.id + 1
            except TypeError:
                return "TypeError"
    """)
    assert compare(task) == "TypeError"


@pytest.mark.criterion("other-types")
def test_a_task_is_not_equal_to_its_number(subject, task):
    assert subject.evaluate("[task == task.id, task != task.id]", task=task) == [False, True]


@pytest.mark.criterion("other-types")
def test_the_other_side_may_answer(subject, task):
    end = subject.define("""
        class End:
            \"\"\"Equal to everything, and after everything.\"\"\"

            def __eq__(self, other):
                return True

            def __gt__(self, other):
                return True

            __ge__ = __gt__
    """)
    answers = subject.evaluate("[task == End(), task < End(), task <= End()]", task=task, End=end)
    if answers != [True, True, True]:
        raise Mismatch(
            "The task has answered for a type that it does not know.",
            expected="True three times: the other side says so",
            actual=answers,
            help="For an object that is no Task, return NotImplemented. Then Python asks the other side.",
        )
