"""Checks of JSON Lines, of the report, and of what is left when writing fails."""

import csv
import io
import json

import pytest

from grader.toolbox import Mismatch, raising, refused

OLD = "name,amount,note\ntea,1,old\n"


@pytest.fixture
def stock(subject):
    """The learner's module."""
    return subject.module("stock")


@pytest.fixture
def found_in(subject, stock):
    """A function that gives what is found in a JSON Lines file: tuples of items, tuples of problems."""
    return subject.define(
        """
        def found_in(path):
            items, problems = read_json_lines(path)
            told = [(problem.file, problem.line, problem.cells) for problem in problems]
            return [(item.name, item.amount, item.note) for item in items], told
    """,
        read_json_lines=stock.read_json_lines,
    )


def text_in(subject, name):
    """The text of a file that must be there."""
    if not subject.exists(name):
        raise Mismatch("No such file was written.", expected=f"a file {name}", actual="no file")
    return subject.read_text(name)


def rows_in(subject, name):
    """The rows of a file, as Python's csv module reads them."""
    return list(csv.reader(io.StringIO(text_in(subject, name), newline="")))


def values_in(subject, name):
    """The value of each line of a file, as Python's json module reads it."""
    lines = text_in(subject, name).split("\n")
    try:
        return [json.loads(line) for line in lines if line]
    except json.JSONDecodeError as error:
        raise Mismatch(
            f"A line of {name} is no JSON text.", expected="one JSON object on each line", actual=error.doc
        ) from None


@pytest.mark.criterion("json-written")
def test_each_item_is_an_object_on_a_line(subject, stock, rng):
    tea, milk = rng.sample(range(100), 2)
    stock.write_json_lines("out.jsonl", [stock.Item("tea", tea, "green"), stock.Item("milk", milk, "")])
    assert values_in(subject, "out.jsonl") == [
        {"name": "tea", "amount": tea, "note": "green"},
        {"name": "milk", "amount": milk, "note": ""},
    ]


@pytest.mark.criterion("json-written")
def test_texts_are_written_exactly_as_json(subject, stock):
    text = 'a "b"\nc\r\n\u0447\u0430\u0439 \U0001f375'
    stock.write_json_lines("out.jsonl", [stock.Item("tea", 3, text)])
    assert values_in(subject, "out.jsonl") == [{"name": "tea", "amount": 3, "note": text}]


@pytest.mark.criterion("json-written")
def test_no_items_leave_an_empty_file(subject, stock):
    subject.write_text("out.jsonl", '{"name": "tea"}\n')
    stock.write_json_lines("out.jsonl", [])
    assert text_in(subject, "out.jsonl").strip() == ""


@pytest.mark.criterion("json-read")
def test_lines_become_items(subject, found_in, rng):
    tea, milk = rng.sample(range(100), 2)
    first = json.dumps({"note": "green", "name": "tea", "amount": tea})
    subject.write_text("shop.jsonl", f'{first}\n\n{{"name": "milk", "amount": {milk}, "note": ""}}')
    assert found_in("shop.jsonl") == ([("tea", tea, "green"), ("milk", milk, "")], [])


@pytest.mark.criterion("json-read")
def test_an_amount_may_be_zero(subject, found_in):
    subject.write_text("shop.jsonl", '{"name": "tea", "amount": 0, "note": "sold out"}\n')
    assert found_in("shop.jsonl") == ([("tea", 0, "sold out")], [])


@pytest.mark.criterion("json-read")
@pytest.mark.parametrize("text", ['a "b", c', "one\ntwo\r\n", "\u0447\u0430\u0439 \U0001f375", "one\u2028two", "  "])
@pytest.mark.parametrize("escaped", [True, False])
def test_texts_are_read_exactly_from_json(subject, found_in, text, escaped):
    item = {"name": "tea", "amount": 3, "note": text}
    subject.write_text("shop.jsonl", json.dumps(item, ensure_ascii=escaped) + "\n")
    assert found_in("shop.jsonl") == ([("tea", 3, text)], [])


@pytest.mark.criterion("json-read")
def test_a_bom_and_an_empty_file_are_no_trouble(subject, found_in):
    subject.write_text("bom.jsonl", '\ufeff{"name": "tea", "amount": 3, "note": ""}\n')
    subject.write_text("empty.jsonl", "")
    assert found_in("bom.jsonl") == ([("tea", 3, "")], [])
    assert found_in("empty.jsonl") == ([], [])


@pytest.mark.criterion("bad-lines-reported")
@pytest.mark.parametrize(
    "line",
    [
        '{"name": "rice", "amount": 3,',
        "rice,3,white",
        "[1, 2]",
        '["name", "amount", "note"]',
        '"rice"',
        "7",
        "null",
        '{"name": "rice", "amount": 3}',
        '{"name": "rice", "amount": 3, "note": "", "colour": "white"}',
        '{"name": "rice", "amount": "3", "note": ""}',
        '{"name": "rice", "amount": -3, "note": ""}',
        '{"name": "rice", "amount": 2.5, "note": ""}',
        '{"name": "rice", "amount": true, "note": ""}',
        '{"name": "rice", "amount": null, "note": ""}',
        '{"name": "rice", "amount": 3, "note": null}',
        '{"name": 5, "amount": 3, "note": ""}',
        '{"name": " ", "amount": 3, "note": ""}',
    ],
)
def test_a_bad_line_is_a_problem_and_no_item(subject, found_in, line):
    good = '{"name": "tea", "amount": 4, "note": ""}'
    subject.write_text("shop.jsonl", f"{good}\n\n{line}\n{good}\n")
    assert found_in("shop.jsonl") == ([("tea", 4, "")] * 2, [("shop.jsonl", 3, [line])])


@pytest.mark.criterion("bad-lines-reported")
def test_a_reason_is_given(subject, stock):
    subject.write_text("shop.jsonl", 'rice\n{"name": "rice", "amount": "3", "note": ""}\n')
    reasons = subject.define(
        """
        def reasons(path):
            items, problems = read_json_lines(path)
            return [problem.reason for problem in problems]
    """,
        read_json_lines=stock.read_json_lines,
    )("shop.jsonl")
    if len(reasons) != 2 or not reasons[0] or "amount" not in reasons[1]:
        raise Mismatch("The reasons do not say what is wrong.", expected="two; the second has amount", actual=reasons)


@pytest.fixture
def breaking(subject, stock):
    """A function that gives a generator of items, which breaks after some of them."""
    return subject.define(
        """
        def breaking(count):
            for number in range(count):
                yield Item("rice", number, "new")
            raise LookupError("the other end hung up")
    """,
        Item=stock.Item,
    )


@pytest.fixture
def small_disk(subject, stock):
    """A function after which no file can be larger than 3,000 bytes."""
    return subject.define("""
        import resource

        def small_disk():
            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, most))
    """)


@pytest.mark.criterion("old-file-whole")
@pytest.mark.parametrize("write", ["write_csv", "write_json_lines"])
@pytest.mark.parametrize("count", [0, 3, 2_000])
def test_items_that_break_off_change_no_file(subject, stock, breaking, write, count):
    subject.write_text("kept.txt", OLD)
    with raising(LookupError):
        getattr(stock, write)("kept.txt", breaking(count))
    assert text_in(subject, "kept.txt") == OLD


@pytest.mark.criterion("old-file-whole")
@pytest.mark.parametrize("write", ["write_csv", "write_json_lines"])
def test_a_full_disk_changes_no_file(subject, stock, small_disk, write):
    subject.write_text("kept.txt", OLD)
    small_disk()
    with refused():
        getattr(stock, write)(
            "kept.txt", subject.evaluate('(Item("rice", n, "long " * 9) for n in range(200))', Item=stock.Item)
        )
    assert text_in(subject, "kept.txt") == OLD


@pytest.mark.criterion("old-file-whole")
def test_a_text_that_cannot_be_written_changes_no_file(subject, stock):
    subject.write_text("kept.txt", OLD)
    with refused():
        stock.write_csv("kept.txt", subject.evaluate('[Item("tea", 1, ""), Item("\\ud800", 2, "")]', Item=stock.Item))
    assert text_in(subject, "kept.txt") == OLD


@pytest.mark.criterion("no-leftovers")
@pytest.mark.parametrize("write", ["write_csv", "write_json_lines"])
def test_no_half_file_is_left(subject, stock, small_disk, breaking, write):
    files = subject.define("""
        import os

        def files():
            return sorted(name for name in os.listdir() if name != "__pycache__")
    """)
    subject.write_text("kept.txt", OLD)
    before = files()
    small_disk()
    with raising(LookupError):
        getattr(stock, write)("kept.txt", breaking(2))
    assert files() == before
    with refused():
        getattr(stock, write)(
            "kept.txt", subject.evaluate('(Item("rice", n, "long " * 9) for n in range(200))', Item=stock.Item)
        )
    assert files() == before


@pytest.mark.criterion("report-written")
def test_the_report_is_one_json_text(subject, stock, rng):
    line = rng.randint(2, 99)
    cells = ["caf\u00e9", "x", 'a "b"']
    items = [stock.Item("tea", 1, "")] * rng.randint(2, 5)
    stock.write_report("report.json", items, [stock.Problem("shop.csv", line, "no amount", cells)])
    assert json.loads(text_in(subject, "report.json")) == {
        "items": len(items),
        "problems": [{"file": "shop.csv", "line": line, "reason": "no amount", "cells": cells}],
    }


@pytest.mark.criterion("report-written")
def test_a_report_without_problems(subject, stock):
    subject.write_text("report.json", "an old report, much longer than the new one\n" * 9)
    stock.write_report("report.json", [], [])
    assert json.loads(text_in(subject, "report.json")) == {"items": 0, "problems": []}


def told_in(subject, name):
    """How many items a report counts, and the cells of its problems."""
    report = json.loads(text_in(subject, name))
    return report["items"], [problem["cells"] for problem in report["problems"]]


@pytest.mark.criterion("converted")
def test_csv_becomes_json_lines(subject, stock, rng):
    amount = rng.randint(2, 99)
    subject.write_text("shop.csv", f'name,amount,note\ntea,{amount},"a, b"\nrice,x,\n')
    stock.convert("shop.csv", "shop.jsonl", "report.json")
    assert values_in(subject, "shop.jsonl") == [{"name": "tea", "amount": amount, "note": "a, b"}]
    assert told_in(subject, "report.json") == (1, [["rice", "x", ""]])


@pytest.mark.criterion("converted")
def test_json_lines_become_csv(subject, stock, rng):
    amount = rng.randint(2, 99)
    subject.write_text("shop.jsonl", f'{{"name": "tea", "amount": {amount}, "note": "green"}}\nrice\n')
    stock.convert("shop.jsonl", "shop.csv", "report.json")
    assert rows_in(subject, "shop.csv") == [["name", "amount", "note"], ["tea", str(amount), "green"]]
    assert told_in(subject, "report.json") == (1, [["rice"]])


@pytest.mark.criterion("converted")
def test_a_file_can_be_cleaned_in_its_place(subject, stock):
    subject.write_text("shop.csv", "note,name,amount\n,tea,3\n,rice,x\n")
    stock.convert("shop.csv", "shop.csv", "report.json")
    assert rows_in(subject, "shop.csv") == [["name", "amount", "note"], ["tea", "3", ""]]
    assert told_in(subject, "report.json") == (1, [["", "rice", "x"]])


@pytest.mark.criterion("converted")
@pytest.mark.parametrize(("source", "target"), [("shop.csv", "shop.txt"), ("shop.txt", "shop.csv")])
def test_another_ending_is_refused_before_anything_is_written(subject, stock, source, target):
    subject.write_text(source, OLD)
    with raising(ValueError):
        stock.convert(source, target, "report.json")
    assert not subject.exists(target)
    assert not subject.exists("report.json")


@pytest.mark.criterion("report-first")
def test_without_a_report_the_target_stays(subject, stock):
    subject.write_text("shop.csv", OLD + "rice,x,\n")
    with refused():
        stock.convert("shop.csv", "shop.csv", "no-such-folder/report.json")
    assert text_in(subject, "shop.csv") == OLD + "rice,x,\n"


@pytest.mark.criterion("killed-writer")
@pytest.mark.parametrize("write", ["write_csv", "write_json_lines"])
def test_a_killed_program_leaves_the_old_file(subject, write):
    subject.write_text("kept.txt", OLD)
    subject.write_text(
        "killed.py",
        f"import os, stock\n"
        f"def items():\n"
        f"    for number in range(5_000):\n"
        f'        yield stock.Item("rice", number, "new")\n'
        f"    os._exit(9)\n"
        f'stock.{write}("kept.txt", items())\n',
    )
    subject.program("python", "killed.py")
    assert text_in(subject, "kept.txt") == OLD
