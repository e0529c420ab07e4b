"""Snapshots of a folder: what is taken, what is left out and why, and how files are read back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.subject import scratch
from grader.subject.faults import Missing, SubjectFault
from grader.subject.scratch import MAX_BYTES, MAX_READ, Snapshot, Unusable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    inside = tmp_path / "work"
    inside.mkdir()
    (inside / "main.py").write_text("print()\n")
    return inside


def _write(folder: Path, name: str, content: bytes = b"") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


# -- taking ---------------------------------------------------------------------------------------


def test_all_files_are_taken_by_their_names_in_the_folder(folder: Path) -> None:
    _write(folder, "deep/er/data.bin", bytes(range(256)))
    _write(folder, ".env", b"A=1")
    snapshot = Snapshot.take(folder)
    assert snapshot.files == {"main.py": b"print()\n", "deep/er/data.bin": bytes(range(256)), ".env": b"A=1"}
    assert (snapshot.links, snapshot.notes, snapshot.shown_as) == ({}, (), "work")


def test_what_is_saved_later_changes_nothing_in_it(folder: Path) -> None:
    snapshot = Snapshot.take(folder, "day03")
    (folder / "main.py").write_text("changed")
    assert snapshot.files["main.py"] == b"print()\n"
    assert snapshot.shown_as == "day03"


@pytest.mark.parametrize("name", sorted(scratch.LEFT_OUT))
def test_folders_that_tools_make_are_left_out_wherever_they_are(folder: Path, name: str) -> None:
    _write(folder, f"{name}/x.py")
    _write(folder, f"deep/{name}/x.py")
    _write(folder, f"deep/{name}.py")
    assert set(Snapshot.take(folder).files) == {"main.py", f"deep/{name}.py"}


def test_a_virtual_environment_is_left_out_whatever_its_name(folder: Path) -> None:
    _write(folder, "mine/pyvenv.cfg")
    _write(folder, "mine/lib/x.py")
    assert set(Snapshot.take(folder).files) == {"main.py"}


@pytest.mark.parametrize("target", ["main.py", "../work/main.py", "deep/../main.py"])
def test_a_link_inside_stays_a_link(folder: Path, tmp_path: Path, target: str) -> None:
    _write(folder, "deep/other.py")
    (folder / "link.py").symlink_to(target)
    (folder / "deep" / "up.py").symlink_to("../main.py")
    snapshot = Snapshot.take(folder)
    assert snapshot.links == {"link.py": "main.py", "deep/up.py": "../main.py"}
    copy = tmp_path / "copy"
    copy.mkdir()
    snapshot.write_to(copy)
    assert (copy / "link.py").resolve() == (copy / "deep" / "up.py").resolve() == copy / "main.py"


def test_a_link_to_a_folder_inside_is_not_followed(folder: Path) -> None:
    _write(folder, "deep/a.py")
    (folder / "again").symlink_to("deep")
    (folder / "deep" / "loop").symlink_to("..")
    snapshot = Snapshot.take(folder)
    assert set(snapshot.files) == {"main.py", "deep/a.py"}
    assert snapshot.links == {"again": "deep", "deep/loop": ".."}


def test_an_absolute_link_inside_leads_into_the_copy(folder: Path, tmp_path: Path) -> None:
    (folder / "link.py").symlink_to(folder / "main.py")
    (tmp_path / "copy").mkdir()
    Snapshot.take(folder).write_to(tmp_path / "copy")
    assert (tmp_path / "copy" / "link.py").resolve() == tmp_path / "copy" / "main.py"


@pytest.mark.parametrize("target", ["../outside/secret.txt", "/etc/hostname", "../outside", ".."])
def test_a_link_that_leads_out_is_left_out_and_noted(folder: Path, target: str) -> None:
    (folder / "link").symlink_to(target)
    snapshot = Snapshot.take(folder)
    assert (set(snapshot.files), snapshot.links) == ({"main.py"}, {})
    assert snapshot.notes == ("link is a link that leads out of the folder; it was left out. Copy the file instead.",)


@pytest.mark.parametrize("target", ["nowhere.py", "link", "main.py/below"])
def test_a_link_that_leads_nowhere_is_left_out_and_noted(folder: Path, target: str) -> None:
    (folder / "link").symlink_to(target)
    snapshot = Snapshot.take(folder)
    assert snapshot.links == {}
    assert snapshot.notes == ("link is a link that leads nowhere; it was left out.",)


def test_a_pipe_is_left_out_and_noted(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    snapshot = Snapshot.take(folder)
    assert set(snapshot.files) == {"main.py"}
    assert snapshot.notes == ("pipe is not a file or a folder; it was left out.",)


def test_too_many_files_are_refused_with_the_mend(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "MAX_FILES", 10)
    for number in range(10):
        _write(folder, f"data/{number}.txt")
    with pytest.raises(Unusable, match=r"more than 10 files or 32 MB.*Move data"):
        Snapshot.take(folder)
    os.unlink(folder / "data" / "0.txt")
    assert len(Snapshot.take(folder).files) == 10


def test_too_much_data_is_refused_and_named(folder: Path) -> None:
    with open(folder / "big.bin", "wb") as file:
        file.truncate(MAX_BYTES)
    with pytest.raises(Unusable, match=r"last main\.py"):
        Snapshot.take(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    (folder / "main.py").chmod(0)
    with pytest.raises(Unusable, match=r"main\.py cannot be read: Permission denied"):
        Snapshot.take(folder)


# -- digests --------------------------------------------------------------------------------------


def _digest(**files: bytes) -> str:
    return Snapshot(Path("x"), files, {}, (), "x").digest


def test_the_digest_depends_on_names_and_contents_alone() -> None:
    assert _digest(a=b"1", b=b"2") == _digest(b=b"2", a=b"1")
    others = [_digest(a=b"1"), _digest(a=b"2", b=b"1"), _digest(a=b"1", c=b"2"), _digest(a=b"12", b=b""), _digest()]
    assert len({_digest(a=b"1", b=b"2"), *others}) == len(others) + 1


# -- copying --------------------------------------------------------------------------------------


def test_a_copy_has_the_same_files(folder: Path, tmp_path: Path) -> None:
    _write(folder, "deep/er/data.bin", b"\x00" * 100_000)
    snapshot = Snapshot.take(folder)
    (tmp_path / "copy").mkdir()
    snapshot.write_to(tmp_path / "copy")
    assert Snapshot.take(tmp_path / "copy").digest == snapshot.digest


# -- files that are asked for ---------------------------------------------------------------------


def test_a_file_is_found_behind_a_link(folder: Path) -> None:
    _write(folder, "src/app.py", b"app")
    (folder / "app.py").symlink_to("src/app.py")
    assert Snapshot.take(folder).require("app.py") == b"app"


def test_a_file_that_was_left_out_comes_with_the_reason(folder: Path) -> None:
    (folder / "app.py").symlink_to("../outside/secret.txt")
    with pytest.raises(Missing) as missing:
        Snapshot.take(folder).require("app.py")
    assert missing.value.help.startswith("app.py is a link that leads out of the folder")


def test_a_missing_init_is_not_taken_for_another_one(folder: Path) -> None:
    _write(folder, "other/__init__.py")
    with pytest.raises(Missing) as missing:
        Snapshot.take(folder).require("tools/__init__.py")
    assert missing.value.help == "Create tools/__init__.py in work, with exactly this name."


# -- reading back ---------------------------------------------------------------------------------


def test_a_file_is_read_back_as_it_is(folder: Path) -> None:
    _write(folder, "out.bin", bytes(range(256)))
    assert scratch.read_back(folder, "out.bin", "work") == bytes(range(256))


def test_a_link_inside_is_read_back(folder: Path) -> None:
    (folder / "link").symlink_to("main.py")
    assert scratch.read_back(folder, "link", "work") == b"print()\n"


@pytest.mark.parametrize("name", ["link", "folder/secret.txt", "../outside/secret.txt"])
def test_nothing_outside_is_read_back(folder: Path, name: str) -> None:
    (folder / "link").symlink_to("../outside/secret.txt")
    (folder / "folder").symlink_to("../outside")
    with pytest.raises(SubjectFault, match="leads out of work"):
        scratch.read_back(folder, name, "work")


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(SubjectFault, match="pipe is not a file"):
        scratch.read_back(folder, "pipe", "work")


def test_a_folder_is_not_read_as_a_file(folder: Path) -> None:
    (folder / "sub").mkdir()
    with pytest.raises(SubjectFault, match="sub is not a file"):
        scratch.read_back(folder, "sub", "work")


def test_a_file_that_is_not_there_is_missing(folder: Path) -> None:
    with pytest.raises(Missing, match=r"There is no file out\.txt\."):
        scratch.read_back(folder, "out.txt", "work")


def test_a_file_may_be_as_large_as_agreed_and_not_larger(folder: Path) -> None:
    with open(folder / "big", "wb") as file:
        file.truncate(MAX_READ)
    assert len(scratch.read_back(folder, "big", "work")) == MAX_READ
    with open(folder / "big", "ab") as file:
        file.write(b"x")
    with pytest.raises(SubjectFault, match="larger than 8 MB"):
        scratch.read_back(folder, "big", "work")


@pytest.mark.parametrize("content, text", [(b"", ""), ("é\r\n".encode(), "é\r\n"), (b"\xef\xbb\xbfx", "x")])
def test_text_is_utf_8_with_or_without_its_mark(content: bytes, text: str) -> None:
    assert scratch.text_of(content, "a.txt") == text


def test_text_in_another_encoding_is_refused_with_line_and_byte() -> None:
    with pytest.raises(SubjectFault, match=r"a\.txt is not UTF-8 text \(line 3, byte 0xe9\)") as fault:
        scratch.text_of("a\nb\ncafé\n".encode("latin-1"), "a.txt")
    assert "UTF-8" in fault.value.help
