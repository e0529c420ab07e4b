"""Checks of manners: what is asked for, how often, by whom, and how much at once."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.doubles import Catalogue
from grader.toolbox.site import Site

WATCHED = """\
# Runs scrape.py, and prints of each new connection whether it was opened without blocking, in the first thread.
import runpy
import socket
import sys
import threading

real = socket.socket.connect


def connect(self, address):
    free = self.gettimeout() == 0 and threading.current_thread() is threading.main_thread()
    print("connects", "without blocking" if free else "and blocks a thread", flush=True)
    return real(self, address)


socket.socket.connect = connect
sys.argv[0] = "scrape.py"
runpy.run_path("scrape.py", run_name="__main__")
"""


@pytest.mark.criterion("pages-once")
def test_no_page_is_asked_for_twice(ends, asked, catalogue):
    ends(0, "books.json")
    insist_on_once([request.path for request in asked()])


@pytest.mark.criterion("pages-once")
def test_a_page_that_many_link_to_is_asked_for_once(ends, asked, site, page, book_page):
    links = [f'<a href="{start}books/7#{part}">A book</a>' for part in ("", "top", "end") for start in ("", "/")]
    page("/", *links, '<a href="#books">Below</a>', *(f'<a href="/shelf/{number}">S</a>' for number in range(6)))
    for number in range(6):
        page(f"/shelf/{number}", f'<a href="{site.url}/books/7">A book</a>')
    book_page(7)
    ends(0, "books.json", when="Nine links lead to one book.")
    insist_on_once([request.path for request in asked()])


def insist_on_once(paths):
    """None of them comes again."""
    again = [path for path in paths if paths.count(path) > 1]
    if again:
        raise Mismatch(
            "A page was asked for more than once.",
            expected=f"{again[0]} once",
            actual=f"{paths.count(again[0])} times, among {len(paths)} requests in all",
        )


@pytest.mark.criterion("site-kept")
def test_what_is_no_page_of_this_site_is_left_out(scraped, insist_on_books, subject, page, book_page):
    other = Site()
    subject.may_connect(other.port)
    odd = ["mailto:amina@example.com", "javascript:void(0)", "tel:110", "ftp://127.0.0.1/books/9", "http://["]
    odd += [f"{other.url}/books/8", f"//127.0.0.1:{other.port}/books/9"]
    page("/", *(f'<a href="{link}">Odd</a>' for link in odd), '<a href="">Here</a> <a href="/books/7">A book</a>')
    book_page(7)
    when = f"There are links to {', '.join(odd)} and nothing."
    found = scraped(when=when)
    other.close()
    stay_away(other)
    insist_on_books(found, [7], when=when)


@pytest.mark.criterion("site-kept")
def test_a_redirection_to_another_site_is_not_followed(run, subject, site, page):
    other = Site()
    subject.may_connect(other.port)
    page("/", '<a href="/books/7">A book</a>')
    site.page("/books/7", "", 302, Location=f"{other.url}/books/7")
    run("books.json")
    other.close()
    stay_away(other)


def stay_away(other):
    """The other site was not asked."""
    if other.asked:
        raise Mismatch(
            "Another site was asked.", expected="no request there", actual=f"a request for {other.paths()[0]}"
        )


@pytest.mark.criterion("robots-obeyed")
@pytest.mark.parametrize("agent", ["*", "journey-scraper"])
def test_a_book_that_is_private_is_left_out(scraped, insist_on_books, asked, site, catalogue, rng, agent):
    private, *others = rng.sample(catalogue.books, 8)
    everybody_else = "\nUser-agent: *\nDisallow:\n" if agent != "*" else ""
    site.page("/robots.txt", f"User-agent: {agent}\nDisallow: /private/\nDisallow: {private.path}\n{everybody_else}")
    when = f"robots.txt asks {agent} to stay away from {private.path}."
    insist_on_books(scraped(when=when), [book.number for book in others], when=when)
    insist_on_rules([request.path for request in asked()], ("/private/", private.path))


def insist_on_rules(paths, private):
    """The rules were read first, once, and obeyed."""
    if paths[0] != "/robots.txt" or paths.count("/robots.txt") != 1:
        raise Mismatch(
            "The rules of the site were not read once, before everything else.",
            expected="/robots.txt, then the other pages",
            actual=f"{paths[0]} first, and /robots.txt {paths.count('/robots.txt')} times",
        )
    broken = [path for path in paths if path.startswith(private)]
    if broken:
        raise Mismatch("A page was asked for in spite of robots.txt.", expected="no request", actual=broken[0])


@pytest.mark.criterion("robots-obeyed")
def test_a_rule_may_name_a_query(ends, asked, site, page, book_page):
    site.page("/robots.txt", "User-agent: *\nDisallow: /list?sort=\n")
    page("/", '<a href="/list?sort=title">By title</a> <a href="/list?page=2">More</a>')
    for path in ("/list?sort=title", "/list?page=2"):
        page(path, '<a href="/books/7">A book</a>')
    book_page(7)
    ends(0, "books.json")
    insist_on_rules([request.path for request in asked()], ("/list?sort=",))


@pytest.mark.criterion("robots-obeyed")
@pytest.mark.parametrize("status", [404, 403])
def test_without_rules_everything_is_allowed(scraped, insist_on_books, site, catalogue, status):
    site.page("/robots.txt", "Nothing here.\n", status)
    when = f"The answer to /robots.txt is {status}."
    insist_on_books(scraped(when=when), [book.number for book in catalogue.books], when=when)


@pytest.mark.criterion("agent-named")
def test_every_request_says_who_asks(ends, asked, catalogue):
    ends(0, "books.json")
    for request in asked():
        agent = request.headers.get("user-agent", "no such header")
        if not agent.startswith("journey-scraper/"):
            raise Mismatch(
                f"The request for {request.path} does not name the scraper in the header User-Agent.",
                expected="journey-scraper/, then a version, such as journey-scraper/1.0",
                actual=agent,
            )


@pytest.mark.criterion("bound-used")
@pytest.mark.parametrize(("options", "most"), [(("--at-once", "3"), 3), ((), 5)], ids=["three", "no option"])
def test_as_many_as_allowed_are_asked_at_once(ends, site, rng, options, most):
    catalogue = site.play(Catalogue(rng, 12))
    waiting = site.hold("/books/", at_once=most, of=len(catalogue.books))
    ends(0, "books.json", *options)
    if waiting.most < most:
        raise Mismatch(
            "The requests did not wait together. The site held each answer until there were enough.",
            expected=f"{most} requests at once",
            actual=f"{waiting.most} at most",
            help="await client.get(...) in a loop is one after the other. Give each page a task of its own.",
        )


@pytest.mark.criterion("bound-held")
def test_never_more_than_allowed_are_asked_at_once(ends, site, rng):
    catalogue, most = site.play(Catalogue(rng, 12)), rng.choice([2, 4])
    waiting = site.hold("/books/", at_once=most, of=len(catalogue.books))
    ends(0, "books.json", "--at-once", str(most))
    insist_on_bound(waiting, most)


@pytest.mark.criterion("bound-held")
def test_all_kinds_of_pages_count(ends, site, page, book_page):
    page("/", *(f'<a href="/books/list-{number}">A list</a>' for number in range(8)))
    for number in range(8):
        page(f"/books/list-{number}", f'<a href="/books/{number}">A book</a>')
        book_page(number)
    waiting = site.hold("/books/", at_once=3, of=16)
    ends(0, "books.json", "--at-once", "3")
    insist_on_bound(waiting, 3)


def insist_on_bound(waiting, most):
    """No more requests than these waited at the same time."""
    if waiting.most > most:
        raise Mismatch(
            "More requests were on their way than allowed.",
            expected=f"{most} at once, as --at-once {most} says",
            actual=f"{waiting.most} at once",
            help="One semaphore for all pages: async with semaphore: response = await client.get(...)",
        )


@pytest.mark.criterion("coroutines-alone")
def test_no_request_blocks_a_thread(subject, run, catalogue):
    subject.write_text("watched.py", WATCHED)
    lines = run("books.json", program=("python", "watched.py")).stdout.splitlines()
    connects = [line for line in lines if line.startswith("connects")]
    blocked = sum(line.endswith("blocks a thread") for line in connects)
    if blocked or not connects:
        raise Mismatch(
            "Requests are not made by coroutines of one event loop.",
            expected="connections that are opened without blocking, in the first thread",
            actual=f"{blocked} of {len(connects)} connections block a thread" if connects else "no connection",
            help="httpx2.AsyncClient awaits. httpx2.get, requests and urllib.request block; threads only hide it.",
        )
