"""Checks of CSV: what is read, what is written, and how a bad row is told."""

import csv
import io

import pytest

from grader.toolbox import Mismatch, raising

EXACT = [
    "two, with a comma",
    'the "best" of all',
    "first line\nsecond line",
    "one\r\ntwo",
    "  spaces  ",
    "caf\u00e9 \u0447\u0430\u0439 \u8336 \U0001f375",
    "one\u2028two",
]


@pytest.fixture
def stock(subject):
    """The learner's module."""
    return subject.module("stock")


@pytest.fixture
def items_of(subject, stock):
    """A function that gives the items of a file, as tuples."""
    return subject.define("""
        def items_of(read, path):
            items, problems = read(path)
            return [(item.name, item.amount, item.note) for item in items]
    """)


@pytest.fixture
def problems_of(subject, stock):
    """A function that gives the problems of a file, as tuples."""
    return subject.define("""
        def problems_of(read, path):
            items, problems = read(path)
            return [(problem.file, problem.line, problem.cells, problem.reason) for problem in problems]
    """)


@pytest.mark.criterion("csv-read")
def test_rows_become_items(subject, stock, items_of, rng):
    tea, milk = rng.sample(range(100), 2)
    subject.write_text("shop.csv", f"name,amount,note\ntea,{tea},green\nmilk,{milk},\n")
    assert items_of(stock.read_csv, "shop.csv") == [("tea", tea, "green"), ("milk", milk, "")]


@pytest.mark.criterion("csv-read")
def test_columns_come_in_any_order(subject, stock, items_of, rng):
    amount = rng.randint(2, 99)
    subject.write_text("shop.csv", f"note,name,amount\ngreen,tea,{amount}\n")
    assert items_of(stock.read_csv, "shop.csv") == [("tea", amount, "green")]


@pytest.mark.criterion("csv-read")
def test_good_rows_are_no_problem(subject, stock, items_of, problems_of):
    subject.write_text("shop.csv", "name,amount,note\ntea,0,\n\nmilk,7,")
    assert items_of(stock.read_csv, "shop.csv") == [("tea", 0, ""), ("milk", 7, "")]
    assert problems_of(stock.read_csv, "shop.csv") == []


@pytest.mark.criterion("csv-read")
def test_a_header_alone_has_no_items(subject, stock, items_of, problems_of):
    subject.write_text("shop.csv", "name,amount,note\n")
    assert items_of(stock.read_csv, "shop.csv") == []
    assert problems_of(stock.read_csv, "shop.csv") == []


def rows_in(subject, name):
    """The rows of a file, as Python's csv module reads them."""
    if not subject.exists(name):
        raise Mismatch("write_csv() wrote no such file.", expected=f"a file {name}", actual="no file")
    return list(csv.reader(io.StringIO(subject.read_text(name), newline="")))


@pytest.mark.criterion("csv-written")
def test_items_become_rows(subject, stock, rng):
    tea, milk = rng.sample(range(100), 2)
    stock.write_csv("out.csv", [stock.Item("tea", tea, "green"), stock.Item("milk", milk, "")])
    assert rows_in(subject, "out.csv") == [
        ["name", "amount", "note"],
        ["tea", str(tea), "green"],
        ["milk", str(milk), ""],
    ]


@pytest.mark.criterion("csv-written")
def test_no_items_leave_a_header(subject, stock):
    stock.write_csv("out.csv", [])
    assert rows_in(subject, "out.csv") == [["name", "amount", "note"]]


@pytest.mark.criterion("csv-written")
def test_an_old_file_is_replaced(subject, stock):
    subject.write_text("out.csv", "name,amount,note\ntea,1,\nrice,2,\n")
    stock.write_csv("out.csv", [stock.Item("milk", 3, "")])
    assert rows_in(subject, "out.csv") == [["name", "amount", "note"], ["milk", "3", ""]]


@pytest.mark.criterion("csv-written")
def test_items_may_come_from_a_generator(subject, stock):
    stock.write_csv("out.csv", subject.evaluate('(Item("tea", n, "") for n in [1, 2])', Item=stock.Item))
    assert rows_in(subject, "out.csv")[1:] == [["tea", "1", ""], ["tea", "2", ""]]


@pytest.mark.criterion("texts-exact")
@pytest.mark.parametrize("text", EXACT)
def test_texts_are_written_exactly(subject, stock, text):
    stock.write_csv("out.csv", [stock.Item(text, 3, text)])
    assert rows_in(subject, "out.csv") == [["name", "amount", "note"], [text, "3", text]]


@pytest.mark.criterion("texts-exact")
@pytest.mark.parametrize("text", EXACT)
def test_texts_are_read_exactly(subject, stock, items_of, text):
    cell = '"' + text.replace('"', '""') + '"'
    subject.write_text("shop.csv", f"name,amount,note\r\n{cell},3,{cell}\r\n")
    assert items_of(stock.read_csv, "shop.csv") == [(text, 3, text)]


@pytest.mark.criterion("bom-read")
def test_a_bom_belongs_to_no_column(subject, stock, items_of, rng):
    amount = rng.randint(2, 99)
    subject.write_text("sheet.csv", f"\ufeffname,amount,note\r\ntea,{amount},green\r\n")
    assert items_of(stock.read_csv, "sheet.csv") == [("tea", amount, "green")]


@pytest.mark.criterion("bom-read")
def test_a_bom_may_stand_before_quotes(subject, stock, items_of):
    subject.write_text("sheet.csv", '\ufeff"name","amount","note"\n"tea","3","green"\n')
    assert items_of(stock.read_csv, "sheet.csv") == [("tea", 3, "green")]


@pytest.mark.criterion("bad-rows-reported")
@pytest.mark.parametrize(
    "cells",
    [
        ["rice", "many", ""],
        ["rice", "", ""],
        ["rice", "-3", ""],
        ["rice", "2.5", ""],
        ["rice", " 7", ""],
        ["rice", "+7", ""],
        ["rice", "1_000", ""],
        ["rice", "\u0663", ""],
        ["rice", "\u00b2", ""],
        ["", "3", ""],
        ["   ", "3", ""],
        ["rice", "3"],
        ["rice"],
        ["rice", "3", "white", "long"],
    ],
)
def test_a_bad_row_is_a_problem_and_no_item(subject, stock, items_of, problems_of, cells):
    subject.write_text("shop.csv", f"name,amount,note\ntea,4,\n{','.join(cells)}\nmilk,5,\n")
    assert items_of(stock.read_csv, "shop.csv") == [("tea", 4, ""), ("milk", 5, "")]
    kept = [(file, row) for file, _, row, _ in problems_of(stock.read_csv, "shop.csv")]
    assert kept == [("shop.csv", cells)]


@pytest.mark.criterion("bad-rows-reported")
@pytest.mark.parametrize(("row", "column"), [("rice,many,", "amount"), (",3,", "name")])
def test_the_reason_names_the_column(subject, stock, problems_of, row, column):
    subject.write_text("shop.csv", f"name,amount,note\n{row}\n")
    reasons = [reason for *_, reason in problems_of(stock.read_csv, "shop.csv")]
    if len(reasons) != 1 or column not in reasons[0]:
        raise Mismatch("The reason does not say which column is wrong.", expected=f"one, with {column}", actual=reasons)


@pytest.mark.criterion("bad-rows-reported")
def test_every_bad_row_is_told(subject, stock, items_of, problems_of, rng):
    name = f"shop-{rng.randint(100, 999)}.csv"
    subject.write_text(name, "name,amount,note\ntea,x,\ntea,1,\ntea,y,\ntea,z,a,b\n")
    assert items_of(stock.read_csv, name) == [("tea", 1, "")]
    kept = [(file, cells) for file, _, cells, _ in problems_of(stock.read_csv, name)]
    assert kept == [(name, ["tea", "x", ""]), (name, ["tea", "y", ""]), (name, ["tea", "z", "a", "b"])]


@pytest.mark.criterion("lines-told")
@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("rice,x,\ntea,3,\nmilk,y,\n", [2, 4]),
        ("\n\nrice,x,\n\nmilk,y,\n", [4, 6]),
        ('tea,1,"one\ntwo\nthree"\nrice,x,\n', [5]),
        ('rice,x,"one\ntwo"\nmilk,y,\n', [2, 4]),
        ('tea,1,"one\r\ntwo"\r\nrice,x,\r\n', [4]),
        ('\n"ri\nce",x,"one\n\ntwo"\n\nmilk,y,\n', [3, 8]),
    ],
)
def test_the_line_is_where_the_row_begins(subject, stock, problems_of, rows, lines):
    subject.write_text("shop.csv", f"name,amount,note\n{rows}")
    assert [line for _, line, _, _ in problems_of(stock.read_csv, "shop.csv")] == lines


@pytest.mark.criterion("lines-told")
def test_empty_lines_count_as_lines(subject, stock, problems_of, rng):
    empty = rng.randint(1, 4)
    subject.write_text("shop.csv", "name,amount,note\ntea,1,\n" + "\n" * empty + "rice,x,\n")
    assert [line for _, line, _, _ in problems_of(stock.read_csv, "shop.csv")] == [3 + empty]


def names(attempt, name):
    if name not in str(attempt.error):
        raise Mismatch("The message does not name the file.", expected=f"{name} in it", actual=str(attempt.error))


@pytest.mark.criterion("file-refused")
@pytest.mark.parametrize(
    "text",
    [
        "name,amount\ntea,3\n",
        "name,amount,note,colour\ntea,3,,red\n",
        "name,amount,name\ntea,3,tea\n",
        "Tea,3,green\n",
        "name,amount,note,note\ntea,3,,\n",
        "",
    ],
)
def test_another_header_is_refused(subject, stock, rng, text):
    name = f"other-{rng.randint(100, 999)}.csv"
    subject.write_text(name, text)
    with raising(ValueError) as attempt:
        stock.read_csv(name)
    names(attempt, name)


@pytest.mark.criterion("file-refused")
@pytest.mark.parametrize("read", ["read_csv", "read_json_lines"])
def test_another_encoding_is_refused(subject, stock, rng, read):
    name = f"old-{rng.randint(100, 999)}.txt"
    subject.program(
        "python", "-c", f'open("{name}", "w", encoding="latin-1").write("name,amount,note\\ncaf\u00e9,3,\\n")'
    )
    with raising(ValueError) as attempt:
        getattr(stock, read)(name)
    names(attempt, name)
