"""What a learner sees in a terminal: narrow or wide, with colour or without, and nothing that it would obey."""

from __future__ import annotations

import io
import re
import sys
from typing import Any

import pytest

from grader.render import terminal
from grader.render.text import Page, harmless, one_line
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Cause, Report, Result

_TRANSCRIPT = [
    {"kind": "in", "text": '>>> account = BankAccount("Amina", 100.0)'},
    {"kind": "in", "text": ">>> account.get_balance()"},
    {"kind": "out", "text": "-50.0"},
]
_CAUSE = Cause(
    "The balance is not the expected one.",
    expected="100.0",
    actual="-50.0",
    help="Compare before you subtract.",
    where={"file": "bank_system.py", "line": 14, "text": "self.balance -= amount"},
    trace=["bank_system.py:14 in withdraw: self.balance -= amount"],
)


def _result(name: str, outcome: str, **parts: Any) -> Result:
    passed = {PASSED: True, FAILED: False}.get(outcome)
    parts = {"text": f"What {name} says holds", "tier": "core", "points": 1, **parts}
    return Result(id=name, outcome=outcome, passed=passed, **parts)


def _failed(**parts: Any) -> Result:
    return _result("overdraw-refused", FAILED, **{"cause": _CAUSE, "transcript": _TRANSCRIPT, **parts})


def _report(*results: Result, **parts: Any) -> Report:
    record: dict[str, Any] = {
        "exercise": {"id": "day03", "title": "A bank account", "label": "Day 3", "command": "day=3"},
        "submission": {"name": "day03", "digest": "0"},
        "seed": 7,
        "cage": {"platform": "linux", "enforced": [], "missing": []},
        "receipt": {"engine": "e", "checks": "c"},
        **parts,
    }
    return Report(criteria=list(results), **record)


class _Ascii(io.StringIO):
    encoding = "ascii"  # type: ignore[assignment]


def _shown(*results: Result, width: int = 100, verbose: bool = False, **parts: Any) -> str:
    page = Page(io.StringIO(), width=width, colour=False)
    terminal.render(_report(*results, **parts), page, verbose)
    return "\n".join(page.lines)


_ALL = [
    _result("account-created", PASSED),
    _failed(points=2, tier="full", hints=2),
    _result("history-kept", SKIPPED, skipped_for="overdraw-refused", tier="full"),
    _result("screenshot-there", MENTOR),
    _result("seeds-differ", FAULT, cause=Cause("The grader itself failed.", actual="Traceback")),
]


# -- what is shown --------------------------------------------------------------------------------


def test_a_report_is_shown_as_promised() -> None:
    assert _shown(*_ALL).rstrip().split("\n") == [
        "",
        "  Day 3  A bank account" + " " * 56 + "core 1/2   full 0/3",
        "",
        "  ✓ account-created   What account-created says holds",
        "  ✗ overdraw-refused  What overdraw-refused says holds",
        "      The balance is not the expected one.",
        '      >>> account = BankAccount("Amina", 100.0)',
        "      >>> account.get_balance()",
        "      -50.0                     expected 100.0",
        "      bank_system.py:14  self.balance -= amount",
        "      Compare before you subtract.",
        "      hint: make hint day=3",
        "  · history-kept      What history-kept says holds",
        "                      skipped: needs overdraw-refused",
        "  · screenshot-there  What screenshot-there says holds",
        "                      Ready for a mentor to sign off.",
        "  ! seeds-differ      What seeds-differ says holds",
        "                      The grader itself failed here. Your work is not at fault.",
    ]


def test_expected_and_actual_stand_below_where_the_last_answer_is_another() -> None:
    shown = _shown(_failed(transcript=_TRANSCRIPT[:2]))
    assert "      expected  100.0\n      came      -50.0\n" in shown


def test_expected_stands_below_where_there_is_no_room_beside() -> None:
    cause = Cause("No.", expected="e" * 70, actual="-50.0")
    assert f"      -50.0\n      expected  {'e' * 70}\n      came      -50.0" in _shown(_failed(cause=cause))


def test_only_what_is_known_is_shown() -> None:
    shown = _shown(_failed(cause=Cause("No."), transcript=[]))
    assert shown.rstrip().split("\n")[-2:] == [
        "  ✗ overdraw-refused  What overdraw-refused says holds",
        "      No.",
    ]


def test_a_skip_for_another_reason_is_told_in_its_words() -> None:
    shown = _shown(_result("network", SKIPPED, skipped_for="this machine has no network rules"))
    assert "skipped: this machine has no network rules" in shown


def test_a_missing_evidence_is_told() -> None:
    shown = _shown(_result("picture", MENTOR, cause=Cause("There is no file a.png yet.")))
    assert "There is no file a.png yet." in shown
    assert "Ready for a mentor" not in shown


def test_a_fault_of_the_grader_shows_no_traceback_to_a_learner() -> None:
    assert "Traceback" not in _shown(*_ALL)


def test_hints_are_offered_only_where_there_are_some() -> None:
    assert "make hint day=3" in _shown(_failed(hints=1))
    assert "hint" not in _shown(_failed(hints=0))


def test_a_tier_without_points_is_not_counted() -> None:
    assert terminal.tally(_report(_result("a", PASSED), _result("b", MENTOR, tier="full"))) == "core 1/1"
    assert terminal.tally(_report(*_ALL)) == "core 1/2   full 0/3"


def test_notes_and_a_weaker_cage_are_told() -> None:
    cage = {"platform": "darwin", "enforced": [], "missing": ["network", "signals"]}
    shown = _shown(_ALL[0], cage=cage, notes=["a.py is a link that leads nowhere; it was left out."])
    assert "  - a.py is a link that leads nowhere; it was left out." in shown
    assert "On darwin the cage does not enforce: network, signals." in shown


def test_more_is_shown_when_asked_for() -> None:
    passed = _result("account-created", PASSED, transcript=[{"kind": "in", "text": ">>> 1"}])
    plain, verbose = _shown(passed, _failed()), _shown(passed, _failed(), verbose=True)
    for part in (">>> 1", "bank_system.py:14 in withdraw", "seed 7"):
        assert part in verbose
        assert part not in plain


def test_a_long_transcript_keeps_its_beginning_and_its_end() -> None:
    lines = [{"kind": "in", "text": f">>> {number}."} for number in range(100)]
    shown = _shown(_failed(transcript=lines))
    assert [text in shown for text in (">>> 0.", ">>> 11.", ">>> 12.", ">>> 87.", ">>> 88.", ">>> 99.")] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]
    assert "… 76 lines …" in shown


def test_failures_are_those_and_faults_and_nothing_else() -> None:
    shown = terminal.failures(_report(*_ALL))
    heads = [line.strip() for line in shown.split("\n") if re.match("  [✓✗·!]", line)]
    assert heads == ["✗ overdraw-refused", "! seeds-differ"]


# -- width ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 60, 69, 70, 80, 100])
def test_sentences_fit_the_width(width: int) -> None:
    long = "A sentence that is much longer than a narrow terminal has room for in one line of it."
    cause = Cause(long, expected=long, actual=long, help=long)
    results = [
        _result("account-created", PASSED, text=long),
        _failed(text=long, cause=cause, transcript=[]),
        _result("history-kept", SKIPPED, text=long, skipped_for=long),
        _result("screenshot-there", MENTOR, text=long, cause=cause),
        _result("seeds-differ", FAULT, text=long),
    ]
    cage = {"platform": "darwin", "enforced": [], "missing": ["network", "signals", "files", "other processes"]}
    exercise = {"id": "day03", "title": long, "label": "Day 3", "command": "day=3"}
    shown = _shown(*results, width=width, cage=cage, exercise=exercise, notes=[long], verbose=True)
    assert [line for line in shown.split("\n") if len(line) > width] == []
    assert " ".join(shown.split()).count("in one line of it.") == 13


@pytest.mark.parametrize("width", [40, 60])
def test_in_a_narrow_terminal_the_sentence_stands_below_the_name(width: int) -> None:
    shown = _shown(_ALL[0], width=width).split("\n")
    assert shown[3:5] == ["  ✓ account-created", "      What account-created says holds"]


@pytest.mark.parametrize("width", [40, 60])
def test_lines_to_paste_are_never_broken(width: int) -> None:
    text = ">>> " + "x" * 200
    assert f"      {text}\n" in _shown(_failed(transcript=[{"kind": "in", "text": text}]), width=width)


def test_a_headline_too_long_for_one_line_takes_two() -> None:
    assert _shown(_ALL[0], width=40).split("\n")[1:3] == ["  Day 3  A bank account       core 1/1", ""]
    assert _shown(_ALL[0], width=33).split("\n")[1:3] == ["  Day 3  A bank account", "  core 1/1"]


# -- colour and signs -----------------------------------------------------------------------------


def _page(stream: io.StringIO, **parts: Any) -> Page:
    return Page(stream, width=100, **parts)


def test_colour_is_never_the_only_sign() -> None:
    coloured, plain = _page(io.StringIO(), colour=True), _page(io.StringIO(), colour=False)
    for page in (coloured, plain):
        terminal.render(_report(*_ALL), page)
    with_colour, without = "\n".join(coloured.lines), "\n".join(plain.lines)
    assert with_colour != without
    assert re.sub(r"\x1b\[[0-9;]*m", "", with_colour) == without
    assert "\x1b" not in without


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "stream, environment, wanted",
    [
        (_Terminal, {}, True),
        (_Terminal, {"NO_COLOR": "1"}, False),
        (_Terminal, {"TERM": "dumb"}, False),
        (io.StringIO, {}, False),
        (io.StringIO, {"FORCE_COLOR": "1"}, True),
        (io.StringIO, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_used_where_it_is_understood_and_wanted(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], environment: dict[str, str], wanted: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Page(stream(), width=80).colour is wanted


def test_without_unicode_every_outcome_has_a_sign_of_its_own() -> None:
    stream = _Ascii()
    page = _page(stream, colour=False)
    terminal.render(_report(*_ALL), page)
    page.show()
    shown = stream.getvalue()
    assert shown.isascii()
    for head in ("ok account-created", "X  overdraw-refused", ".  history-kept", "!  seeds-differ"):
        assert f"  {head}" in shown


def test_what_a_stream_cannot_write_is_replaced() -> None:
    stream = _Ascii()
    page = _page(stream, colour=False)
    terminal.render(_report(_failed(transcript=[{"kind": "out", "text": "'é 世界'"}])), page)
    page.show()
    assert "'? ??'" in stream.getvalue()


def test_a_page_is_shown_once() -> None:
    stream = io.StringIO()
    page = _page(stream, colour=False)
    page.line("once")
    page.show()
    page.line("more")
    page.show()
    assert stream.getvalue() == "once\nmore\n"


# -- nothing that a terminal or a CI system would obey --------------------------------------------

_COMMANDS = [
    "::error::forged",
    "  ::set-output name=a::b",
    "::group::forged",
    "##[error]forged",
    "before ##vso[task.complete]",
    "##teamcity[testFailed]",
]
_OBEYED = re.compile(r"^\s*::\w|##\[|##vso\[|##teamcity\[", re.MULTILINE)
_CONTROLS = [chr(code) for code in [*range(9), *range(0x0B, 0x20), 0x7F, *range(0x80, 0xA0)]]
_CONTROLS += ["\u2028", "\u2029", "\u202e", "\u2066", "\ud800", "\x1b[31m", "\x1b]0;title\x07"]
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _everywhere(text: str) -> str:
    """A report in which the learner's text stands wherever it can."""
    cause = Cause(text, text, text, text, {"file": text, "line": 1, "text": text}, [text])
    lines = [{"kind": kind, "text": text} for kind in ("in", "out", "err", "note")]
    return _shown(
        _failed(cause=cause, transcript=lines),
        _failed(cause=Cause("No.", expected=text, actual=text), transcript=[{"kind": "out", "text": text}]),
        _result("skipped", SKIPPED, skipped_for=text),
        _result("mentor", MENTOR, cause=cause),
        notes=[text],
        verbose=True,
    )


@pytest.mark.parametrize("sign", _CONTROLS, ids=ascii)
def test_control_characters_are_made_visible(sign: str) -> None:
    shown = _everywhere(f"a{sign}b")
    assert _CONTROL.findall(shown) == []
    assert "b" in shown


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("before", ["", "text\n", "text\r", "\t", "\u2028"])
def test_commands_to_ci_systems_are_disarmed(command: str, before: str) -> None:
    assert _OBEYED.search(before.replace("\r", "\n") + command)
    assert _OBEYED.findall(_everywhere(before + command)) == []


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("length", range(70, 96))
def test_a_command_at_the_beginning_of_a_wrapped_line_is_disarmed(command: str, length: int) -> None:
    assert _OBEYED.findall(_everywhere(f"{'x' * length} {command}")) == []


@pytest.mark.parametrize(
    "text", ["a::b", "std::vector", "# title", "#[derive]", "x[::2]", "::", "é 世界 🎉", "C:\\new"]
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", [*_COMMANDS, *_CONTROLS])
def test_disarming_twice_is_disarming_once(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


def test_lines_stay_lines_and_tabs_become_spaces() -> None:
    assert harmless("a\n\tb") == "a\n    b"
    assert one_line("a\nb") == "a\\nb"


def test_a_page_knows_its_stream_by_default() -> None:
    assert Page().stream is sys.stdout
