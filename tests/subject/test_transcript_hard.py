"""What is hard to type can be typed all the same: objects without a name, with blocks, names that there are twice."""

from __future__ import annotations

import fractions
import math
import uuid
from pathlib import Path

import pytest

from grader.subject.faults import RemoteError
from grader.subject.subject import Subject

from .bank import FILES
from .conftest import SubjectOf
from .test_transcript import Ask, type_again


def _elements(subject: Subject) -> None:
    bank = subject.module("bank").Bank.of("Amina", "Boris")
    for account in bank:
        account.deposit(1)


def _members_of_a_list(subject: Subject) -> None:
    ours = subject.module("bank").Bank.of("Amina", "Boris")
    first, _second = ours.accounts
    assert first.owner == "Amina"


def _carried_by_an_exception(subject: Subject) -> None:
    amina = subject.module("bank").Account("Amina")
    with pytest.raises(RemoteError) as caught:
        amina.withdraw(5)
    assert caught.value.missing == 5


def _not_a_number(subject: Subject) -> None:
    assert math.isnan(subject.module("bank").echo(math.nan))


def _infinity(subject: Subject) -> None:
    assert subject.module("bank").echo([math.inf]) == [math.inf]


def _fractions(subject: Subject) -> None:
    assert subject.module("bank").echo(fractions.Fraction(1, 2)) == fractions.Fraction(1, 2)


def _uuids(subject: Subject) -> None:
    assert subject.module("bank").echo(uuid.UUID(int=1)) == uuid.UUID(int=1)


def _with_block(subject: Subject) -> None:
    with subject.module("bank").Gate():
        pass


def _with_block_and_error(subject: Subject) -> None:
    with subject.module("bank").Gate():
        raise ValueError("no")


def _with_block_and_error_of_the_learners(subject: Subject) -> None:
    bank = subject.module("bank")
    with bank.Gate():
        bank.Account("Amina").withdraw(5)


def _two_modules_with_one_name(subject: Subject) -> None:
    assert subject.module("bank").echo(1) == 1
    assert subject.module("other").echo(1) == ("other", 1)


def _variable_named_like_its_module(subject: Subject) -> None:
    bank = subject.module("bank").Bank(1, 2)
    assert subject.module("bank").RATE == 3
    assert len(bank) == 2


def _variable_named_like_a_function(subject: Subject) -> None:
    echo = subject.module("bank").Account("Amina", 1)
    assert subject.module("bank").echo(echo) is echo
    assert echo.balance == 1


def _changing_objects(subject: Subject) -> None:
    ours = subject.module("bank").Bank.of("Amina")
    assert len(ours.accounts) == 1
    ours.largest().deposit(5)


def _object_with_a_name_already(subject: Subject) -> None:
    boris = subject.module("bank").Account("Boris")
    assert subject.module("bank").echo(boris) is boris


def _coroutines(subject: Subject) -> None:
    assert subject.module("bank").later(5) == 5


def _signatures(subject: Subject) -> None:
    assert list(subject.signature(subject.module("bank").echo).parameters) == ["value"]


def _definers(subject: Subject) -> None:
    assert subject.defined_in(subject.module("bank").Account, "deposit") == "Account"


def _names(subject: Subject) -> None:
    assert subject.names(subject.module("bank").Gate()) == []


@pytest.mark.parametrize(
    "ask",
    [
        _elements,
        _members_of_a_list,
        _carried_by_an_exception,
        _not_a_number,
        _infinity,
        _fractions,
        _uuids,
        _with_block,
        _with_block_and_error,
        _with_block_and_error_of_the_learners,
        _two_modules_with_one_name,
        _variable_named_like_its_module,
        _variable_named_like_a_function,
        _changing_objects,
        _object_with_a_name_already,
        _coroutines,
        _signatures,
        _definers,
        _names,
    ],
)
def test_what_was_asked_can_be_typed_and_answers_the_same(subject_of: SubjectOf, tmp_path: Path, ask: Ask) -> None:
    type_again(subject_of(FILES), tmp_path, ask)
