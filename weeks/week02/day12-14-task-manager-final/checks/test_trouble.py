"""Checks of days 12 to 14: what goes wrong is told in a sentence, and no task is lost."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well

# Adds twelve tasks, each by a run of its own.
_ADD_TWELVE = """
import contextlib, runpy, sys
for number in range(1, 13):
    sys.argv = ["main.py", "add", f"Task number {number}."]
    with contextlib.suppress(SystemExit):
        runpy.run_path("main.py", run_name="__main__")
"""
# The system ends the program when it writes beyond this number of bytes.
_KILLED = """
import resource, runpy, signal, sys
sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
runpy.run_path("main.py", run_name="__main__")
"""
# Every file takes this number of bytes and no more.
_DISK_FULL = _KILLED.replace("signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n", "")
# The program is ended as soon as it does something while there is no tasks.json.
_KILLED_IN_BETWEEN = """
import os, runpy, sys
sys.addaudithook(lambda *event: os.path.exists("tasks.json") or os.kill(os.getpid(), 9))
runpy.run_path("main.py", run_name="__main__")
"""


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    for name in ("tasks.json", "tasks.log"):
        if subject.exists(name):
            subject.program("mv", name, f"{name}.old")


def told(finished, word=""):
    """The program refused: a sentence on standard error, no traceback, another exit status than 0."""
    problem = advice = None
    if "Traceback" in finished.stderr:
        problem = "The program ended with a traceback. That is for the author, not for those who use it."
        advice = "Catch this exception, print a sentence, and let main() return 1."
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
    "lines",
    [
        [["complete", "99"], ["delete", "99"], ["edit", "99", "--title", "Buy rice"], ["complete", "one"]],
        [["add", "  "], ["edit", "1", "--title", ""], ["add", "Buy rice", "--priority", "urgent"]],
        [["add", "Buy rice", "--due", "2026-02-30"], ["edit", "1", "--due", "tomorrow"]],
        [["list", "--status", "asleep"], ["list", "--sort", "colour"], ["dance"]],
    ],
    ids=["id", "text", "day", "word"],
)
def test_bad_input_is_refused_with_a_sentence(subject, lines):
    ended_well(subject.program("main.py", "add", "Buy milk"))
    before = subject.read_text("tasks.json")
    for line in lines:
        told(subject.program("main.py", *line), "99" if "99" in line else "")
        same(subject, before)


@pytest.mark.criterion("broken-file-told")
@pytest.mark.parametrize("line", [["list"], ["add", "Buy milk"]])
@pytest.mark.parametrize("text", ["", "42", "Buy milk\n"])
def test_a_broken_file_is_told_and_kept(subject, line, text):
    subject.write_text("tasks.json", text)
    told(subject.program("main.py", *line), "tasks.json")
    same(subject, text)


@pytest.mark.criterion("broken-file-told")
@pytest.mark.parametrize("line", [["stats"], ["delete", "1"]])
def test_half_a_file_is_told_and_kept(subject, line):
    ended_well(subject.program("main.py", "add", "Buy milk"))
    whole = subject.read_text("tasks.json").strip()
    subject.write_text("tasks.json", whole[: len(whole) // 2])
    told(subject.program("main.py", *line), "tasks.json")
    same(subject, whole[: len(whole) // 2])


@pytest.mark.criterion("broken-file-told")
def test_a_folder_is_no_file(subject):
    subject.program("mkdir", "tasks.json")
    told(subject.program("main.py", "list"), "tasks.json")


@pytest.mark.criterion("unwritable-told")
def test_a_read_only_folder_is_told(subject):
    told(subject.program("sh", "-c", 'cd /usr/lib && python "$OLDPWD/main.py" add "Buy milk"'), "tasks.json")


@pytest.mark.criterion("unwritable-told")
def test_a_read_only_folder_can_be_listed(subject):
    ended_well(subject.program("sh", "-c", 'cd /usr/lib && python "$OLDPWD/main.py" list'))


@pytest.mark.criterion("unwritable-told")
def test_an_export_to_nowhere_is_told(subject):
    ended_well(subject.program("main.py", "add", "Buy milk"))
    told(subject.program("main.py", "export", "no-such-folder/list.csv"), "no-such-folder/list.csv")


@pytest.fixture
def size(subject):
    """The size of a tasks.json with twelve tasks."""
    shown = 'for number in $(seq 12); do python main.py add "Task number $number."; done'
    subject.program("python", "-c", _ADD_TWELVE, shown=shown)
    if subject.exists("tasks.log"):
        subject.program("mv", "tasks.log", "tasks.log.old")
    return len(subject.read_text("tasks.json"))


@pytest.mark.criterion("killed-loses-nothing")
@pytest.mark.parametrize(
    "program, part",
    [(_KILLED, 0.3), (_KILLED, 0.95), (_DISK_FULL, 0.6), (_KILLED_IN_BETWEEN, 0)],
    ids=["early", "late", "disk-full", "no-file"],
)
def test_a_save_that_is_stopped_loses_nothing(subject, size, program, part):
    stopped = subject.program("python", "-c", program.format(size=int(size * part)), "complete", "7")
    if program is _DISK_FULL:
        told(stopped)
    finished = subject.program("main.py", "list", env={"COLUMNS": "200"})
    missing = [number for number in range(1, 13) if f"Task number {number}." not in finished.stdout]
    if missing:
        raise Mismatch(
            "The save did not come to its end. Now tasks are lost.",
            expected="a list with Task number 1. to Task number 12. in it",
            actual=finished.stderr.strip()[-200:] or f"a list without Task number {missing[0]}.",
            help="Write all tasks to a second file. When it is complete, os.replace() puts it in its place.",
        )
    ended_well(finished)
    ended_well(subject.program("main.py", "add", "Buy milk"))


def logged(subject, level, words):
    lines = [line for line in subject.read_text("tasks.log").splitlines() if re.search(rf"\b{level}\b", line)]
    for word in words:
        if not any(word in line for line in lines):
            raise Mismatch(
                f"A line with {level} is missing in tasks.log.",
                expected=f"a line with {level} and {word} in it",
                actual="; ".join(lines) or f"no line with {level}",
            )
    return lines


@pytest.mark.criterion("log-kept")
def test_every_change_is_logged(subject, rng):
    one, two = rng.sample(["Buy milk", "Call Boris", "Water the beans", "Mend the roof"], 2)
    for line in (["add", one], ["add", two], ["complete", "2"], ["edit", "1", "--priority", "low"], ["delete", "1"]):
        ended_well(subject.program("main.py", *line))
    lines = logged(subject, "INFO", [one, two])
    counts = [sum(title in line for line in lines) for title in (one, two)]
    if counts[0] < 3 or counts[1] < 2:
        raise Mismatch(
            "Not every change is in tasks.log.",
            expected=f"three lines with INFO and {one}, two with INFO and {two}",
            actual="; ".join(lines),
        )


@pytest.mark.criterion("log-kept")
def test_every_refusal_is_logged(subject, rng):
    number = str(rng.randint(3000, 9000))
    subject.program("main.py", "complete", number)
    subject.program("main.py", "delete", number + "7")
    subject.write_text("tasks.json", "Buy milk\n")
    subject.program("main.py", "list")
    logged(subject, "ERROR", [number, number + "7", "tasks.json"])
