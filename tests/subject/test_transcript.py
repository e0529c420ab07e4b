"""A transcript can be typed as it stands, and says the same again."""

from __future__ import annotations

import contextlib
import datetime
import decimal
import fractions
import itertools
import math
import os
import re
import subprocess
import sys
import textwrap
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.subject.faults import RemoteError
from grader.subject.launcher import clean_environment
from grader.subject.subject import Subject
from grader.subject.transcript import MAX_LINES, MAX_TEXT, Entry, Transcript, mark, shell, show

from .conftest import SubjectOf

_BANK = '''\
import contextlib
import enum
import itertools

RATE = 3


class TooPoor(Exception):
    def __init__(self, missing):
        super().__init__(f"{missing} too little")
        self.missing = missing


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


class Account:
    """Money."""

    bank = "Ours"

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            raise TooPoor(amount - self.balance)
        self.balance -= amount

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

    def __eq__(self, other):
        return isinstance(other, Account) and self.owner == other.owner

    def __lt__(self, other):
        return self.balance < other.balance

    def __add__(self, other):
        return self.balance + other


class Bank:
    def __init__(self, *accounts):
        self.accounts = list(accounts)

    def __len__(self):
        return len(self.accounts)

    def __iter__(self):
        return iter(self.accounts)

    def __getitem__(self, key):
        return self.accounts[key]

    def largest(self):
        return max(self.accounts, key=lambda account: account.balance)

    @classmethod
    def of(cls, *owners):
        return cls(*(Account(owner) for owner in owners))


class Gate:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, error, trace):
        print("closed", kind and kind.__name__)
        return True


def echo(value):
    return value


def speak(text):
    print(text)


def naturals():
    yield from itertools.count()


def three():
    yield from range(3)


async def later(value):
    return value
'''
_OTHER = "def echo(value):\n    return ('other', value)\n\n\nclass Gate:\n    pass\n"
_FILES = {
    "bank.py": _BANK,
    "other.py": _OTHER,
    "utils/__init__.py": "",
    "utils/maths.py": "def double(x):\n    return 2 * x\n",
}

Ask = Callable[[Subject], None]


# -- typed again ----------------------------------------------------------------------------------


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


def _type_again(subject: Subject, folder: Path, ask: Ask) -> None:
    """Ask, then type the transcript into an interpreter beside the same files and compare what it says."""
    ask(subject)
    lines = subject.transcript.lines()
    for name, text in _FILES.items():
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


# -- what is hard to type -------------------------------------------------------------------------


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
    _type_again(subject_of(_FILES), tmp_path, ask)


def test_what_never_ends_is_not_made_a_list_of(subject_of: SubjectOf) -> None:
    subject = subject_of(_FILES)
    assert list(itertools.islice(subject.module("bank").naturals(), 3)) == [0, 1, 2]
    assert _asked(subject)[-2:] == [">>> import itertools", ">>> list(itertools.islice(generator, 3))"]


def test_what_is_taken_one_at_a_time_is_shown(subject_of: SubjectOf) -> None:
    subject = subject_of(_FILES)
    numbers = subject.module("bank").three()
    assert next(numbers) == 0
    assert [line.text for line in subject.transcript.lines()][-2:] == [">>> next(numbers)", "0"]


# -- shell lines ----------------------------------------------------------------------------------

_CAT = "import os, sys\nprint(sys.argv[1:], os.environ.get('NAME'), repr(sys.stdin.read()))\n"


def _shell_says(folder: Path, line: str) -> str:
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=clean_environment(), capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    "arguments, stdin, name",
    [
        ([], "", "plain"),
        (["add", "Buy milk", "--now"], "", "plain"),
        (["it's", 'a "quote"', "$HOME", "`x`", "*", "", "a\\b", "é"], "", "it's $HOME"),
        ([], "one\ntwo\n", "plain"),
        ([], 'it\'s "both" $HOME `x`', "plain"),
        ([], "100%\n", "plain"),
        ([], "%d items\n", "plain"),
        ([], "a\\tb\\\\c\n", "plain"),
        ([], "-n\n", "plain"),
    ],
)
def test_a_command_can_be_typed_into_a_shell(
    subject_of: SubjectOf, tmp_path: Path, arguments: list[str], stdin: str, name: str
) -> None:
    subject = subject_of({"main.py": _CAT})
    finished = subject.program("main.py", *arguments, stdin=stdin, env={"NAME": name})
    (asked, answered) = subject.transcript.lines()
    assert asked.text.startswith("$ ")
    (tmp_path / "main.py").write_text(_CAT)
    assert _shell_says(tmp_path, asked.text[2:]) == finished.stdout == f"{answered.text}\n"


@pytest.mark.parametrize(
    "name, text",
    [
        ("a.txt", "plain"),
        pytest.param("a.txt", "one\ntwo\n", id="lines"),
        ("a b.txt", "x"),
        ("a.txt", 'it\'s "both"'),
        ("a.txt", "$HOME it's"),
        ("a.txt", "100%"),
    ],
)
def test_a_file_of_the_check_can_be_made_in_a_shell(
    subject_of: SubjectOf, tmp_path: Path, name: str, text: str
) -> None:
    subject = subject_of({})
    subject.write_text(name, text)
    (asked,) = subject.transcript.lines()
    with contextlib.suppress(subprocess.CalledProcessError):
        _shell_says(tmp_path, asked.text[2:])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {name: text}


def test_reading_a_file_is_a_command_too(subject_of: SubjectOf) -> None:
    subject = subject_of({"a b.txt": "one\ntwo\n"})
    subject.read_text("a b.txt")
    assert [line.text for line in subject.transcript.lines()] == ["$ cat 'a b.txt'", "one", "two"]


def test_a_failing_command_shows_what_it_said_and_its_status(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(3)"})
    subject.program("main.py")
    assert [(line.kind, line.text) for line in subject.transcript.lines()] == [
        ("in", "$ python main.py"),
        ("out", "out"),
        ("err", "err"),
        ("err", "(exit status 3)"),
    ]


def test_a_command_may_be_shown_shorter_than_it_is(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": ""})
    subject.program("python", "-X", "dev", "main.py", shown=["python", "main.py"])
    assert [line.text for line in subject.transcript.lines()] == ["$ python main.py"]


def test_words_of_a_command_are_quoted_where_a_shell_needs_it() -> None:
    assert shell(["python", "a b.py", "x"]) == "python 'a b.py' x"
    assert shell(["ls"], env={"A": "1 2"}) == "A='1 2' ls"
    assert shell(["cat"], stdin="a\nb") == "printf 'a\\nb' | cat"


# -- names ----------------------------------------------------------------------------------------


def _asked(subject: Subject) -> list[str]:
    return [line.text for line in subject.transcript.lines() if line.kind == "in"]


def test_names_are_those_of_the_check(subject_of: SubjectOf) -> None:
    subject = subject_of(_FILES)
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
    subject = subject_of(_FILES)
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
    subject = subject_of(_FILES)
    _account(subject).deposit(1)
    assert _asked(subject)[-2:] == ['>>> _account = Account("Amina")', ">>> _account.deposit(1)"]


def test_slices_are_written_as_one_would_write_them(subject_of: SubjectOf) -> None:
    subject = subject_of(_FILES)
    bank = subject.module("bank").Bank(1)
    for part in (slice(1), slice(1, None), slice(None), slice(None, None, 2)):
        assert bank[part] == [1][part]
    assert _asked(subject)[2:] == [">>> bank[:1]", ">>> bank[1:]", ">>> bank[:]", ">>> bank[::2]"]


def test_an_import_stands_once_before_the_line_that_needs_it(subject_of: SubjectOf) -> None:
    subject = subject_of(_FILES)
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
    subject = subject_of(_FILES)
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


# -- what is shown --------------------------------------------------------------------------------


def _shown(subject_of: SubjectOf, call: Callable[[Any], Any]) -> list[tuple[str, str]]:
    subject = subject_of(_FILES)
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
    subject = subject_of(_FILES)
    amina = subject.module("bank").Account("Amina")
    with contextlib.suppress(AttributeError):
        _ = amina.nothing
    assert [line.text for line in subject.transcript.lines()][-1] == "Account('Amina', 0)"


def test_blank_lines_do_not_end_a_definition_too_soon(subject_of: SubjectOf) -> None:
    subject = subject_of(_FILES)
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
