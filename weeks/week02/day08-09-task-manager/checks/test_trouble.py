"""Checks of days 8 and 9: what goes wrong is told in a sentence, and no task is lost."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well

# The system ends the program when it writes beyond this number of bytes.
_KILLED_WHILE_WRITING = """
import resource, runpy, signal, sys
sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
runpy.run_path("main.py", run_name="__main__")
"""
# The program is ended as soon as it does something while there is no tasks.json.
_KILLED_IN_BETWEEN = """
import os, runpy, sys
sys.addaudithook(lambda *event: os.path.exists("tasks.json") or os.kill(os.getpid(), 9))
runpy.run_path("main.py", run_name="__main__")
"""
# Every file takes this number of bytes and no more.
_DISK_FULL = """
import resource, runpy, sys
sys.dont_write_bytecode = True
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
runpy.run_path("main.py", run_name="__main__")
"""


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    for name in ("tasks.json", "tasks.log"):
        if subject.exists(name):
            subject.program("mv", name, f"{name}.old")


@pytest.fixture
def fill(subject):
    """A function that saves a number of tasks in a file."""
    return subject.define("""
        from manager import TaskManager
        from storage import save

        def fill(filename, count):
            manager = TaskManager()
            for number in range(count):
                manager.add(f"Task number {number + 1}.")
            save(manager, filename)
    """)


def told(finished, word=""):
    """The program refused: a sentence on standard error, no traceback, another exit status than 0."""
    problem = advice = None
    if "Traceback" in finished.stderr:
        problem = "The program ended with a traceback. That is for the author, not for those who use it."
        advice = "Catch this exception in cli.py, print a sentence, and return 1."
    elif finished.exit_code == 0:
        problem = "The exit status says that all went well."
        advice = "It is what main() returns, if main.py hands it to sys.exit()."
    elif not finished.stderr.strip():
        problem = "There is no sentence on standard error."
        advice = "print(..., file=sys.stderr) writes there."
    elif word not in finished.stderr:
        problem = f"The sentence does not say that it is about {word}."
    if problem:
        raise Mismatch(
            problem,
            expected=f"a sentence on standard error{word and ' with ' + word}, and an exit status that is not 0",
            actual=f"exit status {finished.exit_code}, {finished.stderr.strip().splitlines()[-1:] or 'no sentence'}",
            help=advice,
        )


def same(subject, text):
    """tasks.json is as it was."""
    now = subject.read_text("tasks.json") if subject.exists("tasks.json") else None
    if now != text:
        raise Mismatch(
            "tasks.json is not as it was before.",
            expected=repr(text[:200]),
            actual="no such file" if now is None else repr(now[:200]),
            help="What is refused changes nothing, and a file that cannot be read is never overwritten.",
        )


@pytest.mark.criterion("bad-input-told")
@pytest.mark.parametrize(
    "words",
    [
        ["complete", "99"],
        ["delete", "99"],
        ["add", ""],
        ["complete", "one"],
        ["list", "--status", "asleep"],
        ["dance"],
    ],
)
def test_bad_input_is_refused_with_a_sentence(subject, words):
    ended_well(subject.program("main.py", "add", "Buy milk"))
    before = subject.read_text("tasks.json")
    told(subject.program("main.py", *words), "99" if "99" in words else "")
    same(subject, before)


@pytest.mark.criterion("broken-file-told")
@pytest.mark.parametrize("words", [["list"], ["add", "Buy milk"]])
@pytest.mark.parametrize("text", ["", "42"])
def test_a_broken_file_is_told_and_kept(subject, words, text):
    subject.write_text("tasks.json", text)
    told(subject.program("main.py", *words), "tasks.json")
    same(subject, text)


@pytest.mark.criterion("broken-file-told")
@pytest.mark.parametrize("words", [["list"], ["delete", "1"]])
def test_half_a_file_is_told_and_kept(subject, fill, words):
    fill("whole.json", 3)
    whole = subject.read_text("whole.json").strip()
    half = whole[: len(whole) // 2]
    subject.write_text("tasks.json", half)
    told(subject.program("main.py", *words), "tasks.json")
    same(subject, half)


@pytest.mark.criterion("broken-file-told")
def test_a_folder_is_no_file(subject):
    subject.program("mkdir", "tasks.json")
    told(subject.program("main.py", "list"), "tasks.json")


@pytest.mark.criterion("unwritable-told")
def test_a_read_only_folder_is_told(subject):
    subject.submitted_text("main.py")
    told(subject.program("sh", "-c", 'cd /usr/lib && python "$OLDPWD/main.py" add "Buy milk"'), "tasks.json")


@pytest.mark.criterion("unwritable-told")
def test_a_read_only_folder_can_be_listed(subject):
    subject.submitted_text("main.py")
    ended_well(subject.program("sh", "-c", 'cd /usr/lib && python "$OLDPWD/main.py" list'))


@pytest.mark.criterion("unwritable-told")
def test_a_full_disk_is_told(subject, fill):
    fill("tasks.json", 40)
    size = len(subject.read_text("tasks.json")) // 2
    told(subject.program("python", "-c", _DISK_FULL.format(size=size), "complete", "7"), "tasks.json")


def all_there(subject):
    """The list still shows the forty tasks, and more can be added."""
    finished = subject.program("main.py", "list")
    missing = [number for number in range(1, 41) if f"Task number {number}." not in finished.stdout]
    if missing:
        raise Mismatch(
            "The save did not come to its end. Now tasks are lost.",
            expected="a list with Task number 1. to Task number 40. in it",
            actual=finished.stderr.strip()[-200:] or f"a list without Task number {missing[0]}.",
            help="Write all tasks to a second file. When it is complete, os.replace() puts it in its place.",
        )
    ended_well(finished)
    ended_well(subject.program("main.py", "add", "Buy milk"))


@pytest.mark.criterion("killed-loses-nothing")
@pytest.mark.parametrize(
    "program, part",
    [(_KILLED_WHILE_WRITING, 0.3), (_KILLED_WHILE_WRITING, 0.95), (_DISK_FULL, 0.6)],
    ids=["killed", "killed-late", "disk-full"],
)
def test_stopped_in_the_middle_of_writing(subject, fill, program, part):
    fill("tasks.json", 40)
    size = int(len(subject.read_text("tasks.json")) * part)
    subject.program("python", "-c", program.format(size=size), "complete", "7")
    all_there(subject)


@pytest.mark.criterion("killed-loses-nothing")
def test_killed_while_there_is_no_file(subject, fill):
    fill("tasks.json", 40)
    subject.program("python", "-c", _KILLED_IN_BETWEEN, "complete", "7")
    all_there(subject)


def logged(subject, level):
    """The lines of a level in tasks.log."""
    return [line for line in subject.read_text("tasks.log").splitlines() if re.search(rf"\b{level}\b", line)]


@pytest.mark.criterion("changes-logged")
def test_every_change_is_logged(subject, rng):
    titles = rng.sample(["Buy milk", "Call Boris", "Water the beans", "Mend the roof"], 2)
    for words in (["add", titles[0]], ["add", titles[1]], ["complete", "2"], ["delete", "1"]):
        ended_well(subject.program("main.py", *words))
    lines = logged(subject, "INFO")
    for title in titles:
        about = [line for line in lines if title in line]
        if len(about) < 2:
            raise Mismatch(
                f"tasks.log should have a line for each of the two changes of {title!r}.",
                expected=f"two lines with INFO and {title} in them",
                actual="; ".join(about) or "no such line",
                help="One for add, one for complete or delete. Later runs add to the file.",
            )


@pytest.mark.criterion("refusals-logged")
@pytest.mark.parametrize("command", ["complete", "delete"])
def test_an_unknown_id_is_logged(subject, rng, command):
    number = str(rng.randint(3000, 9000))
    subject.program("main.py", command, number)
    an_error(subject, number)


@pytest.mark.criterion("refusals-logged")
def test_an_empty_title_is_logged(subject):
    subject.program("main.py", "add", "")
    an_error(subject, "")


@pytest.mark.criterion("refusals-logged")
def test_a_broken_file_is_logged(subject):
    subject.write_text("tasks.json", "Buy milk\n")
    subject.program("main.py", "list")
    an_error(subject, "tasks.json")


def an_error(subject, word):
    lines = logged(subject, "ERROR")
    if not any(word in line for line in lines):
        raise Mismatch(
            "A refusal is not in tasks.log.",
            expected=f"a line with ERROR{word and ' and ' + word} in it",
            actual="; ".join(lines) or "no line with ERROR",
        )
