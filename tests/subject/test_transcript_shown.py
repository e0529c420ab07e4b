"""What a transcript shows of answers, errors and prints, and what it cuts or leaves out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import Any

import pytest

from grader.subject.transcript import MAX_LINES, MAX_TEXT, Entry, show

from .bank import FILES
from .conftest import SubjectOf


def _shown(subject_of: SubjectOf, call: Callable[[Any], Any]) -> list[tuple[str, str]]:
    subject = subject_of(FILES)
    call(subject.module("bank"))
    return [(line.kind, line.text) for line in subject.transcript.lines()][2:]


def test_an_answer_of_none_is_not_shown(subject_of: SubjectOf) -> None:
    assert _shown(subject_of, lambda bank: bank.echo(None)) == []


def test_a_long_answer_is_cut_and_its_length_told(subject_of: SubjectOf) -> None:
    ((kind, text),) = _shown(subject_of, lambda bank: bank.echo("x" * 5_000))
    assert kind == "out"
    assert text.startswith("'xxx")
    assert len(text) <= MAX_TEXT


def test_a_value_that_is_long_ends_with_its_length() -> None:
    assert show("x" * 5_000) == "'" + "x" * (MAX_TEXT - 1) + "… (5,002 characters)"
    assert show("x" * (MAX_TEXT - 2)) == repr("x" * (MAX_TEXT - 2))


def test_many_lines_are_cut_and_counted(subject_of: SubjectOf) -> None:
    shown = _shown(subject_of, lambda bank: bank.speak("\n".join(map(str, range(100)))))
    assert shown == [*(("out", str(number)) for number in range(MAX_LINES)), ("note", "… 80 more lines")]


def test_of_many_lines_of_errors_the_last_ones_are_shown_too(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "import sys\nsys.exit('\\n'.join(map(str, range(100))))"})
    subject.program("m.py")
    shown = [line.text for line in subject.transcript.lines()[1:]]
    assert shown == [*map(str, range(10)), "… 81 more lines", *map(str, range(91, 100)), "(exit status 1)"]


def test_addresses_are_not_shown_since_they_differ_in_every_run(subject_of: SubjectOf) -> None:
    ((_, text),) = _shown(subject_of, lambda bank: bank.Bank())
    assert text == "<bank.Bank object at 0x…>"


def test_a_text_that_fails_is_told_as_such(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "class A:\n    def __repr__(self): raise ValueError\n"})
    subject.module("m").A()
    assert subject.transcript.lines()[-1].text == "<an object whose repr() fails: ValueError>"


def test_a_crash_is_the_last_thing_shown(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "import os\ndef f():\n    print('last words', flush=True)\n    os._exit(3)\n"})
    with contextlib.suppress(Exception):
        subject.module("m").f()
    assert [(line.kind, line.text) for line in subject.transcript.lines()[1:]] == [
        ("in", ">>> f()"),
        ("out", "last words"),
        ("err", "Your program ended itself (exit status 3)."),
    ]


def test_a_name_that_is_missing_leaves_no_line_of_its_own(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    amina = subject.module("bank").Account("Amina")
    with contextlib.suppress(AttributeError):
        _ = amina.nothing
    assert [line.text for line in subject.transcript.lines()][-1] == "Account('Amina', 0)"


def test_what_the_engine_asks_for_a_message_is_not_the_checks() -> None:
    assert Entry("x", site=None).of_check
    assert Entry("x", site=(__file__, 3)).of_check
    assert not Entry("x", site=(pytest.__file__, 3)).of_check
    assert not Entry(
        "x", site=(os.path.dirname(os.path.dirname(show.__code__.co_filename)) + "/verdict.py", 3)
    ).of_check


def test_a_traceback_shows_only_the_lines_of_the_learners(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "import json\n\n\ndef read():\n    json.loads('{')\n\n\nread()\n"})
    finished = subject.program("main.py")
    assert "decoder.py" in finished.stderr
    shown = [line.text for line in subject.transcript.lines() if line.kind == "err"]
    assert [line.strip() for line in shown if "File" in line] == [
        'File "main.py", line 8, in <module>',
        'File "main.py", line 5, in read',
    ]
    assert shown[-2].startswith("json.decoder.JSONDecodeError: ")
