"""Which exercises a pull request touches, read from git objects only."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from grader.curriculum import find_all
from grader.pullrequest import touched, work
from grader.pullrequest.git import Repository
from grader.pullrequest.touched import Touched
from grader.subject.scratch import Snapshot, Unusable
from tests.pullrequest.conftest import PARTS, Commit, Git, Solve, environment, make_course


@pytest.fixture(scope="module")
def committed_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("exercises"), PARTS[1:])  # nothing is graded here


@pytest.fixture(autouse=True)
def no_git_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", environment())


def sort(course: Path, base: str = "main", head: str = "HEAD") -> Touched:
    repository = Repository(course)
    target, mine = repository.base(base), repository.head(head)
    changes = repository.changes(repository.merge_base(target, mine), mine.id)
    return touched.sort_out(changes, repository, mine.id, find_all(course))


def ids(found: Touched) -> list[str]:
    return [exercise.id for exercise in found.exercises]


def snapshot(course: Path, name: str = "day03") -> Snapshot:
    exercise = find_all(course).exercise(name)
    (submission,), troubles = work.submissions([exercise], Repository(course), "HEAD")
    assert not troubles
    return submission.snapshot


def test_what_came_to_the_base_later_is_not_touched(course: Path, solve: Solve, commit: Commit, git: Git) -> None:
    solve("day03")
    commit()
    git("checkout", "-q", "main")
    solve("day04")
    (course / "weeks/new.py").touch()
    commit()
    found = sort(course, head="work")
    assert ids(found) == ["day03"]
    assert found.course == []


def test_a_removed_exercise_is_told_and_no_failure(course: Path, solve: Solve, commit: Commit, git: Git) -> None:
    git("checkout", "-q", "main")
    solve("day03")
    commit()
    git("checkout", "-q", "-B", "work")
    git("rm", "-rq", "backend_journey/day03")
    git("commit", "-qm", "Gone")
    (trouble,) = sort(course).troubles
    assert str(trouble) == "backend_journey/day03/ is removed by this pull request, so it is not graded."
    assert not trouble.was_meant


def test_a_renamed_folder_is_asked_back(course: Path, solve: Solve, commit: Commit, git: Git) -> None:
    git("checkout", "-q", "main")
    solve("day03")
    commit()
    git("checkout", "-q", "-B", "work")
    git("mv", "backend_journey/day03", "backend_journey/my-bank")
    git("commit", "-qm", "Renamed")
    found = sort(course)
    assert ids(found) == []
    (told,) = [trouble for trouble in found.troubles if trouble.was_meant]
    assert "my-bank/ is not graded: no exercise has this folder. Rename it to backend_journey/day03/." in str(told)


@pytest.mark.parametrize(
    "folder, meant",
    [
        ("backend_journey/day3", "backend_journey/day03/"),
        ("backend_journey/Day03", "backend_journey/day03/"),
        ("backend_journey/lab-colections", "backend_journey/lab-collections/"),
        ("day03", "backend_journey/day03/"),
        ("backend_journey/notes", None),
        ("backend_journey/.hidden", None),
    ],
)
def test_folders_of_no_exercise(course: Path, commit: Commit, folder: str, meant: str | None) -> None:
    (course / folder).mkdir(parents=True)
    (course / folder / "bank_system.py").touch()
    commit()
    found = sort(course)
    assert ids(found) == []
    assert [meant for trouble in found.troubles if trouble.was_meant] == ([meant] if meant else [])
    assert all(meant in str(trouble) for trouble in found.troubles if meant)


def test_strange_names_and_binary_files_arrive_as_they_are(course: Path, solve: Solve, commit: Commit) -> None:
    folder = solve("day03")
    strange = {'a "b" c.txt': b"1", "two\nlines.txt": b"2", "tab\there": b"3", "-x": b"4", "é.bin": bytes(range(256))}
    for name, content in {**strange, ":(top)magic*.py": b"5"}.items():
        (folder / name).write_bytes(content)
    (Path(os.fsdecode(bytes(folder) + b"/not-\xff-utf8"))).write_bytes(b"6\r\n")
    commit()
    assert ids(sort(course)) == ["day03"]
    files = snapshot(course).files
    assert {name: files[name] for name in strange} == strange
    assert files[os.fsdecode(b"not-\xff-utf8")] == b"6\r\n"


def test_nothing_that_lies_in_the_repository_is_run(
    course: Path, solve: Solve, commit: Commit, git: Git, tmp_path: Path
) -> None:
    folder = solve("day03")
    commit()
    (folder / ".gitattributes").write_text("* filter=evil text eol=crlf working-tree-encoding=UTF-16 export-ignore\n")
    attributes = git("hash-object", "-w", "--no-filters", str(folder / ".gitattributes"))
    git("update-index", "--add", "--cacheinfo", f"100644,{attributes},backend_journey/day03/.gitattributes")
    git("commit", "-qm", "With")
    for setting in (
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "core.fsmonitor",
        "diff.external",
    ):
        git("config", setting, f"touch {tmp_path}/run; cat")
    hook = course / ".git/hooks/post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/run\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    assert ids(sort(course)) == ["day03"]
    assert snapshot(course).files["bank_system.py"] == (folder / "bank_system.py").read_bytes()
    assert not (tmp_path / "run").exists()


def test_links_lead_nowhere_outside(course: Path, solve: Solve, commit: Commit) -> None:
    folder = solve("day03")
    (folder / "inside.py").symlink_to("bank_system.py")
    (folder / "outside.py").symlink_to("../../weeks/week01/day03-bank-account/solution/bank_system.py")
    (folder / "far.py").symlink_to("/etc/passwd")
    commit()
    taken = snapshot(course)
    assert taken.links == {"inside.py": "bank_system.py"}
    assert len(taken.notes) == 2


def test_an_exercise_that_is_a_link_is_told(course: Path, solve: Solve, commit: Commit) -> None:
    solve("day03").rename(course / "elsewhere")
    (course / "backend_journey/day03").symlink_to("../elsewhere")
    commit()
    found = sort(course)
    assert ids(found) == []
    assert "backend_journey/day03 is a link, and links are not followed." in str(found.troubles[0])


@pytest.mark.parametrize("inside", ["", "/library"])
def test_a_submodule_is_told(course: Path, solve: Solve, git: Git, inside: str) -> None:
    if inside:
        solve("day03")
        git("add", "-A")
    git("update-index", "--add", "--cacheinfo", f"160000,{git('rev-parse', 'HEAD')},backend_journey/day03{inside}")
    git("commit", "-qm", "A submodule")
    found = sort(course)
    if inside:
        assert ids(found) == ["day03"]
        assert "submodule" in snapshot(course).notes[0]
    else:
        assert "backend_journey/day03 is a repository of its own (a submodule)" in str(found.troubles[0])


def test_names_that_no_disk_can_hold_are_left_out(course: Path, solve: Solve, commit: Commit, git: Git) -> None:
    solve("day03")
    commit()
    blob = git("hash-object", "-w", "--stdin", given="x")
    inner = git("mktree", given=f"100644 blob {blob}\tb\n")
    day = git("ls-tree", "HEAD:backend_journey/day03")
    day = git(
        "mktree", given=f"{day}\n100644 blob {blob}\t{'n' * 300}.py\n100644 blob {blob}\ta\n040000 tree {inner}\ta\n"
    )
    journey = git("mktree", given=f"040000 tree {day}\tday03\n")
    others = "\n".join(line for line in git("ls-tree", "HEAD").splitlines() if "backend_journey" not in line)
    tree = git("mktree", given=f"{others}\n040000 tree {journey}\tbackend_journey\n")
    git("reset", "-q", "--soft", git("commit-tree", tree, "-p", "main", "-m", "Strange"))
    taken = snapshot(course)
    assert set(taken.files) == {"bank_system.py", "person.py", "a/b"}
    assert len(taken.notes) == 2


def test_a_tree_that_leads_out_of_the_folder_is_refused(course: Path, solve: Solve, commit: Commit, git: Git) -> None:
    solve("day03")
    commit()
    blob = git("hash-object", "-w", "--stdin", given="x")
    inner = git("mktree", given=f"100644 blob {blob}\tb\n")
    raw = b"40000 ..\0" + bytes.fromhex(inner)
    written = subprocess.run(
        ["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"], cwd=course, input=raw, capture_output=True
    )
    journey = git("mktree", given=f"040000 tree {written.stdout.decode().strip()}\tday03\n")
    tree = git("mktree", given=f"040000 tree {journey}\tbackend_journey\n")
    head = git("commit-tree", tree, "-p", "main", "-m", "Strange")
    exercise = find_all(course).exercise("day03")
    graded, (trouble,) = work.submissions([exercise], Repository(course), head)
    assert graded == []
    assert trouble.was_meant
    assert "which leads out of it" in str(trouble)


def test_a_hook_of_another_repository_leads_nowhere(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.environ.update(GIT_DIR="/nowhere", GIT_WORK_TREE="/nowhere", GIT_EXTERNAL_DIFF="/nowhere")
    assert ids(sort(course)) == []


def test_a_shallow_clone_says_how_to_fetch_the_rest(
    course: Path, solve: Solve, commit: Commit, git: Git, tmp_path: Path
) -> None:
    git("checkout", "-q", "main")
    (course / "README.md").touch()
    commit()
    git("checkout", "-q", "work")
    solve("day03")
    commit()
    git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{course}", str(tmp_path / "shallow"))
    with pytest.raises(Unusable, match=r"This clone is shallow(.|\n)*git fetch --unshallow"):
        sort(tmp_path / "shallow", base="origin/main")


def test_histories_with_nothing_in_common_are_told(course: Path, git: Git) -> None:
    git("checkout", "-q", "--orphan", "other")
    git("commit", "-qm", "Another beginning")
    with pytest.raises(Unusable, match="have no commit in common"):
        sort(course)


def test_a_base_that_was_only_fetched_is_found(course: Path, git: Git) -> None:
    git("update-ref", "refs/remotes/origin/main", "main")
    git("branch", "-qD", "main")
    assert Repository(course).base("main").name == "origin/main"


@pytest.mark.parametrize("name", ["--help", "", "no such", "HEAD:weeks"])
def test_names_that_are_no_commit(course: Path, name: str) -> None:
    with pytest.raises(Unusable, match="There is no branch or commit"):
        Repository(course).base(name)


def test_a_folder_without_git_is_told(tmp_path: Path, course: Path) -> None:
    with pytest.raises(Unusable, match="is no git repository"):
        Repository(tmp_path)
    with pytest.raises(Unusable, match="It must be the root"):
        Repository(course / "weeks")
