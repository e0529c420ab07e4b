"""Lines of a transcript as one would write them: the names of the check, and every import once, where it is needed."""

from __future__ import annotations

import decimal
import itertools
import textwrap
from typing import Any

import pytest

from grader.subject.subject import Subject
from grader.subject.transcript import Entry, Transcript, mark

from .bank import FILES
from .conftest import SubjectOf


def _asked(subject: Subject) -> list[str]:
    return [line.text for line in subject.transcript.lines() if line.kind == "in"]


def test_names_are_those_of_the_check(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    amina = subject.module("bank").Account("Amina")
    savings_of_boris = subject.module("bank").Account(
        "Boris",
    )
    with subject.module("bank").Gate() as gate:
        gate.thing = savings_of_boris
    amina.deposit(1)
    assert _asked(subject)[:5] == [
        ">>> from bank import Account",
        '>>> amina = Account("Amina")',
        '>>> savings_of_boris = Account("Boris")',
        ">>> from bank import Gate",
        ">>> gate = Gate()",
    ]


def test_an_object_without_a_name_in_the_check_is_named_after_its_class(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "class TooPoor: pass\nclass Class: pass\nclass List(list): pass\ndef echo(x): ...\n"})
    module = subject.module("m")
    for kind in (module.TooPoor, module.TooPoor, module.Class, module.List):
        module.echo(kind())
    assert [line for line in _asked(subject) if "=" in line] == [
        ">>> too_poor = TooPoor()",
        ">>> too_poor_2 = TooPoor()",
        ">>> value = Class()",
        ">>> value_2 = List()",
    ]


def test_an_object_that_is_not_used_again_gets_no_name(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    amina = subject.module("bank").Account("Amina")
    assert amina is not None
    assert [line.text for line in subject.transcript.lines()] == [
        ">>> from bank import Account",
        '>>> Account("Amina")',
        "Account('Amina', 0)",
    ]


def _account(subject: Subject) -> Any:
    return subject.module("bank").Account("Amina")


def test_what_a_fixture_returns_is_named_after_it(subject_of: SubjectOf, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = subject_of(FILES)
    _account(subject).deposit(1)
    assert _asked(subject)[-2:] == ['>>> _account = Account("Amina")', ">>> _account.deposit(1)"]


def test_slices_are_written_as_one_would_write_them(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    bank = subject.module("bank").Bank(1)
    for part in (slice(1), slice(1, None), slice(None), slice(None, None, 2)):
        assert bank[part] == [1][part]
    assert _asked(subject)[2:] == [">>> bank[:1]", ">>> bank[1:]", ">>> bank[:]", ">>> bank[::2]"]


def test_an_import_stands_once_before_the_line_that_needs_it(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    bank = subject.module("bank")
    bank.speak("a")
    bank.echo(decimal.Decimal(1))
    bank.echo(decimal.Decimal(2))
    assert _asked(subject) == [
        ">>> from bank import speak",
        '>>> speak("a")',
        ">>> from decimal import Decimal",
        ">>> from bank import echo",
        ">>> echo(Decimal('1'))",
        ">>> echo(Decimal('2'))",
    ]


def test_a_module_that_was_only_looked_at_leaves_no_line(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    assert subject.module("bank").Account is not None
    assert subject.transcript.lines() == []


def test_what_an_import_printed_is_not_shown_among_the_answers(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "print('loaded')\ndef f(): return 1\n"})
    subject.module("m").f()
    assert [line.text for line in subject.transcript.lines()] == [">>> from m import f", ">>> f()", "1"]


def test_names_that_lead_back_to_themselves_are_written_down() -> None:
    transcript = Transcript()
    for reference, owner in ((1, 2), (2, 3), (3, 1)):
        transcript.is_member(reference, owner, f"part_{reference}")
    transcript.is_member(4, 4, "itself")
    transcript.add(Entry(f"f({mark(1)}, {mark(4)})"))
    assert [line.text for line in transcript.lines()] == [">>> f(<object 3>.part_2.part_1, <object 4>)"]


def test_what_never_ends_is_not_made_a_list_of(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    assert list(itertools.islice(subject.module("bank").naturals(), 3)) == [0, 1, 2]
    assert _asked(subject)[-2:] == [">>> import itertools", ">>> list(itertools.islice(generator, 3))"]


def test_what_is_taken_one_at_a_time_is_shown(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    numbers = subject.module("bank").three()
    assert next(numbers) == 0
    assert [line.text for line in subject.transcript.lines()][-2:] == [">>> next(numbers)", "0"]


def test_blank_lines_do_not_end_a_definition_too_soon(subject_of: SubjectOf) -> None:
    subject = subject_of(FILES)
    subject.define("class A:\n\n    x = 1\n\n    def f(self):\n\n        return 1\n\nlimit = 3")
    assert _asked(subject) == textwrap.dedent(
        """\
        >>> class A:
        ...     x = 1
        ...     def f(self):
        ...         return 1
        ...
        >>> limit = 3"""
    ).split("\n")
