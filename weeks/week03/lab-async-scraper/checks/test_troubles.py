"""Checks of what goes wrong on the way: what is asked again, what is given up, and what is kept all the same."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.doubles import Catalogue
from grader.toolbox.site import Reply

WITHOUT_WAITING = """\
# Runs scrape.py with sleep() replaced: nobody waits, and each wait is printed.
import asyncio
import runpy
import sys
import time


async def sleep(seconds, *others, real=asyncio.sleep):
    if seconds:  # libraries sleep for no time, to let others work
        print("waits", float(seconds), flush=True)
    await real(0)


asyncio.sleep = sleep
time.sleep = lambda seconds: print("waits", float(seconds), flush=True)
sys.argv[0] = "scrape.py"
runpy.run_path("scrape.py", run_name="__main__")
"""

ONE_WAITS = """\
# Runs scrape.py with sleep() replaced: that of asyncio waits until MOST connections have been opened.
import asyncio
import runpy
import socket
import sys
import time

opened = 0
real_connect, real_sleep = socket.socket.connect, asyncio.sleep


def connect(self, address):
    global opened
    opened += 1
    return real_connect(self, address)


async def sleep(seconds, *others):
    turns = 1000 if seconds else 1
    while turns and (opened < MOST or not seconds):
        turns -= 1
        await real_sleep(0.005 if seconds else 0)


def blocking_sleep(seconds):
    if asyncio._get_running_loop():
        print("time.sleep() stops the event loop", flush=True)


socket.socket.connect, asyncio.sleep, time.sleep = connect, sleep, blocking_sleep
sys.argv[0] = "scrape.py"
runpy.run_path("scrape.py", run_name="__main__")
"""


def busy(status, seconds="0"):
    """An answer that asks for patience."""
    return Reply("Too much to do.\n", status, {"Retry-After": seconds})


@pytest.fixture
def book(catalogue, rng):
    """One of the books; not the first of a list, since two links lead there."""
    return rng.choice(catalogue.books[1:6])


@pytest.fixture
def waits(subject, run):
    """The seconds that the program waits, one wait after the other."""

    def waits(*options):
        subject.write_text("without_waiting.py", WITHOUT_WAITING)
        printed = run("books.json", *options, program=("python", "without_waiting.py")).stdout
        return [float(line.split()[1]) for line in printed.splitlines() if line.startswith("waits")]

    return waits


def insist_on_waits(found, *wanted):
    """These waits, each up to a second longer."""
    if len(found) != len(wanted) or any(
        not least <= one <= least + 1 for one, least in zip(found, wanted, strict=True)
    ):
        raise Mismatch(
            "The waits are not right.",
            expected=", then ".join(f"{wait:g} seconds" for wait in wanted),
            actual=", then ".join(f"{wait:g} seconds" for wait in found) or "no wait",
            help="Wait with await asyncio.sleep(seconds).",
        )


@pytest.mark.criterion("retried-when-told")
def test_a_busy_site_is_asked_again(scraped, insist_on_books, times, site, catalogue, book):
    site.trouble(book.path, busy(503), busy(429))
    when = f"{book.path} was answered with 503, then 429, both with Retry-After: 0, and then 200."
    insist_on_books(scraped(when=when), [one.number for one in catalogue.books], when=when)
    times(book.path, 3, when)


@pytest.mark.criterion("retried-when-told")
def test_it_waits_as_long_as_told(waits, site, book, rng):
    first = rng.randint(3, 29)
    site.trouble(book.path, busy(429, str(first)), busy(503, "30"))
    insist_on_waits(waits("--delay", "1"), first, 30)


@pytest.mark.criterion("delay-doubled")
def test_without_a_number_the_delay_doubles(waits, site, book, rng):
    delay = rng.randint(3, 40)
    site.trouble(book.path, Reply("", 503), busy(429, "Wed, 21 Oct 2065 07:28:00 GMT"))
    insist_on_waits(waits("--delay", str(delay)), delay, 2 * delay)


@pytest.mark.criterion("retries-bounded")
def test_three_times_are_enough(scraped, insist_on_books, times, site, catalogue, book):
    site.trouble(book.path, *(busy(503) for _ in range(9)))
    when = f"{book.path} is answered with 503 and Retry-After: 0, up to nine times."
    found = scraped(status=1, when=when)
    times(book.path, 3, when)
    insist_on_books(found, [one.number for one in catalogue.books if one != book], when=when)


@pytest.mark.criterion("retries-bounded")
def test_nothing_else_is_asked_again(ends, times, site, catalogue):
    for book, status in zip(catalogue.books[1:3], (404, 500), strict=True):
        site.trouble(book.path, *(Reply("", status, {"Retry-After": "0"}) for _ in range(3)))
    ends(1, "books.json", "--delay", "0", when="One page is answered with 404, one with 500.")
    times(catalogue.books[1].path, 1, "It is answered with 404.")
    times(catalogue.books[2].path, 1, "It is answered with 500.")


@pytest.mark.criterion("losses-told")
def test_lost_pages_are_told_with_their_codes(ends, site, catalogue):
    lost = {book.path: str(status) for book, status in zip(catalogue.books[1:4], (404, 500, 503), strict=True)}
    for path, status in lost.items():
        site.trouble(path, *[Reply("", int(status))] * 20)
    when = f"The answers for {', '.join(lost)} are {', '.join(lost.values())}."
    told = ends(1, "books.json", "--delay", "0", when=when).stderr
    for path, status in lost.items():
        if not any(path in line and status in line for line in told.splitlines()):
            raise Mismatch(
                f"{when} Standard error does not tell each of them.",
                expected=f"a line with {path} and {status} in it",
                actual=told.strip() or "nothing there",
            )


@pytest.mark.criterion("others-kept")
def test_a_page_without_an_answer_leaves_the_others(scraped, insist_on_books, site, catalogue, book):
    site.trouble(book.path, None)
    when = f"{book.path} has no answer: the connection was closed."
    insist_on_books(scraped(status=1, when=when), [one.number for one in catalogue.books if one != book], when=when)


@pytest.mark.criterion("others-kept")
@pytest.mark.parametrize("lacking", ["title", "price", "stock", "number"])
def test_a_page_that_is_no_book_leaves_the_others(scraped, insist_on_books, page, book_page, lacking):
    parts = {"title": "<h1>Map</h1>", "price": '<p class="price">€4.50</p>', "stock": '<p class="stock">Sold out</p>'}
    changed = parts | {lacking: ""} if lacking in parts else parts | {"price": '<p class="price">€ ask us</p>'}
    page("/", '<a href="/books/20">Map</a> <a href="/books/30">The Salt Road</a>')
    page("/books/20", *changed.values())
    book_page(30)
    when = f"The page of one book has nothing but {' and '.join(filter(None, changed.values()))}."
    insist_on_books(scraped(status=1, when=when), [30], when=when)


@pytest.mark.criterion("others-kept")
def test_a_lost_list_leaves_what_was_found(scraped, insist_on_books, site, catalogue):
    site.page("/list/2", "Not today.\n", 500)
    when = "/list/2 is answered with 500."
    insist_on_books(scraped(status=1, when=when), [one.number for one in catalogue.books[:6]], when=when)


@pytest.mark.criterion("others-kept")
def test_silence_has_an_end(scraped, insist_on_books, site, catalogue, book):
    site.hold(book.path, at_once=2, of=2)
    when = f"The site is silent about {book.path} for longer than --timeout says."
    found = scraped("--timeout", "0.5", status=1, when=when)
    insist_on_books(found, [one.number for one in catalogue.books if one != book], when=when)


@pytest.mark.criterion("waits-overlap")
def test_others_are_asked_for_while_one_waits(ends, subject, site, rng):
    catalogue = site.play(Catalogue(rng, 6))
    late = {catalogue.books[1].path, catalogue.books[-1].path}
    for path in late:
        site.trouble(path, busy(503, "2"))
    subject.write_text("one_waits.py", f"MOST = {len(('robots.txt', 'first', 'about', 'list')) + 6}\n{ONE_WAITS}")
    finished = ends(0, "books.json", "--at-once", "3", program=("python", "one_waits.py"))
    when = f"{' and '.join(sorted(late))} were answered with 503 and Retry-After: 2."
    if "stops the event loop" in finished.stdout:
        raise Mismatch(
            f"{when} The wait stops all tasks, not only its own.",
            expected="await asyncio.sleep(2)",
            actual="time.sleep(2), in a coroutine",
        )
    if {*site.paths()[-2:]} != late:
        raise Mismatch(
            f"{when} Not all others were asked for in the meantime.",
            expected="all other pages, then these two again",
            actual=", ".join(site.paths()),
        )


@pytest.mark.criterion("long-waits-left")
def test_a_long_wait_is_given_up(scraped, insist_on_books, times, site, catalogue, book, rng):
    site.trouble(book.path, busy(rng.choice([429, 503]), "31"), busy(503, "31"))
    when = f"{book.path} is answered with Retry-After: 31."
    insist_on_books(scraped(status=1, when=when), [one.number for one in catalogue.books if one != book], when=when)
    times(book.path, 1, when)
