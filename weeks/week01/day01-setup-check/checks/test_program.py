"""Checks of day 1: what the program prints, and what it writes."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well

# The program in an environment with other versions than ours: a number that is typed into the file shows.
_ELSEWHERE = """
import collections, importlib.metadata, runpy, sys
import requests, rich
names = "major minor micro releaselevel serial"
sys.version = "{python} (main, Jan  5 2026, 09:30:00) [GCC 13.2.0]"
sys.version_info = collections.namedtuple("version_info", names)(*map(int, "{python}".split(".")), "final", 0)
requests.__version__ = "{requests}"
installed = importlib.metadata.Distribution
known = {{"requests": "{requests}", "rich": "{rich}"}}
installed.version = property(lambda found: known.get(found.metadata["Name"].lower()) or found.metadata["Version"])
"""
_RUN = 'runpy.run_path("setup_check.py", run_name="__main__")'
_IMPORT = "import setup_check"


@pytest.fixture
def versions(rng):
    """Versions that nobody has installed yet."""
    return {
        "python": f"3.{rng.randint(20, 49)}.{rng.randint(1, 9)}",
        "requests": f"2.{rng.randint(60, 99)}.{rng.randint(1, 9)}",
        "rich": f"{rng.randint(30, 59)}.{rng.randint(1, 9)}.{rng.randint(1, 9)}",
    }


def run_with(subject, versions):
    """What the program prints where Python and the libraries have these versions."""
    return elsewhere(subject, versions, _RUN, shown=["python", "setup_check.py"])


def elsewhere(subject, versions, line, shown):
    subject.submitted_text("setup_check.py")
    finished = subject.program("python", "-c", _ELSEWHERE.format(**versions) + line, shown=shown)
    ended_well(finished)
    return finished.stdout


def words(text):
    """The words and numbers of a text, however they are laid out."""
    return set(re.findall(r"\w+(?:\.\w+)*", text))


@pytest.mark.criterion("program-runs")
def test_the_program_prints_something(subject):
    finished = subject.program("setup_check.py")
    ended_well(finished)
    if not finished.stdout.strip():
        raise Mismatch(
            "The program printed nothing.",
            expected="at least one line",
            actual="no line",
            help="Print in main(), and let the last lines of the file call main().",
        )


def not_asked_for(what, version, question):
    return Mismatch(
        f"The version of {what} is not in what the program printed.",
        expected=f"{version}, the version of {what} in this check",
        help=f"This check makes up versions, to see whether your script asks for them: {question}. A number that is "
        "typed into the file stays the same.",
    )


@pytest.mark.criterion("version-printed")
def test_the_version_of_python_is_printed(subject, versions):
    printed = run_with(subject, versions)
    major, minor, _ = versions["python"].split(".")
    if not re.search(rf"(?<!\d){major}\D{{1,40}}{minor}(?!\d)", printed):
        raise not_asked_for("Python", versions["python"], "platform.python_version()")


@pytest.mark.criterion("libraries-shown")
def test_the_versions_of_the_libraries_are_printed(subject, versions):
    printed = run_with(subject, versions)
    for library in ("requests", "rich"):
        if versions[library] not in words(printed):
            raise not_asked_for(library, versions[library], f'version("{library}")')


@pytest.mark.criterion("output-saved")
def test_what_is_printed_is_in_the_file(subject, versions):
    subject.program("rm", "-f", "output.txt")
    printed = run_with(subject, versions)
    written = words(subject.read_text("output.txt"))
    lines = [line.strip() for line in printed.splitlines() if "output.txt" not in line]
    missing = [line for line in lines if words(line) - written]
    if missing:
        raise Mismatch(
            "A line was printed, but is not in output.txt."
            if len(missing) == 1
            else f"{len(missing)} lines were printed, but are not in output.txt.",
            expected=f"in output.txt: {missing[0]}",
            actual="a file without it" if written else "an empty file",
            help='Write every line that you print, while the file is open. Opening it again with "w" empties it.',
        )


@pytest.mark.criterion("output-fresh")
def test_an_earlier_run_is_gone_from_the_file(subject, versions):
    subject.write_text("output.txt", "a line of an earlier run\n")
    run_with(subject, versions)
    if "a line of an earlier run" in subject.read_text("output.txt"):
        raise Mismatch(
            "output.txt still holds what an earlier run has written.",
            expected="only what this run printed",
            actual="a file that grows with every run",
        )


@pytest.mark.criterion("import-quiet")
def test_importing_prints_and_writes_nothing(subject, versions):
    subject.program("rm", "-f", "output.txt")
    printed = elsewhere(subject, versions, _IMPORT, shown=["python", "-c", _IMPORT])
    if printed.strip():
        raise Mismatch("Importing setup_check printed something.", expected="no line")
    if subject.exists("output.txt"):
        raise Mismatch(
            "Importing setup_check wrote output.txt.",
            expected="no file output.txt",
            actual="output.txt is there",
            help="A file is created at the moment when it is opened, even if nothing is written.",
        )
