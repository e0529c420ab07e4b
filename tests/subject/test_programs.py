"""Programs run as under a plain interpreter: what they print, how they end, what they leave."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from grader.subject.faults import Missing, SubjectFault, TimedOut, TooMuch
from grader.subject.ignition import clean_environment
from grader.subject.subject import Finished

from .conftest import SubjectOf

# -- as under plain Python ------------------------------------------------------------------------


def _guarded(above: str, body: str) -> str:
    """A program that new processes may import again, as they do from Python 3.14 on."""
    return f"{above}def main():\n{textwrap.indent(body, '    ')}\nif __name__ == '__main__':\n    main()"


_LIKE_PYTHON = {
    "says hello": "print('hello')",
    "ends with a number": "raise SystemExit(3)",
    "ends with a sentence": "import sys; sys.exit('no such file')",
    "ends with nothing": "import sys; sys.exit()",
    "ends with true": "import sys; sys.exit(True)",
    "ends with a negative number": "import sys; sys.exit(-1)",
    "ends with more than fits": "import sys; sys.exit(257)",
    "ends with a list": "import sys; sys.exit([1, 2])",
    "ends at once": "import os; print('lost'); os._exit(5)",
    "prints without an end of line": "print('a', end='')",
    "prints to both": "import sys; print('out'); print('err', file=sys.stderr)",
    "prints past what stands in the place of stdout": (
        "import io, sys\nsys.stdout = io.StringIO()\nprint('lost')\nprint('kept', file=sys.__stdout__)"
    ),
    "changes its encoding": "import sys; sys.stdout.reconfigure(encoding='utf-8'); print('é')",
    "tells about its streams": (
        "import sys\nfor s in (sys.stdin, sys.stdout, sys.stderr):\n"
        "    print(s.name, s.mode, s.encoding, s.errors, s.line_buffering, s.write_through, s.seekable(), s.fileno())"
    ),
    "reads lines of other systems": "import sys; print(repr(sys.stdin.read()), sys.stdin.newlines)",
    "takes locks": (
        "import multiprocessing as m\nl = m.RLock()\nwith l, l: print(l.acquire(False))\nl.release()\n"
        "s = m.BoundedSemaphore(1)\nprint(s.acquire(), s.acquire(False), s.acquire(timeout=0.01))\ns.release()\n"
        "try:\n    s.release()\nexcept ValueError as e:\n    print(e)\n"
        "try:\n    m.RLock().release()\nexcept AssertionError as e:\n    print(e)"
    ),
    "counts in several processes": _guarded(
        "import multiprocessing as m\n"
        "def count(total, lock):\n    for _ in range(200):\n        with lock: total.value += 1\n",
        "total, lock = m.RawValue('i'), m.Lock()\n"
        "all = [m.Process(target=count, args=(total, lock)) for _ in range(3)]\n"
        "for p in all: p.start()\nfor p in all: p.join()\nprint(total.value)",
    ),
    "has pools": _guarded(
        "from concurrent.futures import ProcessPoolExecutor\nfrom multiprocessing import Pool, Queue\n"
        "from multiprocessing.pool import ThreadPool\n",
        "with ProcessPoolExecutor(2) as pool: print(list(pool.map(abs, [-1, 2, -3])))\n"
        "with Pool(2) as pool: print(pool.map(abs, [-1, 2]))\n"
        "with ThreadPool(2) as pool: print(pool.map(abs, [-1, 2]))\n"
        "q = Queue()\nq.put('tea')\nprint(q.get(timeout=5))",
    ),
    "waits in processes": _guarded(
        "import multiprocessing as m\n"
        "def wait(event, barrier, out):\n    event.wait(5)\n    out.put(barrier.wait(5) >= 0)\n",
        "event, barrier, out = m.Event(), m.Barrier(2), m.SimpleQueue()\n"
        "all = [m.Process(target=wait, args=(event, barrier, out)) for _ in range(2)]\n"
        "for p in all: p.start()\nevent.set()\nprint(out.get(), out.get())\nfor p in all: p.join()",
    ),
    "prints bytes": r"import sys; sys.stdout.buffer.write(b'\xc3\xa9\n')",
    "raises": "def f():\n    raise ValueError('no')\n\nf()",
    "raises from another": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise RuntimeError('no') from e",
    "raises while handling": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    {}['key']",
    "raises a group": "raise ExceptionGroup('several', [ValueError(1), TypeError(2)])",
    "raises with a note": "e = ValueError('no')\ne.add_note('a note')\nraise e",
    "raises in an imported file": "import helper\nhelper.divide(1, 0)",
    "imports what is not there": "import nothing_like_this",
    "is no Python": "x = 1\nif x\n    pass",
    "is indented wrongly": "def f():\nreturn 1",
    "is interrupted": "raise KeyboardInterrupt",
    "recurses": "import sys\nsys.tracebacklimit = 3\ndef f(): f()\nf()",
    "asserts": "assert 1 == 2, 'not equal'",
    "asks for input": "name = input('Name? ')\nprint(f'Hi {name}')",
    "asks for more than there is": "input(); input()",
    "reads all": "import sys; print(sys.stdin.read().upper())",
    "reads lines": "import sys\nfor line in sys.stdin: print(len(line))",
    "tells its name": "import sys; print(__name__, sys.argv, sys.argv[0] == sys.argv[0], __doc__, __spec__)",
    "tells where it lies": "import os; print(os.path.isabs(__file__), os.path.basename(__file__))",
    "finds its folder": "import pathlib; print(len(pathlib.Path(__file__).parents) > 1)",
    "looks into its types": "def f(x: int) -> str: ...\nprint(f.__annotations__)",
    "names a type that is not there": "def f(x: Undefined): ...",
    "resolves a class of its own": "import typing\nclass A:\n    next: 'A'\nprint(typing.get_type_hints(A))",
    "pickles a class of its own": "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))))",
    "looks at its source": "import inspect\ndef f():\n    return 1\nprint(inspect.getsource(f))",
    "imports itself": "import __main__\nx = 5\nprint(__main__.x)",
    "warns": "import warnings\nwarnings.warn('old')",
    "logs": "import logging\nlogging.basicConfig(level='INFO')\nlogging.info('done')",
    "does things at its end": "import atexit\natexit.register(print, 1)\natexit.register(print, 2)\nprint('now')",
    "fails at its end": "import atexit\natexit.register(lambda: 1 / 0)",
    "is let go": "class A:\n    def __del__(self): print('gone')\na = A()\nprint('here')",
    "does not close a file": "f = open('left.txt', 'w')\nf.write('text')",
    "keeps a file open": "import builtins\nbuiltins.f = open('left.txt', 'w')\nbuiltins.f.write('text')",
    "waits for a thread": "import threading\nthreading.Thread(target=lambda: print('thread')).start()\nprint('main')",
    "has a thread that fails": (
        "import threading\nt = threading.Thread(target=lambda: 1 / 0, name='worker')\nt.start()\nt.join()"
    ),
    "replaces the hook": "import sys\nsys.excepthook = lambda *details: print(details[0].__name__)\n1 / 0",
    "parses arguments": "import argparse\np = argparse.ArgumentParser()\np.add_argument('name')\nprint(p.parse_args())",
    "is asynchronous": "import asyncio\nasync def main(): print('async')\nasyncio.run(main())",
    "starts another": "import subprocess, sys\nprint(subprocess.run([sys.executable, 'helper.py']).returncode)",
    "prints a surrogate": r"print('\ud800')",
    "is ended by a signal": "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
    "is killed": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "aborts": "import os\nos.abort()",
    "closes its output": "import sys\nsys.stdout.close()",
}
_HELPER = "def divide(a, b):\n    return a / b\n"


def _cases() -> list[Any]:
    return [pytest.param(text, id=name) for name, text in _LIKE_PYTHON.items()]


def _by_plain_python(folder: Path, files: dict[str, str], command: list[str], stdin: str) -> Finished:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        input=stdin,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return Finished(status, done.stdout, done.stderr.replace(f"{folder}/", ""))


@pytest.mark.parametrize("text", _cases())
def test_a_program_runs_as_under_plain_python(subject_of: SubjectOf, tmp_path: Path, text: str) -> None:
    files = {"main.py": text, "helper.py": _HELPER}
    stdin = "Amina\n"
    expected = _by_plain_python(tmp_path, files, ["main.py"], stdin)
    subject = subject_of(files)
    finished = subject.program("main.py", stdin=stdin)
    assert _without_addresses(finished) == _without_addresses(expected)
    assert subject.exists("left.txt") == (tmp_path / "left.txt").exists()
    if subject.exists("left.txt"):
        assert subject.read_text("left.txt") == (tmp_path / "left.txt").read_text() == "text"


def _without_addresses(finished: Finished) -> Finished:
    return Finished(*(re.sub(r"0x[0-9a-f]+", "0x…", part) if isinstance(part, str) else part for part in finished))


@pytest.mark.parametrize(
    "command",
    [
        ["main.py", "add", "Buy milk", "--now"],
        ["tools/deep.py"],
        ["-m", "tools.deep", "word"],
        ["-m", "tools", "word"],
        ["-m", "tools.fails"],
        ["-c", "import sys; print(sys.argv); import main", "word"],
        ["-c", "1 / 0"],
        ["-c", "def f(x: int): ...\nprint(f.__annotations__)"],
        ["-V"],
        ["-"],
    ],
    ids=" ".join,
)
def test_a_command_runs_as_under_plain_python(subject_of: SubjectOf, tmp_path: Path, command: list[str]) -> None:
    files = {
        "main.py": "import sys\nprint(sys.argv, __name__)\n",
        "tools/__init__.py": "",
        "tools/__main__.py": "import sys\nfrom . import deep\nprint(sys.argv[1:], __name__, __package__)\n",
        "tools/deep.py": "import sys\nprint(len(sys.argv), __name__)\n",
        "tools/fails.py": "def f():\n    raise ValueError('no')\n\nf()\n",
    }
    stdin = "print('from standard input')\n"
    expected = _by_plain_python(tmp_path, files, command, stdin)
    finished = subject_of(files).program("python", *command, stdin=stdin)
    assert finished[:2] == expected[:2]
    assert finished.stderr == re.sub(r'  File "<frozen runpy>".*\n', "", expected.stderr)


def test_a_traceback_has_no_frame_of_the_engine(subject_of: SubjectOf) -> None:
    finished = subject_of({"main.py": "def f():\n    return 1 / 0\n\nf()\n"}).program("main.py")
    assert finished.exit_code == 1
    assert re.findall(r'File "(.*?)"', finished.stderr) == ["main.py", "main.py"]
    assert finished.stderr.endswith("ZeroDivisionError: division by zero\n")


# -- commands -------------------------------------------------------------------------------------


def test_output_is_both_streams_together(subject_of: SubjectOf) -> None:
    finished = subject_of({"main.py": "import sys\nprint('a')\nprint('b', file=sys.stderr)\n"}).program("main.py")
    assert (finished.stdout, finished.stderr, finished.output) == ("a\n", "b\n", "a\nb\n")


@pytest.mark.parametrize("text", ["", "one\ntwo\n", "no end of line", "é — 世界\n", "100% \\n $HOME 'q' \"d\"\n"])
def test_input_arrives_as_it_is(subject_of: SubjectOf, text: str) -> None:
    program = "import sys\nsys.stdout.write(sys.stdin.read())\n"
    assert subject_of({"main.py": program}).program("main.py", stdin=text).stdout == text


def test_much_input_and_output_pass_through_without_a_halt(subject_of: SubjectOf) -> None:
    text = "0123456789\n" * 50_000
    program = "import sys\nfor line in sys.stdin: print(line, end='')\n"
    assert subject_of({"main.py": program}).program("main.py", stdin=text).stdout == text


def test_input_that_nobody_reads_is_no_trouble(subject_of: SubjectOf) -> None:
    finished = subject_of({"main.py": "print('done')"}).program("main.py", stdin="x" * 1_000_000)
    assert finished == (0, "done\n", "")


def test_the_environment_is_clean_but_for_what_is_given(subject_of: SubjectOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_THE_CALLER", "1")
    program = "import os\nprint(*sorted(os.environ), os.environ['LEVEL'])"
    names = subject_of({"main.py": program}).program("main.py", env={"LEVEL": "3"}).stdout.split()
    assert names[-1] == "3"
    assert "LEVEL" in names
    assert "SECRET_OF_THE_CALLER" not in names
    assert set(names[:-1]) <= {*clean_environment(), "LEVEL", "HOME", "TMPDIR", "PWD", "LC_CTYPE", "PYTEST_ADDOPTS"}


def test_what_is_given_to_one_program_is_not_there_for_the_next(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "import os\nprint(os.environ.get('LEVEL'))"})
    assert subject.program("main.py", env={"LEVEL": "3"}).stdout == "3\n"
    assert subject.program("main.py").stdout == "None\n"


def test_files_are_left_for_the_next_program(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "import sys\nwith open('n.txt', 'a') as file: file.write(sys.argv[1])"})
    for word in ("a", "b"):
        subject.program("main.py", word)
    assert subject.exists("n.txt")
    assert subject.read_text("n.txt") == "ab"
    assert subject.program("cat", "n.txt").stdout == "ab"


def test_files_of_the_check_are_there_for_the_program(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "print(open('data/in.txt').read())"})
    subject.write_text("data/in.txt", "é")
    assert subject.program("main.py").stdout == "é\n"


def test_a_program_and_a_module_share_their_files(subject_of: SubjectOf) -> None:
    subject = subject_of(
        {"main.py": "open('n.txt', 'w').write('7')", "m.py": "def read():\n    return open('n.txt').read()"}
    )
    module = subject.module("m")
    subject.program("main.py")
    assert module.read() == "7"


def test_any_command_can_be_run(subject_of: SubjectOf) -> None:
    subject = subject_of({"b.txt": "", "a.txt": ""})
    assert subject.program("ls").stdout == "a.txt\nb.txt\n"
    assert subject.program("sh", "-c", "exit 9").exit_code == 9


def test_a_command_that_is_not_there_ends_like_in_a_shell(subject_of: SubjectOf) -> None:
    finished = subject_of({"main.py": ""}).program("no-such-command")
    assert finished == (127, "", "no-such-command: No such file or directory\n")


def test_python_says_that_a_file_is_not_there(subject_of: SubjectOf) -> None:
    finished = subject_of({"main.py": ""}).program("python", "nowhere.py")
    assert finished == (2, "", "python: can't open file 'nowhere.py': No such file or directory\n")


def test_a_missing_file_is_named_before_anything_runs(subject_of: SubjectOf) -> None:
    with pytest.raises(Missing, match=r"There is no file main\.py in name\.") as missing:
        subject_of({"mian.py": ""}).program("main.py")
    assert missing.value.help == "There is mian.py. If that is the file, rename it to main.py."


def test_a_file_that_the_program_should_have_written_is_missed(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": ""})
    with pytest.raises(Missing, match=r"There is no file out\.txt"):
        subject.read_text("out.txt")


@pytest.mark.parametrize(
    "program, sentence",
    [
        ("import os; os.symlink('/etc/passwd', 'out.txt')", "is a link that leads out of name"),
        ("import os; os.mkfifo('out.txt')", "is not a file"),
        ("import os; os.mkdir('out.txt')", "is not a file"),
        (r"open('out.txt', 'wb').write(b'ab\n\xff')", r"not UTF-8 text \(line 2, byte 0xff\)"),
        ("open('out.txt', 'w').write('x' * 9_000_000)", "larger than 8 MB"),
        ("import os; os.symlink('out.txt', 'out.txt')", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_back_is_told_as_what_it_is(
    subject_of: SubjectOf, program: str, sentence: str
) -> None:
    subject = subject_of({"main.py": program})
    assert subject.program("main.py").exit_code == 0
    with pytest.raises(SubjectFault, match=sentence):
        subject.read_text("out.txt")


# -- limits ---------------------------------------------------------------------------------------


def test_a_program_without_end_is_ended(subject_of: SubjectOf) -> None:
    with pytest.raises(TimedOut, match=r"did not end within 0\.3 seconds"):
        subject_of({"main.py": "print('begun', flush=True)\nwhile True: pass"}, seconds=0.3).program("main.py")


def test_a_program_may_be_given_more_time(subject_of: SubjectOf) -> None:
    program = "import time\ntime.sleep(0.3)\nprint('done')"
    assert subject_of({"main.py": program}, seconds=0.2).program("main.py", seconds=5).stdout == "done\n"


def test_a_flood_of_output_is_stopped_and_its_beginning_kept(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "while True: print('flood')"}, output_kb=50)
    with pytest.raises(TooMuch, match="printed more than 50 KB"):
        subject.program("main.py")
    assert subject.transcript.entries[-1].printed.startswith("flood\nflood\n")


def test_a_program_that_was_ended_does_not_harm_the_next(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "while True: print('flood')", "good.py": "print('good')"}, output_kb=5)
    with pytest.raises(TooMuch):
        subject.program("main.py")
    assert subject.program("good.py").stdout == "good\n"


# -- mypy -----------------------------------------------------------------------------------------


def test_mypy_tells_its_errors_line_by_line(subject_of: SubjectOf) -> None:
    text = "def f(x: int) -> str:\n    return x\n\n\nf('a')\n"
    errors = subject_of({"m.py": textwrap.dedent(text)}, seconds=60).type_check("m.py")
    assert [line.split(" error: ")[0] for line in errors] == ["m.py:2:", "m.py:5:"]
    assert "Incompatible return value type" in errors[0]
