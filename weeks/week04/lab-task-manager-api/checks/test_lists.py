"""Checks of lists: filters, search, order, pages."""

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("tasks-filtered")
def test_tasks_are_chosen(tasks, words):
    days = ["2031-05-16", "2031-05-17", "2031-05-18", None, "2031-05-10", "2031-05-01"]
    for number, (word, day) in enumerate(zip(words, days, strict=False)):
        tasks.move(tasks.add(word, due=day, priority=1 + number % 2), *["doing", "done"][: number % 3])
    a, b, c, d, e, f = words[:6]
    assert tasks.titles(status="todo") == [a, d]
    assert tasks.titles(status="doing") == [b, e]
    assert tasks.titles(priority=2) == [b, d, f]
    assert tasks.titles(due_before="2031-05-17") == [a, e, f]
    assert tasks.titles(status="done", priority=1) == [c]
    assert tasks.titles(status="done", due_before="2031-05-02", priority=2) == [f]
    page = tasks.page(due_before="2031-05-17", limit=1)
    assert ([task["title"] for task in page["items"]], page["total"]) == ([a], 3)


@pytest.mark.criterion("search-literal")
def test_text_is_found(tasks, words):
    word, other = words[:2]
    tasks.add(f"buy {word}")
    tasks.add("shopping", description=f"many {word} and {other}")
    tasks.add(other)
    tasks.add(word.upper())
    for q in (word, word.title()):
        assert tasks.page(q=q)["total"] == 3
        assert tasks.titles(q=q) == [f"buy {word}", "shopping", word.upper()]
    assert tasks.titles(q=f"{word} and") == ["shopping"]
    for q in ("shopping many", "shoppingmany"):
        assert tasks.titles(q=q) == []
    assert len(tasks.titles(q="")) == 4


@pytest.mark.criterion("search-literal")
def test_whatever_is_typed_is_text(tasks, database):
    for title in ("100% rye", "100 loaves of rye", "snake_case", "snake case", "C:\\temp", "C:temp", "Boris' list"):
        tasks.add(title)
    tasks.add("loaves", description="100 loaves of rye, a snake case, C:temp")
    for q, title in {"0% r": "100% rye", "e_C": "snake_case", ":\\t": "C:\\temp", "s' l": "Boris' list"}.items():
        assert tasks.titles(q=q) == [title]
    for q in ("'; DROP TABLE tasks; --", "x' OR 'a' = 'a", '") OR 1 = 1 --'):
        assert tasks.page(q=q) == {"items": [], "total": 0}
    assert len(database.rows("tasks")) == 8


@pytest.mark.criterion("tasks-sorted")
def test_tasks_come_in_the_order_that_is_asked_for(tasks, words):
    days = ["2031-05-17", None, "2031-05-02", "2031-05-17", None]
    added = [tasks.add(*one, **more) for *one, more in zip(words, map(with_day, days), strict=False)]
    a, b, c, d, e = words[:5]
    tasks.patch(added[0], {"description": "changed, and so moved in the table"})
    for task, priority in ((added[1], 2), (added[3], 2)):
        tasks.patch(task, {"priority": priority})
    orders = {"created": [a, b, c, d, e], "-created": [e, d, c, b, a], "priority": [b, d, a, c, e]}
    for sort, expected in {**orders, "-priority": [a, c, e, b, d], "due": [c, a, d, b, e]}.items():
        assert tasks.titles(sort=sort) == expected
    assert tasks.titles() == orders["created"]


def with_day(day):
    return {"due": day}


@pytest.mark.criterion("paged")
def test_each_task_is_on_one_page(tasks, words):
    added = [tasks.add(word, priority=2) for word in words[:5]]
    pages = []
    for offset in (0, 2, 4, 6):
        page = tasks.page(sort="priority", limit=2, offset=offset)
        assert page["total"] == 5
        pages.append([task["title"] for task in page["items"]])
        tasks.patch(added[0], {"description": f"changed {offset}"})
    assert pages == [words[:2], words[2:4], words[4:5], []]


@pytest.mark.criterion("paged")
def test_a_page_has_twenty_tasks_if_nobody_says(tasks):
    for number in range(21):
        tasks.add(f"task {number}")
    assert [len(tasks.titles(**query)) for query in ({}, {"limit": 1}, {"limit": 100})] == [20, 1, 21]


@pytest.mark.criterion("query-checked")
def test_a_wrong_query_is_refused(tasks):
    for query in ("limit=0", "limit=101", "limit=two", "offset=-1", "sort=colour", "sort=title;"):
        assert tasks.api.get(f"/tasks?{query}").status_code == 422
    for query in ("status=perhaps", "status=", "priority=0", "priority=6", "priority=high", "due_before=soon"):
        assert tasks.api.get(f"/tasks?{query}").status_code == 422


@pytest.mark.criterion("page-by-database")
def test_the_database_cuts(tasks, database, words):
    for word in words[:5]:
        tasks.add(word, description="green")
    with database.queries() as asked:
        tasks.page(q="green", status="todo", sort="due", limit=2, offset=1)
    sent = [str(one) for one in asked.selects]
    cut = [one for one in sent if "LIMIT" in one.upper() or "FETCH FIRST" in one.upper()]
    if len(sent) > 2 or not cut:
        raise Mismatch(
            "The database has not made this page alone.",
            expected="two statements at most, one of them with LIMIT",
            actual="\n".join(sent) or "no SELECT",
        )
