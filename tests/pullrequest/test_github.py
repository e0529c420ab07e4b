"""What GitHub is told: the learner's own lines, and nothing that a learner has written as a command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.pullrequest import tell
from grader.pullrequest.git import Commit
from grader.pullrequest.touched import Trouble
from grader.pullrequest.verdict import Verdict
from grader.report import FAILED, Cause, Report, Result
from tests.pullrequest.conftest import Commit as CommitAll
from tests.pullrequest.conftest import Git, Run, Solve

FORGED = "\n::error file=x,line=1::forged\n##[error]forged\n  ::set-output name=a::forged\n::stop-commands::forged\n"
OURS = Commit("a" * 40, "main"), Commit("b" * 40, "HEAD")


def obeyed(output: str) -> list[str]:
    """The commands that GitHub's runner would obey, as its `ActionCommandManager` reads lines."""
    found, token = [], ""
    for line in output.splitlines():
        command = re.match(r"\s*::([\w-]+)( [^:]*)?::(.*)", line) or re.search(r"##\[([\w-]+)( [^\]]*)?\](.*)", line)
        if not command:
            continue
        if token:
            token = "" if command[1] == token else token
        elif command[1] == "stop-commands":
            token = command[3]
        else:
            found.append(line)
    assert not token, "commands are never read again"
    return found


def test_forged_commands_are_not_obeyed(
    journey: Run, solve: Solve, commit: CommitAll, git: Git, tmp_path: Path
) -> None:
    folder = solve("day03")
    code = (folder / "bank_system.py").read_text()
    forging = f"raise ValueError({FORGED!r} + str(self.balance))"
    code = code.replace("self.balance -= amount", forging).replace("return self.balance", f"return {FORGED!r}")
    (folder / "bank_system.py").write_text(f"print({FORGED!r})\n{code}")
    (folder / "::error file=x::forged\n##[error]forged.py").write_text("")
    (folder.parent / "##[error]forged\n::error::forged").mkdir()
    (folder.parent / "##[error]forged\n::error::forged" / "a.py").write_text("")
    commit()
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    shown = journey(GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(tmp_path / "output"))
    assert shown.returncode == 1, shown.stdout + shown.stderr
    assert "forged" in shown.stdout
    commands = obeyed(shown.stdout + shown.stderr)
    assert 1 <= len(commands) <= 20
    for line in commands:
        assert re.match(r"::(error|notice) (file=backend_journey/day03/bank_system.py,|title=)", line), line
        assert "##[" not in line
    assert not [line for line in shown.stderr.splitlines() if line.lstrip().startswith("::")]
    page = summary.read_text()
    assert page.startswith("before\n")
    assert not re.search(r"^\s*(::(error|set-output|stop-commands)|##\[)", page, re.MULTILINE)
    assert not (tmp_path / "output").exists()


@pytest.fixture
def sixty() -> list[Report]:
    """Sixty reports on which nothing holds, each with more than a page to tell."""
    cause = Cause("It came otherwise.", "1", "2", "Look again.", {"file": "a b,c.py", "line": 3, "text": "pass"})
    transcript = [{"kind": "out", "text": "x" * 120}] * 20
    results = [Result(f"c{n}", "It works", "core", 1, FAILED, False, 0.1, cause, transcript) for n in range(10)]
    return [
        Report(
            exercise={"id": f"day{number}", "title": "A title", "label": f"Day {number}", "command": f"day={number}"},
            submission={"name": f"backend_journey/day{number}", "digest": "d"},
            seed=1,
            cage={"platform": "linux", "enforced": [], "missing": []},
            criteria=results,
            receipt={"engine": "e", "checks": "c"},
        )
        for number in range(60)
    ]


def test_sixty_exercises_fit(sixty: list[Report]) -> None:
    labels = [report.exercise["label"] for report in sixty]
    troubles = [Trouble(f"backend_journey/{'n' * 200}{number}/", "is not graded.", True) for number in range(200)]
    verdict = Verdict(*OURS, "c" * 40, labels, troubles, [f"grader/{'p' * 300}{n}.py" for n in range(5_000)], [], sixty)
    assert len(tell.markdown(verdict).encode()) <= 1024 * 1024
    lines = tell.commands(verdict).splitlines()
    for kind in ("error", "warning", "notice"):
        assert len([line for line in lines if line.startswith(f"::{kind} ")]) <= 11
    assert lines[0].startswith("::warning title=The course itself is changed::")
    assert lines[1].startswith("::error title=Not graded::")
    assert lines[2].startswith("::error file=backend_journey/day0/a b%2Cc.py,line=3,")
    assert len(verdict.conclusion()) < 2_000


def test_if_grading_fails_no_line_is_obeyed_any_more(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with tell.disarmed():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    (line,) = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"::stop-commands::[0-9a-f]{40}", line)
