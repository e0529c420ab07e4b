"""Checks of the file: written whole or not at all, and of commands that cannot be carried out."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.site import Reply

OLD = "[]  what was there before\n"
LATER = Reply("", 503, {"Retry-After": "9"})

UNCAUGHT = "asyncio.run(...) raises a KeyboardInterrupt then. Catch it around that call."
GONE_ON = "A task went on after the client was closed. Make tasks in a TaskGroup, or cancel them in a finally."

FULL_DISK = """\
# Runs scrape.py where no file can grow beyond 600 bytes, as on a disk that is full.
import resource
import runpy
import sys

resource.setrlimit(resource.RLIMIT_FSIZE, (600, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
sys.argv[0] = "scrape.py"
runpy.run_path("scrape.py", run_name="__main__")
"""

INTERRUPTED = """\
# Runs scrape.py, and presses Ctrl-C once, as soon as it waits.
import asyncio
import runpy
import signal
import sys
import time

presses = [signal.SIGINT]


def press():
    if presses:
        signal.raise_signal(presses.pop())


async def sleep(seconds, *others, real=asyncio.sleep):
    if seconds:  # libraries sleep for no time, to let others work
        press()
    await real(seconds)


def sleep_in_a_thread(seconds, real=time.sleep):
    press()
    real(seconds)


asyncio.sleep = sleep
time.sleep = sleep_in_a_thread
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv[0] = "scrape.py"
runpy.run_path("scrape.py", run_name="__main__")
"""


@pytest.fixture
def files(subject):
    """The names of the files that are there now, without what Python keeps for itself."""

    def files():
        listed = subject.program("python", "-c", "import os; print(*sorted(os.listdir()), sep='\\n')").stdout
        return [name for name in listed.splitlines() if name != "__pycache__"]

    return files


@pytest.fixture
def untouched(subject, files):
    """Puts an old file there; afterwards it must be as it was, and no other be new."""
    subject.write_text("books.json", OLD)

    def untouched(before, when):
        now = subject.read_text("books.json") if "books.json" in files() else "no file"
        if now != OLD:
            raise Mismatch(
                f"{when} The old file is not as it was.",
                expected=OLD.strip(),
                actual=f"{now[:60]} ... ({len(now)} characters)" if len(now) > 60 else now.strip() or "an empty file",
                help="Write into another file in the same folder. When it is complete, os.replace(that_file, file).",
            )
        insist_on_files(files(), before, when)

    return untouched


def insist_on_files(found, before, when):
    """None is new."""
    new = [name for name in found if name not in before]
    if new:
        raise Mismatch(f"{when} A file was left behind.", expected="no other file", actual=", ".join(new))


def insist_on_a_sentence(finished, when):
    """Standard error says something."""
    if not finished.stderr.strip():
        raise Mismatch(f"{when} No sentence says so.", expected="a sentence on standard error", actual="nothing there")


@pytest.mark.criterion("file-whole")
def test_a_full_disk_leaves_the_old_file(ends, subject, files, untouched, catalogue):
    subject.write_text("full_disk.py", FULL_DISK)
    before, when = files(), "The disk was full after 600 bytes."
    finished = ends(2, "books.json", when=when, program=("python", "full_disk.py"))
    insist_on_a_sentence(finished, when)
    untouched(before, when)


@pytest.mark.criterion("file-whole")
def test_a_new_file_takes_the_place_of_the_old_one(scraped, insist_on_books, subject, files, catalogue):
    subject.write_text("books.json", OLD * 99)
    before, when = files(), "There was a longer file before."
    insist_on_books(scraped(when=when), [book.number for book in catalogue.books], when=when)
    insist_on_files(files(), before, when)


@pytest.mark.criterion("file-whole")
def test_a_folder_that_is_not_there_is_told(ends, catalogue):
    when = "The folder of the file does not exist."
    insist_on_a_sentence(ends(2, "nowhere/books.json", when=when), when)


@pytest.mark.criterion("start-told")
@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("/", Reply("Not today.\n", 500)),
        ("/robots.txt", Reply("Later.\n", 503, {"Retry-After": "0"})),
        ("/robots.txt", None),
        ("/robots.txt", Reply("User-agent: *\nDisallow: /\n")),
    ],
    ids=["first page 500", "rules 503", "rules without an answer", "rules forbid all"],
)
def test_a_site_that_cannot_be_read_leaves_the_old_file(ends, files, untouched, site, catalogue, path, reply):
    site.trouble(path, *[reply] * 20)
    what = "no answer" if reply is None else f"{reply.status} and {reply.body!r}"
    before, when = files(), f"{path} has {what}."
    insist_on_a_sentence(ends(2, "books.json", "--delay", "0", when=when), when)
    untouched(before, when)
    if path == "/robots.txt" and {*site.paths()} != {path}:
        raise Mismatch(f"{when} Other pages were asked for.", expected=f"{path} alone", actual=site.paths()[-1])


@pytest.mark.criterion("start-told")
def test_nobody_is_there(ends, nobody):
    when = "Nobody is at CATALOGUE_URL."
    insist_on_a_sentence(ends(2, "books.json", when=when, CATALOGUE_URL=nobody.url), when)


@pytest.mark.criterion("arguments-refused")
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("books.txt",),
        ("books.json", "--at-once", "0"),
        ("books.json", "--at-once", "many"),
        ("books.json", "--delay", "-1"),
        ("books.json", "--delay", "soon"),
        ("books.json", "--timeout", "late"),
        ("books.json", "--fast"),
    ],
    ids=" ".join,
)
def test_a_command_that_makes_no_sense_is_refused(ends, site, catalogue, words):
    refused_early(ends, site, words, "This command makes no sense.")


@pytest.mark.criterion("arguments-refused")
@pytest.mark.parametrize("address", [None, "books.example"])
def test_a_missing_address_is_told(ends, site, catalogue, address):
    when = "There is no CATALOGUE_URL." if address is None else "CATALOGUE_URL has no http://."
    finished = refused_early(ends, site, ("books.json",), when, CATALOGUE_URL=address)
    if "CATALOGUE_URL" not in finished.stderr:
        raise Mismatch(
            f"{when} The sentence does not name it.", expected="CATALOGUE_URL", actual=finished.stderr.strip()
        )


def refused_early(ends, site, words, when, **env):
    """Status 2 and a sentence, and the site is not asked."""
    finished = ends(2, *words, when=when, **env)
    insist_on_a_sentence(finished, when)
    if site.paths():
        raise Mismatch(f"{when} The site was asked all the same.", expected="no request", actual=site.paths()[0])
    return finished


@pytest.fixture
def interrupted(run, subject, files, untouched):
    """Runs the program, and presses Ctrl-C as soon as it waits: a sentence, and the old file."""

    def interrupted(when):
        subject.write_text("interrupted.py", INTERRUPTED)
        before = files()
        finished = run("books.json", program=("python", "interrupted.py"))
        if finished.exit_code == 0 or "Traceback" in finished.stderr:
            raise Mismatch(
                f"{when} The program did not end as it should.",
                expected="a sentence without a traceback, and an exit status that is not 0",
                actual="exit status 0" if finished.exit_code == 0 else finished.stderr.strip().splitlines()[-1],
                help=GONE_ON if "never retrieved" in finished.stderr else UNCAUGHT,
            )
        insist_on_a_sentence(finished, when)
        untouched(before, when)

    return interrupted


@pytest.mark.criterion("interruption-clean")
def test_ctrl_c_leaves_the_old_file(interrupted, site, catalogue):
    site.trouble("/", LATER)
    interrupted("Ctrl-C was pressed while the first page waited for its second try.")


@pytest.mark.criterion("interruption-clean")
def test_ctrl_c_ends_what_is_on_its_way(interrupted, site, page, book_page):
    numbers = range(20, 32)
    links = [f'<a href="/books/{number}">Book {number}</a>' for number in numbers]
    page("/", '<a href="/list/1">All books</a>', *links)
    site.trouble("/list/1", LATER)
    for number in numbers:
        book_page(number)
    site.hold("/books/", at_once=99, of=99)
    interrupted("Ctrl-C was pressed while /list/1 waited for its second try, and books were on their way.")
