"""Checks of the to-do list: each talks with the program, a line at a time, as a person would."""

import json
import re

import pytest

from grader.toolbox import Mismatch, ended_well

TEXTS = ["Buy milk", "Call Boris", "Water the beans", "Mend the roof", "Sweep the yard", "Bake bread"]


@pytest.fixture
def texts(rng):
    """Three different texts."""
    return rng.sample(TEXTS, 3)


@pytest.fixture(autouse=True)
def fresh(subject):
    """No tasks are left from an earlier run."""
    if subject.exists("todo.json"):
        subject.program("mv", "todo.json", "old-todo.json")


def session(subject, *lines):
    """Type these lines and then quit; what was printed."""
    finished = subject.program("todo.py", stdin="".join(f"{line}\n" for line in (*lines, "quit")))
    ended_well(finished)
    return finished.stdout


def added(subject, texts):
    """Add some tasks in a session of their own."""
    session(subject, *(f"add {text}" for text in texts))


def tasks_in(printed):
    """The tasks that are shown, as `1. [ ] Buy milk`."""
    found = [re.search(r"(\d+)\. \[([ x])\] (.*)$", line) for line in printed.splitlines()]
    return [f"{match[1]}. [{match[2]}] {match[3].rstrip()}" for match in found if match]


def shown(subject):
    """The tasks that list shows in a new run."""
    return tasks_in(session(subject, "list"))


@pytest.mark.criterion("tasks-listed")
def test_what_was_added_is_listed(subject, texts):
    printed = session(subject, f"add {texts[0]}", f"add {texts[1]}", f"add {texts[2]}", "list")
    if "[ ]" not in printed:
        raise Mismatch(
            "list shows no task.",
            expected=f"1. [ ] {texts[0]}",
            actual=printed.strip() or "nothing",
            help="A line for each task: its number, a point, a space, [ ] for an open task, a space, its text.",
        )
    assert tasks_in(printed) == [f"1. [ ] {texts[0]}", f"2. [ ] {texts[1]}", f"3. [ ] {texts[2]}"]


@pytest.mark.criterion("tasks-listed")
def test_a_list_without_tasks_is_no_error(subject):
    printed = session(subject, "list")
    assert tasks_in(printed) == []
    assert "Error" not in printed


@pytest.mark.criterion("tasks-listed")
def test_the_same_text_can_be_added_twice(subject, texts):
    printed = session(subject, f"add {texts[0]}", f"add {texts[0]}", "list")
    assert tasks_in(printed) == [f"1. [ ] {texts[0]}", f"2. [ ] {texts[0]}"]


@pytest.mark.criterion("survives-restart")
def test_a_new_run_finds_the_tasks(subject, texts):
    session(subject, f"add {texts[0]}", f"add {texts[1]}")
    assert shown(subject) == [f"1. [ ] {texts[0]}", f"2. [ ] {texts[1]}"]
    session(subject, f"add {texts[2]}")
    assert shown(subject) == [f"1. [ ] {texts[0]}", f"2. [ ] {texts[1]}", f"3. [ ] {texts[2]}"]


@pytest.mark.criterion("session-ends")
def test_nothing_behind_quit_is_read(subject, texts):
    printed = session(subject, f"add {texts[0]}", "quit", f"add {texts[1]}", "list")
    assert tasks_in(printed) == []
    assert shown(subject) == [f"1. [ ] {texts[0]}"]


@pytest.mark.criterion("session-ends")
def test_the_end_of_the_input_ends_the_program(subject, texts):
    finished = subject.program("todo.py", stdin=f"add {texts[0]}\nlist\n")
    ended_well(finished)
    assert tasks_in(finished.stdout) == [f"1. [ ] {texts[0]}"]


@pytest.mark.criterion("session-ends")
def test_an_empty_line_is_passed_over(subject, texts):
    printed = session(subject, "", f"add {texts[0]}", "", "list")
    assert tasks_in(printed) == [f"1. [ ] {texts[0]}"]


@pytest.mark.criterion("task-done")
def test_one_task_is_marked(subject, texts):
    added(subject, texts)
    session(subject, "done 2")
    assert shown(subject) == [f"1. [ ] {texts[0]}", f"2. [x] {texts[1]}", f"3. [ ] {texts[2]}"]


@pytest.mark.criterion("task-done")
def test_done_twice_is_still_done(subject, texts):
    printed = session(subject, f"add {texts[0]}", "done 1", "done 1", "list")
    assert tasks_in(printed) == [f"1. [x] {texts[0]}"]
    assert "Error" not in printed


@pytest.mark.criterion("task-changed")
@pytest.mark.parametrize("mark", ["x", " "])
def test_a_text_is_changed_in_its_place(subject, texts, mark):
    added(subject, texts[:2])
    if mark == "x":
        session(subject, "done 1")
    session(subject, f"change 1 {texts[2]}")
    assert shown(subject) == [f"1. [{mark}] {texts[2]}", f"2. [ ] {texts[1]}"]


@pytest.mark.criterion("task-removed")
def test_the_others_move_up(subject, texts):
    added(subject, texts)
    session(subject, "remove 1")
    assert shown(subject) == [f"1. [ ] {texts[1]}", f"2. [ ] {texts[2]}"]
    session(subject, "remove 2")
    assert shown(subject) == [f"1. [ ] {texts[1]}"]


@pytest.mark.criterion("task-removed")
def test_the_last_task_can_be_removed(subject, texts):
    added(subject, texts[:1])
    session(subject, "remove 1")
    assert shown(subject) == []
    added(subject, texts[1:2])
    assert shown(subject) == [f"1. [ ] {texts[1]}"]


@pytest.mark.criterion("task-removed")
def test_of_two_tasks_with_one_text_the_right_one_goes(subject, texts):
    added(subject, [texts[0], texts[1], texts[0]])
    session(subject, "remove 3")
    assert shown(subject) == [f"1. [ ] {texts[0]}", f"2. [ ] {texts[1]}"]


@pytest.mark.criterion("texts-kept")
@pytest.mark.parametrize(
    "text", ['Buy milk, bread; "fresh" ones', "Water Ольга's [x] plants: 3 of 12", "茶を買う", "tea  (two spaces)"]
)
def test_a_text_comes_back_as_it_was(subject, text):
    added(subject, [text, "Buy milk"])
    session(subject, f"change 2 {text}")
    assert shown(subject) == [f"1. [ ] {text}", f"2. [ ] {text}"]


def killed_after(subject, line):
    """Type one line, wait until todo.json is another one, and kill the program."""
    subject.program(
        "python",
        "-c",
        "import subprocess, time\n"
        'saved = lambda: subprocess.getoutput("cat todo.json")\n'
        "before = saved()\n"
        'program = subprocess.Popen(["python", "todo.py"], stdin=subprocess.PIPE)\n'
        f'program.stdin.write(b"{line}\\n")\n'
        "program.stdin.flush()\n"
        "deadline = time.time() + 4\n"
        "while saved() == before and time.time() < deadline:\n"
        "    time.sleep(0.05)\n"
        "time.sleep(0.1)\n"
        "program.kill()\n",
        seconds=10,
    )


@pytest.mark.criterion("saved-at-once")
@pytest.mark.parametrize("line", ["add Bake a cake", "done 1", "change 1 Bake a cake", "remove 1"])
def test_a_killed_program_has_saved_its_changes(subject, line):
    added(subject, ["Buy milk"])
    killed_after(subject, line)
    now = shown(subject)
    wanted = {
        "add": ["1. [ ] Buy milk", "2. [ ] Bake a cake"],
        "done": ["1. [x] Buy milk"],
        "change": ["1. [ ] Bake a cake"],
        "remove": [],
    }[line.split()[0]]
    if now != wanted:
        raise Mismatch(
            "The program was killed four seconds after a line was typed. The change is lost.",
            expected=wanted,
            actual=now,
            help="Save after each change, inside the loop. Nobody promises that quit is typed.",
        )


@pytest.mark.criterion("file-in-folder")
def test_tasks_go_where_their_file_goes(subject, texts):
    added(subject, texts[:1])
    try:
        json.loads(subject.read_text("todo.json"))
    except ValueError as error:
        raise Mismatch("todo.json is not valid JSON.", expected="one JSON text", actual=str(error)) from None
    subject.program("mkdir", "garden")
    subject.program("mv", "todo.json", "garden")
    assert shown(subject) == []
    elsewhere = subject.program("sh", "-c", "cd garden && python ../todo.py", stdin="list\nquit\n")
    if tasks_in(elsewhere.stdout) != [f"1. [ ] {texts[0]}"]:
        raise Mismatch(
            "In the folder garden, with its own todo.json, the task is not listed.",
            expected=f"1. [ ] {texts[0]}",
            actual=elsewhere.output.strip() or "nothing",
            help='The file is called "todo.json", without a folder before it: then it is in the current folder.',
        )


def told(subject, line, word=""):
    """A bad line gets an error that names the bad word. The tasks are as before, and the next line is obeyed."""
    before = shown(subject)
    finished = subject.program("todo.py", stdin=f"{line}\nlist\nquit\n")
    if finished.exit_code:
        raise Mismatch(
            "A bad line has ended the program.",
            expected="a line with Error in it, and a program that goes on",
            actual=finished.stderr.strip().rpartition("\n")[2] or f"exit status {finished.exit_code}",
            help="Catch the exception inside the loop. Then the loop goes on.",
        )
    errors = [one for one in finished.output.splitlines() if "Error" in one]
    if not errors or not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", one) for one in errors):
        raise Mismatch(
            f"The line {line!r} gets no error{f' that names {word}' * bool(word)}.",
            expected=f"a line with Error{f' and {word}' * bool(word)} in it",
            actual="; ".join(errors) or "no line with Error in it",
        )
    assert tasks_in(finished.stdout) == before
    assert shown(subject) == before


@pytest.mark.criterion("wrong-number-told")
@pytest.mark.parametrize("command", ["done", "change", "remove"])
@pytest.mark.parametrize("number", ["3", "0", "-1", "two", "1.5"])
def test_a_number_that_is_not_in_the_list(subject, command, number):
    added(subject, ["Buy milk", "Call Boris"])
    told(subject, f"{command} {number} Bake bread" if command == "change" else f"{command} {number}", number)


@pytest.mark.criterion("wrong-number-told")
@pytest.mark.parametrize("line", ["done", "remove", "change"])
def test_no_number_at_all(subject, line):
    added(subject, ["Buy milk", "Call Boris"])
    told(subject, line)


@pytest.mark.criterion("wrong-number-told")
def test_nothing_can_be_done_in_an_empty_list(subject):
    told(subject, "done 1", "1")


@pytest.mark.criterion("bad-line-told")
@pytest.mark.parametrize("line", ["dance", "dance 1", "1"])
def test_an_unknown_command(subject, line):
    added(subject, ["Buy milk"])
    told(subject, line, line.split()[0])


@pytest.mark.criterion("bad-line-told")
@pytest.mark.parametrize("line", ["add", "add   ", "change 1", "change 1   "])
def test_a_missing_text(subject, line):
    added(subject, ["Buy milk"])
    told(subject, line)


def kept(subject, text, line):
    """The program ends with a sentence that names todo.json, and todo.json is as it was."""
    finished = subject.program("todo.py", stdin=f"{line}\nquit\n")
    problem = ""
    if "Traceback" in finished.stderr:
        problem = "The program ended with a traceback. A person at the terminal needs a sentence."
    elif "todo.json" not in finished.stderr:
        problem = "No sentence on standard error says that todo.json is broken."
    elif finished.exit_code == 0:
        problem = "The program went on as if it had read todo.json."
    if problem:
        raise Mismatch(
            problem,
            expected="a sentence with todo.json in it on standard error, and an exit status that is not 0",
            actual=(finished.stderr.strip().splitlines() or ["no sentence"])[-1]
            + f" (exit status {finished.exit_code})",
            help="Catch the exception where main() loads the tasks, and call sys.exit() with a sentence.",
        )
    now = subject.read_text("todo.json") if subject.exists("todo.json") else "no such file"
    if now != text:
        raise Mismatch(
            "todo.json is not as it was before. What could have been rescued is lost.",
            expected=repr(text),
            actual=repr(now),
            help="A file that cannot be read is never overwritten.",
        )


@pytest.mark.criterion("broken-file-kept")
@pytest.mark.parametrize("line", ["list", "add Bake bread"])
@pytest.mark.parametrize("text", ["", "Buy milk\n"])
def test_what_is_no_json_is_kept(subject, text, line):
    subject.write_text("todo.json", text)
    kept(subject, text, line)


@pytest.mark.criterion("broken-file-kept")
def test_half_a_file_is_kept(subject, texts):
    added(subject, texts)
    whole = subject.read_text("todo.json").strip()
    subject.write_text("todo.json", whole[: len(whole) // 2])
    kept(subject, whole[: len(whole) // 2], "add Bake bread")


@pytest.mark.criterion("other-json-kept")
@pytest.mark.parametrize("text", ["42", '"tea"', "[7]", '{"milk": 2}', '[{"price": 2}]'])
def test_json_of_another_shape_is_kept(subject, text):
    subject.write_text("todo.json", text)
    kept(subject, text, "add Bake bread")


@pytest.mark.criterion("old-file-kept")
def test_a_full_disk_loses_no_task(subject):
    added(subject, [f"Task number {number}." for number in range(1, 8)])
    room = len(subject.read_text("todo.json")) // 2
    subject.program(
        "python",
        "-c",
        "import resource, runpy, sys\n"
        "sys.dont_write_bytecode = True\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))  # no file takes more bytes than this\n"
        'runpy.run_path("todo.py", run_name="__main__")\n',
        stdin="done 3\nquit\n",
    )
    printed = subject.program("todo.py", stdin="list\nquit\n")
    missing = [number for number in range(1, 8) if f"Task number {number}." not in printed.stdout]
    if missing:
        raise Mismatch(
            "The disk was full while saving. Now tasks are lost.",
            expected="a list with Task number 1. to Task number 7. in it",
            actual=printed.stderr.strip()[-200:] or f"a list without Task number {missing[0]}.",
            help="Write all tasks to a second file. When it is complete, os.replace() puts it in its place.",
        )
