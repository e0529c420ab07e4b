"""The report as Markdown: a reader sees what was meant, whatever the learner's program has said."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from grader.render import markdown
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Cause, Report, Result

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _result(name: str, outcome: str, **parts: Any) -> Result:
    passed = {PASSED: True, FAILED: False}.get(outcome)
    parts = {"text": f"What {name} says holds", "tier": "core", "points": 1, **parts}
    return Result(id=name, outcome=outcome, passed=passed, **parts)


def _report(*results: Result, title: str = "A bank account") -> Report:
    return Report(
        exercise={"id": "day03", "title": title, "label": "Day 3", "command": "day=3"},
        submission={"name": "day03", "digest": "0"},
        seed=7,
        cage={"platform": "linux", "enforced": [], "missing": []},
        criteria=list(results),
        receipt={"engine": "e1", "checks": "c1"},
    )


_FAILURE = _result(
    "overdraw-refused",
    FAILED,
    points=2,
    cause=Cause(
        "The balance is not the expected one.",
        expected="100.0",
        actual="-50.0",
        help="Compare before you subtract.",
        where={"file": "bank_system.py", "line": 14, "text": "self.balance -= amount"},
    ),
    transcript=[{"kind": "in", "text": ">>> account.get_balance()"}, {"kind": "out", "text": "-50.0"}],
)


def _tokens(report: Report) -> list[Token]:
    return _READER.parse(markdown.render(report))


def _rows(report: Report) -> list[list[str]]:
    """The cells of the table, as a reader sees them."""
    rows: list[list[str]] = []
    tokens = _tokens(report)
    for token, following in itertools.pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("td_open", "th_open"):
            rows[-1].append(_plain(following))
    return rows


def _plain(token: Token) -> str:
    """The text of a piece of Markdown, if it has no markup but code."""
    kinds = {child.type for child in token.children or ()}
    assert kinds <= {"text", "code_inline", "text_special"}, kinds
    return "".join(child.content for child in token.children or ())


def _blocks(report: Report) -> list[str]:
    return [token.content for token in _tokens(report) if token.type == "fence"]


def _paragraphs(report: Report) -> list[str]:
    tokens = _tokens(report)
    return [
        _plain(following)
        for token, following in itertools.pairwise(tokens)
        if token.type in ("paragraph_open", "heading_open")
    ]


# -- what is shown --------------------------------------------------------------------------------


def test_every_outcome_has_a_row_with_its_sign() -> None:
    report = _report(
        _result("account-created", PASSED),
        _FAILURE,
        _result("history-kept", SKIPPED, skipped_for="overdraw-refused", tier="full"),
        _result("screenshot-there", MENTOR),
        _result("seeds-differ", FAULT),
    )
    assert _rows(report) == [
        ["", "criterion", "tier", "what must hold"],
        ["✓ holds", "account-created", "core", "What account-created says holds"],
        ["✗ does not hold", "overdraw-refused", "core", "What overdraw-refused says holds"],
        ["· skipped (needs `overdraw-refused`)", "history-kept", "full", "What history-kept says holds"],
        ["· mentor", "screenshot-there", "core", "What screenshot-there says holds"],
        ["! grader", "seeds-differ", "core", "What seeds-differ says holds"],
    ]


def test_a_failure_is_told_with_its_transcript_place_and_help() -> None:
    report = _report(_FAILURE)
    assert _paragraphs(report) == [
        "Day 3: A bank account",
        "core 0/2",
        "✗ overdraw-refused",
        "The balance is not the expected one.",
        "Compare before you subtract.",
        "Seed 7 · engine e1 · checks c1",
    ]
    (block,) = _blocks(report)
    assert block.splitlines() == [
        ">>> account.get_balance()",
        "-50.0",
        "expected  100.0",
        "came      -50.0",
        "bank_system.py:14  self.balance -= amount",
    ]


def test_only_failures_are_told_in_full() -> None:
    report = _report(_result("good", PASSED), _result("fault", FAULT, cause=Cause("Broken.", actual="Traceback")))
    assert "###" not in markdown.render(report)
    assert "Traceback" not in markdown.render(report)


def test_what_is_not_known_leaves_no_empty_block() -> None:
    report = _report(_result("bad", FAILED, cause=Cause("No.")))
    assert _blocks(report) == []
    assert "No." in _paragraphs(report)
    assert _paragraphs(_report(_result("bad", FAILED)))[-2] == "✗ bad"


def test_an_empty_answer_is_an_answer() -> None:
    cause = Cause("No.", expected="", actual="")
    assert _blocks(_report(_result("bad", FAILED, cause=cause))) == ["expected  \ncame      \n"]


# -- nothing of the learner's is markup -----------------------------------------------------------

_TEXTS = [
    "a | b",
    "**bold** and _slanted_ and `code`",
    "[link](http://example.org) ![image](x.png)",
    "<script>alert(1)</script> <!-- hidden",
    "<details><summary>x",
    "# no heading",
    "C:\\new\\| folder\\",
    "`",
    "``` text",
    "a\nb",
    "http://example.org",
    "| --- |",
    "é 世界 🎉",
    "&lt;b&gt; &copy; &#35;",
    "~~gone~~",
]


@pytest.mark.parametrize("text", _TEXTS)
def test_a_sentence_is_read_as_it_was_meant(text: str) -> None:
    result = _result("bad", FAILED, text=text, cause=Cause(f"It said {text}", help=f"Look at {text}"))
    report = _report(result, _result("skip", SKIPPED, skipped_for=None), title=text)
    meant = text.replace("\n", " ")
    assert _rows(report)[1] == ["✗ does not hold", "bad", "core", meant]
    shown = _paragraphs(report)
    assert shown[0] == f"Day 3: {meant}".rstrip()
    assert f"It said {meant}" in shown
    assert f"Look at {meant}" in shown


@pytest.mark.parametrize(
    "text",
    [
        "```",
        "````\n# heading\n````",
        "~~~",
        "``` text\n```",
        "<b>",
        "&lt;",
        "| a |",
        "\\`",
        "`" * 50,
        "    indented",
        "\n\n",
    ],
)
def test_an_answer_cannot_leave_its_block(text: str) -> None:
    result = _result("bad", FAILED, cause=Cause("No.", actual=text), transcript=[{"kind": "out", "text": text}])
    report = _report(result)
    assert _blocks(report) == [f"{text}\ncame      {text}\n"]
    assert [token.markup for token in _tokens(report) if token.type == "heading_open"] == ["##", "###"]


@pytest.mark.parametrize(
    "command", ["::error::forged", "  ::add-mask::a", "##[group]forged", "##vso[task.complete]", "##teamcity[a]"]
)
@pytest.mark.parametrize("before", ["", "text\n", "\r", "\u2028"])
def test_commands_to_ci_systems_are_disarmed(command: str, before: str) -> None:
    text = before + command
    cause = Cause(text, text, text, text, {"file": text, "line": 1, "text": text})
    result = _result("bad", FAILED, text=text, cause=cause, transcript=[{"kind": "out", "text": text}])
    shown = markdown.render(_report(result, _result("skip", SKIPPED, skipped_for=text)))
    assert re.findall(r"^\s*::\w|##\[|##vso\[|##teamcity\[", shown, re.MULTILINE) == []


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\ud800"], ids=ascii)
def test_control_characters_are_made_visible(sign: str) -> None:
    text = f"a{sign}b"
    result = _result("bad", FAILED, cause=Cause(text, text, text, text), transcript=[{"kind": "out", "text": text}])
    shown = markdown.render(_report(result))
    assert sign not in shown
    assert shown.encode().decode() == shown


def test_what_this_machine_lacks_is_told_as_it_is() -> None:
    shown = markdown.render(_report(_result("cached", SKIPPED, skipped_for="needs Redis: no server was found")))
    assert "· skipped (needs Redis: no server was found)" in shown
