"""Annotations on GitHub: the learner's own lines, the most important first, and no command but ours."""

from __future__ import annotations

import re

import pytest

from grader.render.github import render
from grader.report import FAULT, Cause, Report

from . import making
from .making import HOSTILE, failed, report, result

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def _read(text: str) -> list[tuple[str, dict[str, str], str]]:
    """As GitHub's runner reads it: a command, its properties, its data."""
    commands = []
    for line in text.splitlines():
        found = _COMMAND.fullmatch(line)
        assert found, line
        pairs = [pair.partition("=") for pair in found[2].split(",")]
        commands.append((found[1], {name: _unescaped(value) for name, _, value in pairs}, _unescaped(found[3])))
    return commands


def _unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_a_failure_stands_at_the_learners_line() -> None:
    assert _read(render([report(failed())])) == [
        (
            "error",
            {"file": "backend_journey/day03/bank_system.py", "line": "14", "title": "Day 3: overdraw-refused"},
            "What overdraw-refused says holds\nThe balance is not the expected one.\n"
            "expected 100.0\ncame     -50.0\nCompare before you subtract.",
        )
    ]


def test_the_floor_comes_first_and_nothing_passed_comes_at_all() -> None:
    given = report(failed("c", tier="stretch"), failed("b", tier="full"), failed("a"), result("d", "mentor"))
    assert [(kind, parts["title"]) for kind, parts, _ in _read(render([making.report(*given.criteria)]))] == [
        ("error", "Day 3: a"),
        ("error", "Day 3: b"),
        ("notice", "Day 3: c"),
    ]


def test_a_fault_is_a_warning_at_no_line_of_the_learner() -> None:
    where = {"file": "a.py", "line": 1, "text": ""}
    (command,) = _read(render([report(result("a", FAULT, cause=Cause("Broken.", where=where)))]))
    assert command[:2] == ("warning", {"title": "Day 3: a"})
    assert "The work is not at fault." in command[2]


def test_there_are_never_more_than_github_keeps() -> None:
    tiers = ("core", "full", "stretch")
    given = [report(*[failed(f"{tier}-{number}", tier=tier) for tier in tiers for number in range(30)])] * 2
    given += [report(*[result(f"fault-{number}", FAULT) for number in range(30)])]
    commands = _read(render(given))
    kinds = [kind for kind, _, _ in commands]
    assert {kind: kinds.count(kind) for kind in kinds} == {"error": 10, "warning": 10, "notice": 10}
    assert commands[-1][2].startswith("181 more are not shown here")
    assert commands[0][1]["title"] == "Day 3: core-0"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_a_command_or_ends_its_line(text: str) -> None:
    shown = render([making.hostile(text)])
    commands = _read(shown)
    assert [kind for kind, _, _ in commands] == ["error", "error", "notice"]
    assert all(parts.keys() <= {"file", "line", "title"} for _, parts, _ in commands)
    assert len(shown) < 20_000
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown) == []
    assert "##[" not in shown


@pytest.mark.parametrize(
    "name, file, place",
    [
        ("/repo/backend_journey/day03", "a.py", "backend_journey/day03/a.py"),
        ("backend_journey\\day03", "part\\a.py", "backend_journey/day03/part/a.py"),
        ("backend_journey/day03", "../../.github/workflows/x.yml", ".github/workflows/x.yml"),
        ("/elsewhere/day03", "a.py", None),
        ("C:/elsewhere", "a.py", None),
        ("day03", "../../a.py", None),
    ],
)
def test_only_files_of_the_repository_are_named(name: str, file: str, place: str | None) -> None:
    cause = Cause("No.", where={"file": file, "line": 2, "text": ""})
    given: Report = report(failed(cause=cause), submission={"name": name, "digest": "0"})
    ((_, parts, _),) = _read(render([given], root="/repo"))
    assert parts.get("file") == place
