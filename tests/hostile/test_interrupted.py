"""`journey check` as people run it: stopped from outside, twice at once, on folders that cannot be read or written."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.curriculum import COURSE, Exercise, curriculum
from grader.subject import cage

from .cases import EXERCISE, HERE
from .leftovers import Adopted

ENDLESS = """
from pathlib import Path

class Person:
    def __init__(self, name, age):
        self.name, self.age = name, age

    def greet(self):
        Path("started").write_text("")
        while True:
            pass
"""
PATIENCE = 10.0

pytestmark = pytest.mark.skipif(
    "no orphan processes" not in cage.rules().enforced, reason="processes cannot be followed on this machine"
)


@pytest.fixture
def adopted() -> Iterator[Adopted]:
    with Adopted() as found:
        yield found


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with two exercises begun: in the first one, a method never ends."""
    folder = tmp_path / "work"
    for exercise in (EXERCISE, *_another()):
        shutil.copytree(exercise.path / "solution", folder / exercise.folder)
    (folder / EXERCISE.folder / "person.py").write_text(ENDLESS, encoding="utf-8")
    return folder


def _another() -> list[Exercise]:
    own = [place.exercise for place in curriculum().places if place.id != EXERCISE.id and place.week == 1]
    return [exercise for exercise in own if not exercise.continues][:1]


class Check:
    """`journey check`, running in a session of its own like a command in a terminal."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "grader", "check", *words],
            cwd=COURSE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.scratch: set[Path] = set()

    def wait_for_the_loop(self) -> None:
        """Return when the learner's method is at work."""
        _until(self._has_started)

    def _has_started(self) -> bool:
        folders = [folder for process in _below(self.process.pid) if "journey-" in str(folder := _folder_of(process))]
        self.scratch |= {parent for folder in folders for parent in folder.parents if "journey-" in parent.name}
        return any((folder / "started").exists() for folder in folders)

    def end(self) -> tuple[int, str, str]:
        out, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, errors


def _folder_of(process: int) -> Path:
    try:
        return Path(os.readlink(f"/proc/{process}/cwd"))
    except OSError:
        return Path("/")


def _below(number: int) -> list[int]:
    found = [number]
    for process in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found[1:]


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def _files(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in folder.rglob("*")
        if path.is_file()
    }


SENTENCE = "Stopped. Nothing is left running, and your files are as you saved them."


@pytest.mark.parametrize("names", [("3",), ("3", *(exercise.id for exercise in _another()))], ids=["one", "several"])
@pytest.mark.parametrize(
    "number, status, said",
    [
        (signal.SIGINT, 130, SENTENCE),
        (signal.SIGTERM, 143, SENTENCE),
        (signal.SIGHUP, -signal.SIGHUP, ""),
        (signal.SIGKILL, -signal.SIGKILL, ""),
    ],
    ids=lambda value: value.name if isinstance(value, signal.Signals) else "",
)
def test_a_run_that_is_stopped_leaves_nothing_behind(
    adopted: Adopted, work: Path, names: tuple[str, ...], number: signal.Signals, status: int, said: str
) -> None:
    before = _files(work)
    check = Check(*names, "--work", str(work))
    check.wait_for_the_loop()
    if number == signal.SIGINT:
        os.killpg(check.process.pid, number)  # as a terminal does
    else:
        check.process.send_signal(number)
    ended, _, errors = check.end()
    assert (ended, errors.strip()) == (status, said)
    assert adopted.left() == []
    assert [path for path in check.scratch if path.exists()] == []
    assert _files(work) == before


def test_a_second_ctrl_c_changes_nothing(adopted: Adopted, work: Path) -> None:
    check = Check("3", "--work", str(work))
    check.wait_for_the_loop()
    for _ in range(5):
        os.killpg(check.process.pid, signal.SIGINT)
    ended, _, errors = check.end()
    assert (ended, errors.strip()) == (130, SENTENCE)
    assert adopted.left() == []
    assert [path for path in check.scratch if path.exists()] == []


def test_two_runs_at_once_do_not_see_each_other(adopted: Adopted, tmp_path: Path) -> None:
    shutil.copytree(EXERCISE.path / "solution", tmp_path / "day03")
    before = _files(tmp_path)
    checks = [Check("3", "--work", str(tmp_path), "--seed", "1") for _ in range(2)]
    (first, *rest), other = checks[0].end(), checks[1].end()
    assert first == 0
    assert (first, *rest) == other
    assert adopted.left() == []
    assert _files(tmp_path) == before


def test_a_folder_that_cannot_be_written_can_be_graded(adopted: Adopted, tmp_path: Path) -> None:
    folder = tmp_path / "day03"
    shutil.copytree(EXERCISE.path / "solution", folder)
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = _files(tmp_path)
    status, _, errors = Check("3", "--work", str(tmp_path)).end()
    folder.chmod(0o755)
    assert (status, errors) == (0, "")
    assert adopted.left() == []
    assert _files(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every folder")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "day03"
    shutil.copytree(EXERCISE.path / "solution", folder)
    (folder / "closed").mkdir(mode=0)
    status, _, errors = Check("3", "--work", str(tmp_path)).end()
    assert status == 2
    assert "closed cannot be read: Permission denied. Look at its permissions." in errors


def test_a_folder_that_is_too_large_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "day03"
    shutil.copytree(EXERCISE.path / "solution", folder)
    with (folder / "data.bin").open("wb") as file:
        file.truncate(1 << 40)
    status, _, errors = Check("3", "--work", str(tmp_path)).end()
    assert status == 2
    assert "has more than 2,000 files or 32 MB, last data.bin. Move data and generated files out of it." in errors


@pytest.mark.parametrize("name", ["unreadable-text", "terminal-escapes"])
def test_any_text_can_be_kept_in_a_report(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "day03"
    shutil.copytree(EXERCISE.path / "solution", folder)
    shutil.copytree(EXERCISE.path / "solution", folder / "honest")
    shutil.copytree(HERE / "submissions" / name, folder, dirs_exist_ok=True)
    target = tmp_path / "report.json"
    status, _, errors = Check("3", "--work", str(tmp_path), "--json", str(target)).end()
    assert (status, errors) == (1, "")
    assert json.loads(target.read_text(encoding="utf-8"))[0]["format"] == "journey/report/v1"
    status, out, errors = Check("3", "--work", str(tmp_path), "--json", "-").end()
    assert (status, errors) == (1, "")
    assert json.loads(out)[0]["format"] == "journey/report/v1"
