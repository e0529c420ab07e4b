"""What several checks need: the site with its books, and the learner's program that scrapes it."""

import json
import re

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.doubles import Catalogue

_RETURNED = "main() returns the status, and sys.exit(main()) makes it that of the program."
MEANINGS = {
    0: "0, which says that no page is lost",
    1: "1, which says that the file is written, and a page is lost",
    2: "2, which says that no file is written",
}


@pytest.fixture
def catalogue(site, rng):
    """Eight books on two lists."""
    return site.play(Catalogue(rng, 8))


@pytest.fixture
def page(site):
    """Puts a page of a check's own into the site, which has rules that forbid nothing."""
    site.page("/robots.txt", "User-agent: *\nDisallow:\n")

    def page(path, *lines):
        body = "\n".join(lines)
        html = f"<!doctype html>\n<html><head><title>x</title></head>\n<body>\n{body}\n</body></html>\n"
        site.page(path, html, Content_Type="text/html; charset=utf-8")

    return page


@pytest.fixture
def book_page(page):
    """Puts the page of a book into the site."""

    def book_page(number, title="The Salt Road", price="€4.50", stock="In stock", more=""):
        page(
            f"/books/{number}",
            f"<h1>{title}</h1>",
            f'<p class="price">{price}</p>',
            f'<p class="stock">{stock}</p>',
            more,
        )

    return book_page


@pytest.fixture
def run(subject, site):
    """Runs the program, with the address of this site in its environment; nothing for a variable leaves it out."""

    def run(*words, program=("scrape.py",), **env):
        told = {"CATALOGUE_URL": site.url, **env}
        return subject.program(*program, *words, env={key: value for key, value in told.items() if value is not None})

    return run


@pytest.fixture
def ends(run):
    """Runs the program, which must end with a status. `when` says why, in a sentence."""

    def ends(status, *words, when="", **how):
        finished = run(*words, **how)
        if "Traceback" in finished.stderr:
            lines = finished.stderr.strip().splitlines()
            named = [line for line in lines if re.match(r"[\s|]*[A-Za-z_][\w.]*: ", line)]
            raise Mismatch(
                f"{when} The program ended with a traceback.".strip(),
                expected="no traceback",
                actual=(named or lines)[-1].strip(" |"),
                help="The name of the exception stands there. Catch it where you know what to do.",
            )
        if finished.exit_code != status:
            raise Mismatch(
                f"{when} The exit status is not right.".strip(),
                expected=f"exit status {MEANINGS[status]}",
                actual=f"exit status {finished.exit_code}",
                help=_RETURNED if finished.exit_code == 0 else None,
            )
        return finished

    return ends


@pytest.fixture
def scraped(ends, subject):
    """The books in the file after a run, as they stand there."""

    def scraped(*options, status=0, when="", **how):
        ends(status, "books.json", *options, when=when, **how)
        try:
            found = json.loads(subject.read_text("books.json"))
        except ValueError as error:
            raise Mismatch("books.json is no JSON.", expected="a list of objects", actual=str(error)) from None
        if not isinstance(found, list) or not all(isinstance(one, dict) and "number" in one for one in found):
            raise Mismatch(
                "books.json is no list of books.",
                expected='[{"number": 417, "title": "...", ...}, ...]',
                actual=json.dumps(found)[:200],
            )
        return found

    return scraped


@pytest.fixture
def insist_on_books():
    """These books are in the file, and no others."""

    def insist_on_books(found, numbers, when=""):
        there, wanted = [one["number"] for one in found], sorted(numbers)
        missing = [number for number in wanted if number not in there]
        surplus = [number for number in there if number not in wanted]
        if missing or surplus or len(there) != len(wanted):
            said = [f"{len(there)} books"]
            said += [f"{missing[0]} is missing"] if missing else []
            said += [f"{surplus[0]} does not belong there"] if surplus else []
            said += ["some are there twice"] if len({*map(str, there)}) < len(there) else []
            raise Mismatch(
                f"{when} The books in the file are not those of the site.".strip(),
                expected=f"{len(wanted)} books" + (f", {missing[0]} among them" if missing else ""),
                actual=", ".join(said),
            )

    return insist_on_books


@pytest.fixture
def asked(site):
    """The requests that have reached the site; at least one has."""

    def asked():
        if not site.asked:
            raise Mismatch(
                "The site has not been asked.",
                expected="a request to the address in CATALOGUE_URL",
                actual="no request",
                help="The address of the site is in the environment: os.environ['CATALOGUE_URL'].",
            )
        return list(site.asked)

    return asked


@pytest.fixture
def times(asked):
    """The page was asked for so many times."""

    def times(path, count, when=""):
        came = [request.path for request in asked()].count(path)
        if came != count:
            raise Mismatch(
                f"{when} The number of requests for one page is not right.".strip(),
                expected=f"{path} asked for {'once' if count == 1 else f'{count} times'}",
                actual=f"{came} times",
            )

    return times
