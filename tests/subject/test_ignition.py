"""A zygote that is started ahead is for whoever asks first; if nobody asks, nothing of it stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.subject import ignition
from grader.subject.launcher import Launcher


def test_who_asks_first_gets_the_one_that_was_started_ahead() -> None:
    ignition.ahead()
    spark = ignition.ignite()
    other = ignition.ignite()
    try:
        assert spark.pid != other.pid
        assert spark.scratch_root != other.scratch_root
    finally:
        for one in (spark, other):
            one.control.close()
            os.waitpid(one.pid, 0)
    assert not Path(spark.scratch_root).exists()


def test_it_serves_as_any_other() -> None:
    ignition.ahead()
    launcher = Launcher.start()
    assert launcher.rules()["platform"]
    launcher.close()
    assert not launcher.scratch_root.exists()


def test_what_nobody_asked_for_leaves_nothing() -> None:
    ignition.ahead()
    (spark,) = ignition._ahead
    ignition.put_out()
    assert not Path(spark.scratch_root).exists()
    with pytest.raises(ProcessLookupError):
        os.kill(spark.pid, 0)
    ignition.put_out()


def test_nobody_else_can_enter_its_folder() -> None:
    folder = Path(ignition.new_folder("journey-"))
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rmdir()


def test_it_holds_no_file_that_the_caller_has_open(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        launcher = Launcher.start()
        assert launcher.rules()
        zygote = Path(f"/proc/{launcher._pid}/fd")
        if zygote.exists():
            assert str(tmp_path / "secret") not in [os.readlink(fd) for fd in zygote.iterdir()]
        launcher.close()
