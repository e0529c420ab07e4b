"""Checks of what is found: books, their fields, their order, the summary."""

import csv
import io
import json
import re

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.doubles import Catalogue


def fields_of(book):
    """A book as it stands in the file."""
    return {"number": book.number, "title": book.title, "price": float(book.price), "in_stock": book.in_stock}


@pytest.mark.criterion("books-found")
def test_the_books_of_all_lists_are_found(scraped, insist_on_books, site, rng):
    catalogue = site.play(Catalogue(rng, 20))
    insist_on_books(scraped(), [book.number for book in catalogue.books])


@pytest.mark.criterion("links-followed")
def test_links_are_followed_wherever_they_stand(scraped, insist_on_books, site, page, book_page):
    page("/", '<p><a name="top"></a><a href="shelf?page=1">One</a> <a href="about/">About</a></p>')
    page("/shelf?page=1", '<a href="?page=2">More</a>')
    page("/shelf?page=2", f'<a href="{site.url}/books/7">A book</a>')
    page("/about/", '<a href="../books/51">Our first book</a> <a href="/books/new">Soon</a>')
    page("/books/new", "<h1>Soon</h1>")
    book_page(7, more='<a href="30">Like this one</a>')
    book_page(30)
    book_page(51)
    insist_on_books(scraped(), [7, 30, 51])


@pytest.mark.criterion("fields-parsed")
def test_each_book_has_its_fields(scraped, catalogue):
    found = {one["number"]: one for one in scraped()}
    for book in catalogue.books[:5]:
        compare(found.get(book.number), fields_of(book))


@pytest.mark.criterion("fields-parsed")
def test_space_around_a_text_does_not_belong_to_it(scraped, catalogue, book_page, rng):
    number, price = catalogue.books[1].number, rng.randint(1000, 9999)
    book_page(number, "\n  Tea &amp; Bread\n", f"\n  €{price}.05\n", "\n  Sold out\n")
    wanted = {"number": number, "title": "Tea & Bread", "price": price + 0.05, "in_stock": False}
    compare({one["number"]: one for one in scraped()}.get(number), wanted)


def compare(found, wanted):
    """All fields with their types: 1 is not True, and "4.5" is no number."""
    if found is None:
        raise Mismatch("A book is not in the file.", expected=json.dumps(wanted), actual="no such number")
    same_types = [isinstance(found.get(key), bool) == isinstance(value, bool) for key, value in wanted.items()]
    if found != wanted or not all(same_types):
        raise Mismatch(
            "The fields of a book are not right.",
            expected=json.dumps(wanted, ensure_ascii=False),
            actual=json.dumps(found, ensure_ascii=False),
        )


@pytest.mark.criterion("summary-printed")
def test_the_last_line_tells_the_numbers(ends, catalogue):
    told(ends(0, "books.json"), "8 books, 0 failed")


@pytest.mark.criterion("summary-printed")
def test_no_books_are_no_failure(ends, subject, page):
    page("/", '<a href="/list/1">All books</a>')
    page("/list/1", "<p>Come again.</p>")
    told(ends(0, "books.json", when="There are no books."), "0 books, 0 failed")
    assert json.loads(subject.read_text("books.json")) == []


def told(finished, wanted):
    """The last line has the numbers of the one that is wanted; its words are free."""
    lines = finished.stdout.strip().splitlines() or ["nothing"]
    if re.findall(r"\d+", lines[-1]) != re.findall(r"\d+", wanted):
        raise Mismatch(
            "The last line on standard output does not tell how many books and how many failures.",
            expected=f"a line such as {wanted}",
            actual=lines[-1],
        )


@pytest.mark.criterion("losses-told")
def test_a_lost_page_is_counted(ends, site, catalogue):
    site.page(catalogue.books[3].path, "Gone.\n", 410)
    told(ends(1, "books.json", when="One page was answered with 410."), "7 books, 1 failed")


@pytest.mark.criterion("order-stable")
def test_books_stand_in_the_order_of_their_numbers(scraped, page, book_page):
    page("/", *(f'<a href="/books/{number}">A book</a>' for number in (100, 9, 20)))
    for number in (100, 9, 20):
        book_page(number)
    numbers = [one["number"] for one in scraped()]
    if numbers != [9, 20, 100]:
        raise Mismatch("The books are in another order.", expected="[9, 20, 100]", actual=str(numbers))


@pytest.mark.criterion("csv-written")
def test_a_csv_file_has_a_header_and_a_row_for_each_book(ends, subject, page, book_page):
    page("/", '<a href="/books/20">One</a> <a href="/books/3">Two</a>')
    book_page(20, 'Tea, "Bread" &amp; Salt', "€12.50", "Sold out")
    book_page(3, "Nine Keys", "€4.05")
    ends(0, "books.csv")
    header, *rows = csv.reader(io.StringIO(subject.read_text("books.csv")))
    assert header == ["number", "title", "price", "in_stock"]
    assert rows == [["3", "Nine Keys", "4.05", "true"], ["20", 'Tea, "Bread" & Salt', "12.50", "false"]]
