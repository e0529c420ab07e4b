"""`journey pr` from the command line: what is graded, by whose grader, and what it ends with."""

from __future__ import annotations

import json
from pathlib import Path

from tests.pullrequest.conftest import EXERCISES, Commit, Git, Run, Solve


def break_withdraw(folder: Path) -> None:
    file = folder / "bank_system.py"
    file.write_text(file.read_text().replace("if amount > self.balance:", "if False:"))


def graded_in(folder: Path) -> list[str]:
    return [record["exercise"]["id"] for record in json.loads((folder / "reports.json").read_text())]


def test_exactly_what_is_touched_is_graded(
    journey: Run, solve: Solve, commit: Commit, git: Git, tmp_path: Path
) -> None:
    git("checkout", "-q", "main")
    solve("day04", "starter")
    commit()
    git("checkout", "-q", "-B", "work")
    solve("day03")
    solve("lab-collections")
    commit()
    shown = journey("--base", "main", "--output", str(tmp_path / "out"))
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "All of core and full holds in 2 exercises." in shown.stdout
    assert graded_in(tmp_path / "out") == ["day03", "lab-collections"]
    about = json.loads((tmp_path / "out/pull-request.json").read_text())
    assert (about["format"], about["status"]) == ("journey/pull-request/v1", 0)
    assert (tmp_path / "out/summary.md").read_text().startswith("**All of core and full holds in 2 exercises.**")


def test_what_is_committed_is_graded_and_not_what_is_saved(journey: Run, solve: Solve, commit: Commit) -> None:
    folder = solve("day03")
    commit()
    break_withdraw(folder)
    (folder / "new one.py").touch()
    shown = journey()
    assert shown.returncode == 0, shown.stdout + shown.stderr
    told = " ".join(shown.stdout.split())
    assert "What is not committed is not graded: backend_journey/day03/bank_system.py, " in told
    assert "git add backend_journey && git commit" in told


def test_files_of_tools_in_the_folder_change_nothing(journey: Run, solve: Solve, commit: Commit) -> None:
    folder = solve("day03")
    break_withdraw(folder)
    passing = "import os, sys\nprint('::error::mine')\nos._exit(0)\n"
    for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "pytest.py", "grader.py"):
        (folder / name).write_text(passing)
    (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\naddopts = "--collect-only -p no:all"\n')
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --deselect=all\n")
    (folder / "journey.pth").write_text("import os; os._exit(0)\n")
    commit()
    shown = journey()
    assert shown.returncode == 1, shown.stdout + shown.stderr
    assert "✗ overdraw-refused" in shown.stdout
    assert "✓ deposit-adds" in shown.stdout


def test_a_fork_that_lets_everything_pass_is_refused_where_the_base_is_checked_out(
    journey: Run, course: Path, solve: Solve, commit: Commit, git: Git, tmp_path: Path
) -> None:
    break_withdraw(solve("day03"))
    let_everything_pass(course)
    head = commit()
    git("checkout", "-q", "main")
    summary = tmp_path / "summary.md"
    shown = journey("--base=main", f"--head={head}", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert shown.returncode == 1, shown.stdout + shown.stderr
    (warning,) = [line for line in shown.stdout.splitlines() if line.startswith("::warning ")]
    assert "THE COURSE ITSELF IS CHANGED by this pull request, in 2 files" in warning
    assert "grader/report.py" in warning
    assert "> [!CAUTION]" in summary.read_text()
    (error,) = [line for line in shown.stdout.splitlines() if line.startswith("::error ")]
    assert error.startswith("::error file=backend_journey/day03/bank_system.py,line=17,title=Day 3%3A overdraw-refused")


def test_a_fork_that_lets_everything_pass_is_refused_where_it_is_checked_out(
    journey: Run, course: Path, solve: Solve, commit: Commit
) -> None:
    break_withdraw(solve("day03"))
    let_everything_pass(course)
    commit()
    shown = journey("--base", "main")
    assert shown.returncode == 1, shown.stdout + shown.stderr
    assert "✗ overdraw-refused" in shown.stdout
    assert "THE COURSE ITSELF IS CHANGED" in shown.stdout
    (copy,) = (course / ".cache/base").iterdir()
    assert "return True" not in (copy / "grader/report.py").read_text()


def let_everything_pass(course: Path) -> None:
    report = course / "grader/report.py"
    report.write_text(report.read_text().replace("return all(result.passed or", "return True or all(result.passed or"))
    checks = course / "weeks/week01" / EXERCISES["day03"] / "checks/test_bank_system.py"
    checks.write_text(
        checks.read_text()
        .replace("    with refused():", "    with __import__('contextlib').suppress(Exception):")
        .replace("    assert ", "    assert True or ")
    )


def test_nothing_to_grade_ends_well(journey: Run, course: Path, commit: Commit) -> None:
    (course / "README.md").write_text("Hello.\n")
    commit()
    shown = journey()
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "No exercise is touched: there is nothing to grade." in shown.stdout


def test_a_base_that_is_not_there_is_told_with_the_mend(journey: Run) -> None:
    shown = journey("--base", "nowhere")
    assert shown.returncode == 2
    assert shown.stderr.startswith("journey: There is no branch or commit 'nowhere' here")
    assert "git fetch origin nowhere:refs/remotes/origin/nowhere" in shown.stderr
