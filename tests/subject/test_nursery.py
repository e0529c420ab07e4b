"""Each check begins afresh: the same files, the same module, and nothing of the check before."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.subject.faults import RemoteError, SubjectFault
from grader.subject.launcher import launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject

from .conftest import NurseryOf, snapshot_of

# A module made by one import keeps its token; another import makes another.
_TOKEN = "import secrets\n\ntoken = secrets.token_hex()\n"
_STATE = {
    "m.py": _TOKEN
    + """
import decimal, os, random, sys

things = []

def remember(thing):
    things.append(thing)
    os.environ["THING"] = thing
    sys.path.append(thing)
    decimal.getcontext().prec = 3

def remembered():
    return [things, os.environ.get("THING"), sys.path[-1], decimal.getcontext().prec, os.getcwd()]

def write(name, text):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "a") as file:
        file.write(text)

def run(code):
    exec(code, globals())
""",
    "data.txt": "given",
}


@contextlib.contextmanager
def _check(nursery: Nursery) -> Iterator[Subject]:
    subject = Subject(nursery)
    try:
        yield subject
    finally:
        subject.close()


def _tokens(nursery: Nursery, module: str = "m", count: int = 3) -> list[str]:
    found = []
    for _ in range(count):
        with _check(nursery) as subject:
            found.append(subject.module(module).token)
    return found


# -- a fresh state --------------------------------------------------------------------------------


def test_what_one_check_changes_in_the_process_the_next_does_not_see(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(_STATE)
    with _check(nursery) as subject:
        before = subject.module("m").remembered()
        subject.module("m").remember("leaked")
        assert subject.module("m").remembered() != before
    with _check(nursery) as subject:
        assert subject.module("m").remembered() == before


def test_what_one_check_defines_the_next_does_not_know(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(_STATE)
    with _check(nursery) as subject:
        subject.module("m")
        subject.define("leaked = 1")
    with _check(nursery) as subject:
        subject.module("m")
        with pytest.raises(NameError):
            subject.evaluate("leaked")


@pytest.mark.parametrize(
    "change",
    [
        "write('data.txt', 'more')",
        "write('new.txt', 'new')",
        "write('deep/er/new.txt', 'new')",
        "os.remove('data.txt')",
        "os.rename('data.txt', 'other.txt')",
        "os.symlink('data.txt', 'link')",
        "os.mkdir('empty')",
        "os.chmod('data.txt', 0)",
        "os.chmod('.', 0o500)",
        "write('m.py', 'token = 1')",
        "write(os.path.expanduser('~/left.txt'), 'at home')",
        "st = os.stat('data.txt'); open('data.txt', 'w').write('taken'); os.utime('data.txt', ns=(1, st.st_mtime_ns))",
    ],
)
def test_files_are_put_back(nursery_of: NurseryOf, change: str) -> None:
    nursery = nursery_of(_STATE)
    listing = (
        "import os\n"
        "tops = ['.', os.path.expanduser('~')]\n"
        "found = sorted((path, sorted(names)) for top in tops for path, _, names in os.walk(top))\n"
    )
    with _check(nursery) as subject:
        before = subject.define(listing)[1]
        subject.module("m").run(change)
    with _check(nursery) as subject:
        assert subject.define(listing)[1] == before
        assert subject.read_text("data.txt") == "given"
        assert subject.module("m").things == []


def test_files_of_a_program_are_put_back(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({"main.py": "open('left.txt', 'w').write('x')"})
    for _ in range(2):
        with _check(nursery) as subject:
            assert not subject.exists("left.txt")
            subject.program("main.py")
            assert subject.exists("left.txt")


def test_files_of_a_check_are_put_back(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(_STATE)
    with _check(nursery) as subject:
        subject.write_text("data.txt", "changed")
    with _check(nursery) as subject:
        assert subject.read_text("data.txt") == "given"


def test_a_process_that_one_check_leaves_is_ended(nursery_of: NurseryOf, tmp_path: Path) -> None:
    nursery = nursery_of(
        {"m.py": _TOKEN + "import subprocess\n\ndef start():\n    return subprocess.Popen(['sleep', '60']).pid\n"}
    )
    with _check(nursery) as subject:
        pid = subject.module("m").start()
        assert os.path.exists(f"/proc/{pid}")
    nursery.settle()
    assert not os.path.exists(f"/proc/{pid}")


def test_a_check_whose_process_died_does_not_harm_the_next(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(_STATE)
    before = _tokens(nursery, count=1)
    with _check(nursery) as subject, pytest.raises(SubjectFault):
        subject.module("m").run("os._exit(1)")
    assert _tokens(nursery, count=1) == before


def test_nothing_is_left_after_the_last_check(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(_STATE)
    folder = nursery.folder
    _tokens(nursery)
    assert folder.exists()
    nursery.close()
    assert not folder.exists()


# -- one import for all checks, where that makes no difference ------------------------------------


def _only_once(nursery: Nursery) -> bool:
    tokens = _tokens(nursery)
    assert len(set(tokens)) in (1, len(tokens))
    return len(set(tokens)) == 1


def test_a_plain_module_is_imported_once(nursery_of: NurseryOf) -> None:
    assert _only_once(nursery_of(_STATE))


def test_what_a_plain_module_prints_is_part_of_every_check(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({"m.py": _TOKEN + "import sys\nprint('out')\nprint('err', file=sys.stderr)\n"})
    assert _only_once(nursery)
    for _ in range(2):
        with _check(nursery) as subject:
            with subject.printed() as printed:
                subject.module("m")
            assert (printed.stdout, printed.stderr) == ("out\n", "err\n")


_NOT_PLAIN = {
    "starts a thread": "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
    "opens a file": "file = open('data.txt')",
    "opens a socket": "import socket\npair = socket.socketpair()",
    "starts a process": "import subprocess\nprocess = subprocess.Popen(['sleep', '60'])",
    "forks": "import os, signal\nif not os.fork():\n    signal.pause()",
    "leaves a child that has ended": "import os\nif not os.fork():\n    os._exit(0)",
    "shares memory": "import mmap\nshared = mmap.mmap(-1, 4096)",
    "writes a file": "open('written.txt', 'w').close()",
    "changes a file": "open('data.txt', 'a').write('x')",
    "makes a folder": "import os\nos.makedirs('made', exist_ok=True)",
    "writes at home": "import os\nopen(os.path.expanduser('~/x'), 'w').close()",
}


@pytest.mark.parametrize("code", _NOT_PLAIN.values(), ids=_NOT_PLAIN)
def test_a_module_that_does_more_than_define_is_imported_afresh(nursery_of: NurseryOf, code: str) -> None:
    assert not _only_once(nursery_of({"m.py": _TOKEN + code, "data.txt": "given"}))


@pytest.mark.parametrize(
    "code",
    [
        "open('data.txt', 'a').write('x')\n\ntoken = open('data.txt').read()",
        "import os\n\nos.remove('data.txt')\ntoken = 'removed'",
        "open('new.txt', 'x').close()\n\ntoken = 'made'",
    ],
)
def test_a_module_that_changes_files_finds_the_same_in_every_check(nursery_of: NurseryOf, code: str) -> None:
    assert len(set(_tokens(nursery_of({"m.py": code, "data.txt": "given"})))) == 1


def test_a_module_that_closes_what_it_opens_is_plain(nursery_of: NurseryOf) -> None:
    code = "import threading\nopen('data.txt').close()\nthread = threading.Thread()\nthread.start()\nthread.join()\n"
    assert _only_once(nursery_of({"m.py": _TOKEN + code, "data.txt": "given"}))


@pytest.fixture
def drawing() -> Iterator[NurseryOf]:
    """As `nursery_of`, where `random` is loaded before anything of the learner's."""
    with launched() as launcher, contextlib.ExitStack() as made:
        launcher.warm(["random"])
        yield lambda files: made.enter_context(contextlib.closing(Nursery(launcher, snapshot_of(files), Limits())))


_DRAWS = "import random\n\ndef draw():\n    return random.random()\n"


def _drawn(nursery: Nursery) -> set[float]:
    found = set()
    for _ in range(3):
        with _check(nursery) as subject:
            found.add(subject.module("m").draw())
    return found


def test_numbers_drawn_at_random_differ_from_check_to_check(nursery_of: NurseryOf, drawing: NurseryOf) -> None:
    assert len(_drawn(nursery_of({"m.py": _DRAWS}))) == 3
    assert len(_drawn(drawing({"m.py": _DRAWS}))) == 3


def test_a_number_drawn_while_importing_is_drawn_for_every_check(drawing: NurseryOf) -> None:
    assert len(set(_tokens(drawing({"m.py": f"{_DRAWS}\ntoken = draw()\n"})))) == 3


def test_a_row_of_numbers_that_is_set_while_importing_is_the_same_in_every_check(drawing: NurseryOf) -> None:
    assert len(_drawn(drawing({"m.py": f"{_DRAWS}\nrandom.seed(1)\n"}))) == 1


def test_after_a_change_of_files_a_module_is_imported_afresh(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({"m.py": "token = open('data.txt').read()\n", "data.txt": "given"})
    assert set(_tokens(nursery)) == {"given"}
    with _check(nursery) as subject:
        subject.write_text("data.txt", "changed")
        assert subject.module("m").token == "changed"
    assert set(_tokens(nursery)) == {"given"}


def test_after_a_program_that_wrote_a_module_is_imported_afresh(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(
        {
            "m.py": "import os\n\ntoken = os.path.exists('left.txt')\n",
            "main.py": "open('left.txt', 'w').close()\n",
        }
    )
    assert set(_tokens(nursery)) == {False}
    with _check(nursery) as subject:
        subject.program("main.py")
        assert subject.module("m").token is True


def test_a_restart_imports_afresh_over_the_same_files(nursery_of: NurseryOf) -> None:
    nursery = nursery_of(_STATE)
    with _check(nursery) as subject:
        module = subject.module("m")
        module.write("data.txt", " and more")
        module.remember("leaked")
        subject.restart()
        assert subject.module("m").things == []
        assert subject.read_text("data.txt") == "given and more"


def test_every_module_has_an_import_of_its_own(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({f"m{number}.py": _TOKEN for number in range(10)})
    tokens = [_tokens(nursery, f"m{number}", 2) for number in range(10)]
    assert [len(set(found)) for found in tokens[:8]] == [1] * 8
    assert len({token for found in tokens for token in found}) == 8 + 2 * 2


def test_one_check_may_use_several_modules(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({"a.py": "import b\n\nb.things.append(1)\n", "b.py": "things = []\n"})
    for _ in range(2):
        with _check(nursery) as subject:
            assert subject.module("a").b.things == [1]
            assert subject.module("b").things == [1]


def test_a_module_that_cannot_be_imported_is_known_to_all_checks(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({"m.py": "1 / 0\n", "good.py": "x = 1\n"})
    for _ in range(2):
        with _check(nursery) as subject:
            with pytest.raises(RemoteError, match="division by zero"):
                subject.module("m")
            assert subject.module("good").x == 1
    assert set(nursery.unloadable) == {"m"}


def test_lines_before_an_import_are_run_once_for_all_who_have_them(nursery_of: NurseryOf) -> None:
    files = {
        "main.py": "import os, secrets\n\nTOKEN = secrets.token_hex()\n\n"
        "async def app(scope, receive, send):\n"
        "    if scope['type'] == 'http':\n"
        "        await send({'type': 'http.response.start', 'status': 200, 'headers': []})\n"
        "        body = f'{TOKEN} {os.environ.get(\"COLOUR\")}'\n"
        "        await send({'type': 'http.response.body', 'body': body.encode()})\n"
    }
    nursery = nursery_of(files)
    blue, red = ("import os; os.environ['COLOUR'] = 'blue'", "import os; os.environ['COLOUR'] = 'red'")
    answers = []
    for before in (blue, blue, blue, red, "", blue):
        with _check(nursery) as subject:
            answers.append(subject.app("main:app", before=before).get("/").text.split())
    assert [colour for _, colour in answers] == ["blue", "blue", "blue", "red", "None", "blue"]
    assert answers[1] == answers[2] == answers[5]
    assert len({token for token, _ in answers}) == 4


def test_a_program_before_it_leaves_an_import_as_it_was(nursery_of: NurseryOf) -> None:
    nursery = nursery_of({"m.py": _TOKEN, "main.py": "print('quiet')\n"})
    (token,) = set(_tokens(nursery))
    with _check(nursery) as subject:
        assert subject.program("main.py").stdout == "quiet\n"
        assert subject.module("m").token == token
