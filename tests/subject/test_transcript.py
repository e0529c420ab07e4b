"""A transcript can be typed as it stands, and says the same again."""

from __future__ import annotations

import datetime
import decimal
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.subject.faults import RemoteError
from grader.subject.ignition import clean_environment
from grader.subject.subject import Subject

from .bank import FILES
from .conftest import SubjectOf

Ask = Callable[[Subject], None]


def _accounts(subject: Subject) -> None:
    amina = subject.module("bank").Account("Amina", balance=5)
    amina.deposit(3)
    assert amina.balance == 8
    amina.owner = "Boris"
    assert amina.owner == "Boris"
    del amina.owner
    assert str(subject.module("bank").Account.bank) == "Ours"


def _errors(subject: Subject) -> None:
    bank = subject.module("bank")
    amina = bank.Account("Amina")
    for action in (lambda: amina.withdraw(5), lambda: bank.Account(), lambda: bank.Color("x"), lambda: bank.Bank()[3]):
        with pytest.raises(RemoteError):
            action()
    assert amina.balance == 0


def _objects_given(subject: Subject) -> None:
    bank = subject.module("bank")
    amina, boris = bank.Account("Amina", 1), bank.Account("Boris", 2)
    ours = bank.Bank(amina, boris)
    assert len(ours) == 2
    assert ours.accounts == [amina, boris]
    assert amina < boris
    assert amina + 5 == 6
    assert bank.echo({"one": [amina, (boris,)]})["one"][0] is amina


def _class_methods(subject: Subject) -> None:
    ours = subject.module("bank").Bank.of("Amina", "Boris")
    largest = ours.largest()
    largest.deposit(5)
    assert largest.balance == 5


def _texts(subject: Subject) -> None:
    echo = subject.module("bank").echo
    for text in ("", "it's", 'say "hi"', 'it\'s "both"', "a\nb\t\\n", "é\u2028\x00", "{'ref': 1}", "\ue0003\ue001"):
        assert echo(text) == text


def _values(subject: Subject) -> None:
    echo = subject.module("bank").echo
    moment = datetime.datetime(2024, 2, 29, 1, 2, tzinfo=datetime.UTC)
    values = [1.5, b"\x00'", {1, 2}, set(), {1: (2,)}, [None, True], 1 + 2j, range(3), frozenset({1}), moment]
    for value in [*values, datetime.timedelta(1), decimal.Decimal("1.50"), Path("a/b"), bytearray(b"x")]:
        assert echo(value) == value


def _iteration(subject: Subject) -> None:
    bank = subject.module("bank")
    assert list(bank.three()) == [0, 1, 2]
    assert list(reversed(bank.Bank(1, 2).accounts)) == [2, 1]
    assert list(bank.Bank(1, 2)) == [1, 2]
    assert [account.owner for account in bank.Bank()] == []


def _operators(subject: Subject) -> None:
    bank = subject.module("bank").Bank(1, 2, 3)
    assert bank[1:] == [2, 3]
    assert bank[::2] == [1, 3]
    assert (2 in bank, bool(bank), len(bank)) == (True, True, 3)


def _printing(subject: Subject) -> None:
    speak = subject.module("bank").speak
    speak("one\ntwo")
    assert speak("three") is None


def _defining(subject: Subject) -> None:
    bank = subject.module("bank")
    rich, twice = subject.define(
        """
        import functools

        class Rich(Account):

            limit = 10

            def deposit(self, amount):
                super().deposit(amount)

                return self.balance

        def twice(function):
            @functools.wraps(function)
            def wrapper(value):
                return function(function(value))
            return wrapper
        """,
        Account=bank.Account,
    )
    assert rich("Amina").deposit(3) == 3
    assert twice(bank.echo)(5) == 5
    amina = bank.Account("Amina", 2)
    assert subject.evaluate("amina.balance + extra", amina=amina, extra=3) == 5


def _enums(subject: Subject) -> None:
    bank = subject.module("bank")
    assert bank.Color("b").name == "BLUE"
    assert bank.Color.RED.value == "r"


def _packages(subject: Subject) -> None:
    assert subject.module("utils.maths").double(4) == 8
    assert subject.module("bank").RATE == 3
    assert subject.module("bank").echo(1) == 1


def _methods_given(subject: Subject) -> None:
    bank = subject.module("bank")
    amina = bank.Account("Amina")
    pay = subject.define("def pay(function):\n    function(4)")
    pay(amina.deposit)
    assert amina.balance == 4


def _coroutines_of_a_definition(subject: Subject) -> None:
    run = subject.define("import asyncio\n\ndef run(function, value):\n    return asyncio.run(function(value))")
    assert run(subject.module("bank").later, 5) == 5


def _questions(subject: Subject) -> None:
    bank = subject.module("bank")
    amina = bank.Account("Amina", 1)
    assert subject.is_subclass(bank.TooPoor, bank.TooPoor)
    assert subject.is_instance(amina, bank.Account)
    assert not subject.is_dataclass(amina)
    assert not subject.is_abstract(bank.Bank)
    assert subject.is_enum(bank.Color)
    assert subject.is_generator(bank.three())
    assert subject.is_coroutine_function(bank.later)
    assert subject.is_callable(bank.echo)
    assert subject.is_classmethod(bank.Bank, "of")
    assert not subject.is_staticmethod(bank.Bank, "of")
    assert not subject.is_property(bank.Bank, "of")
    assert subject.has(amina, "owner")
    assert subject.is_same(amina, amina)
    assert subject.variables(amina) == {"owner": "Amina", "balance": 1}
    assert subject.doc(bank.Account) == "Money."


def _same_names(subject: Subject) -> None:
    first = subject.module("bank").Account("Amina")
    others = [subject.module("bank").Account(owner) for owner in ("B", "C")]
    first.deposit(1)
    others[0].deposit(2)
    others[1].deposit(3)
    assert [first.balance, others[0].balance, others[1].balance] == [1, 2, 3]


def type_again(subject: Subject, folder: Path, ask: Ask) -> None:
    """Ask, then type the transcript into an interpreter beside the same files and compare what it says."""
    ask(subject)
    lines = subject.transcript.lines()
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    typed = "".join(f"{line.text[4:]}\n" for line in lines if line.kind == "in")
    done = subprocess.run(
        [sys.executable, "-qi"],
        cwd=folder,
        input=typed,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert _comparable(done.stdout) == _comparable("".join(f"{line.text}\n" for line in lines if line.kind == "out"))
    raised = re.findall(r"^(?:>>> |\.\.\. )*((?:\w+\.)*\w+: .*)$", done.stderr, re.MULTILINE)
    assert [message.removeprefix("bank.") for message in raised] == [line.text for line in lines if line.kind == "err"]


def _comparable(text: str) -> str:
    return re.sub(r"0x[0-9a-f…]+", "0x…", text)


@pytest.mark.parametrize(
    "ask",
    [
        _accounts,
        _errors,
        _objects_given,
        _class_methods,
        _texts,
        _values,
        _iteration,
        _operators,
        _printing,
        _defining,
        _enums,
        _packages,
        _methods_given,
        _coroutines_of_a_definition,
        _questions,
        _same_names,
    ],
)
def test_what_was_asked_can_be_typed_and_answers_the_same(subject_of: SubjectOf, tmp_path: Path, ask: Ask) -> None:
    type_again(subject_of(FILES), tmp_path, ask)
