"""Checks of days 12 to 14: what the list looks like, in colour, in a pipe, in a narrow window."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well

WORDS = ["umbrella", "lantern", "cucumber", "bicycle", "kettle", "blanket", "hammer", "pumpkin", "saucepan", "thimble"]
COLOUR = r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10[0-7])(?:;\d+)*m"


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    if subject.exists("tasks.json"):
        subject.program("mv", "tasks.json", "tasks.json.old")


def run(subject, *words, **env):
    finished = subject.program("main.py", *words, env=env)
    ended_well(finished)
    return finished.stdout


def look(subject, *words, settings=()):
    """What the program prints where NO_COLOR is not set."""
    given = ["-u", "NO_COLOR", "COLUMNS=200", "TERM=xterm-256color", *settings]
    finished = subject.program("env", *given, "python", "main.py", *words)
    ended_well(finished)
    return finished.stdout


@pytest.mark.criterion("titles-as-typed")
def test_titles_are_shown_as_they_were_typed(subject):
    titles = [
        "Paint [red] the gate",
        "Send :smile: to Zoë",
        "[1] Read [b]all[/b]",
        "Ask {Chen} 100% \\o/",
        "Close [/red] it",
    ]
    for title in titles:
        run(subject, "add", title)
        printed = run(subject, "list", COLUMNS="200")
        if title not in printed:
            raise Mismatch("The list shows another title.", expected=title, actual=printed.strip())


def add_urgent(subject):
    run(subject, "add", "Mend the roof", "--priority", "high", "--due", "2001-02-03")


@pytest.mark.criterion("list-coloured")
def test_there_are_colours(subject):
    add_urgent(subject)
    if not re.search(COLOUR, look(subject, "list", settings=["FORCE_COLOR=1"])):
        raise Mismatch(
            "There is no colour in the list.",
            expected="codes for colours, such as \\x1b[31m",
            actual="none",
            help="An urgent task that is overdue has a colour, in its priority or anywhere in its row.",
        )


@pytest.mark.criterion("plain-elsewhere")
@pytest.mark.parametrize("words", [["list"], ["stats"]])
def test_a_pipe_gets_no_codes(subject, words):
    add_urgent(subject)
    printed = look(subject, *words)
    if "\x1b" in printed:
        raise Mismatch(
            "There are control codes in what goes to a file.", expected="letters only", actual=repr(printed)[:200]
        )


@pytest.mark.criterion("plain-elsewhere")
def test_no_colour_on_request(subject):
    add_urgent(subject)
    printed = look(subject, "list", settings=["FORCE_COLOR=1", "NO_COLOR=1"])
    if found := re.search(COLOUR, printed):
        raise Mismatch(
            "NO_COLOR is set, and there is a colour.", expected="no code for a colour", actual=repr(found[0])
        )


@pytest.mark.criterion("narrow-window")
@pytest.mark.parametrize("width", [40, 64])
def test_every_title_can_be_read(subject, rng, width):
    words = rng.sample(WORDS, 9)
    titles = [words[:4], words[4:8], [words[8], "Q" * 45]]
    for title in titles:
        run(
            subject,
            "add",
            " ".join(title),
            "--priority",
            "high",
            "--tag",
            "house",
            "--tag",
            "travel",
            "--due",
            "2001-02-03",
        )
    printed = run(subject, "list", COLUMNS=str(width))
    longest = max(printed.splitlines(), key=len)
    if len(longest) > width:
        raise Mismatch(
            "A line is longer than the window.",
            expected=f"up to {width} characters",
            actual=f"{len(longest)}: {longest}",
        )
    places = [printed.find(word) for word in words]
    lost = [word for word, place in zip(words, places, strict=True) if place < 0] or ["Q"] * (45 - printed.count("Q"))
    if lost or places != sorted(places):
        raise Mismatch(
            "A title cannot be read in full.",
            expected="all words of each title, in their order, none of them broken, and all 45 letters Q",
            actual=f"{', '.join(lost)} cannot be read" if lost else "the words are in another order",
        )
