"""Files out of a repository: what is committed, read without a checkout, whatever the repository holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from grader import gitfiles
from grader.subject.scratch import Unusable


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def git(folder: Path, *words: str, given: bytes = b"") -> str:
    who = ["-c", "user.name=Amina", "-c", "user.email=amina@example.org"]
    return subprocess.run(
        ["git", *who, *words], cwd=folder, input=given, capture_output=True, check=True
    ).stdout.decode()


def commit(folder: Path) -> str:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "work")
    return git(folder, "rev-parse", "HEAD").strip()


def test_the_files_of_a_commit(repository: Path) -> None:
    work = repository / "backend_journey/day03"
    (work / "notes and more").mkdir(parents=True)
    (work / "bank.py").write_bytes(b"print('hello')\r\n")
    (work / "notes and more" / 'a "quoted"\nname').write_bytes(bytes(range(256)))
    at = commit(repository)
    (work / "bank.py").write_text("changed, and not committed")
    found = gitfiles.snapshot(repository, at, "backend_journey/day03")
    assert found is not None
    assert found.files == {
        "bank.py": b"print('hello')\r\n",
        'notes and more/a "quoted"\nname': bytes(range(256)),
    }


def test_what_was_not_begun_is_none(repository: Path) -> None:
    (repository / "day031").mkdir()
    (repository / "day031/main.py").touch()
    assert gitfiles.snapshot(repository, commit(repository), "day03") is None


def test_attributes_of_the_repository_change_nothing(repository: Path) -> None:
    (repository / "day03").mkdir()
    (repository / "day03/main.py").write_text("$Format:%H$\n")
    (repository / ".gitattributes").write_text("* export-subst export-ignore filter=nothing\n")
    found = gitfiles.snapshot(repository, commit(repository), "day03")
    assert found is not None
    assert found.files == {"main.py": b"$Format:%H$\n"}


def test_links_stay_inside(repository: Path) -> None:
    work = repository / "day03"
    work.mkdir()
    (work / "main.py").write_text("1")
    (work / "same.py").symlink_to("main.py")
    (work / "secret.py").symlink_to("/etc/passwd")
    (work / "above.py").symlink_to("../other.py")
    found = gitfiles.snapshot(repository, commit(repository), "day03")
    assert found is not None
    assert found.links == {"same.py": "main.py"}
    assert [note.split()[0] for note in found.notes] == ["above.py", "secret.py"]


def test_a_name_that_leads_out_is_refused(repository: Path) -> None:
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"bad").strip()
    inner = git(repository, "mktree", given=f"100644 blob {blob}\tfile\n".encode()).strip()
    raw = b"40000 ..\0" + bytes.fromhex(inner)
    bad = git(repository, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw).strip()
    top = git(repository, "mktree", "--missing", given=f"040000 tree {bad}\tday03\n".encode()).strip()
    at = git(repository, "commit-tree", top, "-m", "bad").strip()
    with pytest.raises(Unusable, match="leads out of it"):
        gitfiles.snapshot(repository, at, "day03")


def test_a_submodule_is_left_out_and_said(repository: Path) -> None:
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"1").strip()
    listed = f"100644 blob {blob}\tmain.py\n160000 commit {'a' * 40}\tinner\n"
    inner = git(repository, "mktree", "--missing", given=listed.encode()).strip()
    top = git(repository, "mktree", given=f"040000 tree {inner}\tday03\n".encode()).strip()
    at = git(repository, "commit-tree", top, "-m", "work").strip()
    found = gitfiles.snapshot(repository, at, "day03")
    assert found is not None
    assert list(found.files) == ["main.py"]
    assert "inner is a repository of its own" in found.notes[0]
