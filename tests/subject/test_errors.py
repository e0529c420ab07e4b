"""What goes wrong in the learner's code arrives as an exception that says so."""

from __future__ import annotations

from typing import Any

import pytest

from grader.subject.faults import Died, Missing, RemoteError, SubjectFault, TimedOut, TooMuch, Unfit
from grader.subject.session import MissingName

from .conftest import SubjectOf

_BANK = """\
    import subprocess


    class BankError(ValueError):
        def __init__(self, message, missing=0):
            super().__init__(message, missing)
            self.missing = missing

        def __str__(self):
            return f"{self.args[0]} ({self.missing})"


    class Silent(Exception):
        def __str__(self):
            raise RuntimeError("no text")


    class bad_name(LookupError, RuntimeError):
        pass


    class Account:
        def get_balance(self):
            return 0

        def withdraw(self, amount):
            self._check(amount)

        def _check(self, amount):
            raise BankError("too much", missing=amount)


    def fails(kind, *arguments):
        raise kind(*arguments)


    def slips():
        return undefined_name


    def opens():
        open("/nowhere/file.txt")


    def chained():
        try:
            {}["key"]
        except KeyError as error:
            raise BankError("no key") from error


    def asks():
        input()


    def leaves():
        raise SystemExit(3)


    def nested(depth):
        return nested(depth - 1) if depth else divide()


    def divide():
        return 1 / 0


    rate = 1
"""


@pytest.fixture
def bank(subject_of: SubjectOf) -> Any:
    return subject_of({"bank.py": _BANK}).module("bank")


def _caught(call: Any, *arguments: Any) -> RemoteError:
    with pytest.raises(RemoteError) as caught:
        call(*arguments)
    return caught.value


# -- exceptions -----------------------------------------------------------------------------------


def test_a_class_of_the_learners_arrives_as_the_nearest_built_in_one(bank: Any) -> None:
    error = _caught(bank.Account().withdraw, 5)
    assert isinstance(error, ValueError)
    assert not isinstance(error, LookupError)
    assert (type(error).__name__, error.type_name, str(error)) == ("BankError", "BankError", "too much (5)")
    assert error.is_a("BankError")
    assert error.is_a("ValueError")
    assert not error.is_a("TypeError")


@pytest.mark.parametrize(
    "expression, kind",
    [
        ("KeyError", KeyError),
        ("OSError", OSError),
        ("FileNotFoundError", FileNotFoundError),
        ("PermissionError", PermissionError),
        ("ZeroDivisionError", ZeroDivisionError),
        ("NotImplementedError", NotImplementedError),
        ("RecursionError", RecursionError),
        ("ImportError", ImportError),
        ("TimeoutError", TimeoutError),
        ("AssertionError", AssertionError),
        ("UserWarning", UserWarning),
    ],
)
def test_a_built_in_exception_arrives_as_itself(bank: Any, expression: str, kind: type[Exception]) -> None:
    bank.rate = 1
    with pytest.raises(kind, match="the message"):
        _call_in(bank, expression)


def _call_in(bank: Any, expression: str) -> None:
    builtins = bank.__dict__["__builtins__"]
    bank.fails(builtins[expression], "the message")


@pytest.mark.parametrize("name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "MemoryError"])
def test_what_would_stop_a_check_arrives_as_a_mere_exception(bank: Any, name: str) -> None:
    error = _caught(_call_in, bank, name)
    assert error.type_name == name
    assert type(error).__mro__[1:] == RemoteError.__mro__


def test_an_exception_of_two_families_belongs_to_both(bank: Any) -> None:
    error = _caught(bank.fails, bank.bad_name, "both")
    assert error.is_a("LookupError")
    assert error.is_a("RuntimeError")
    assert isinstance(error, LookupError)


def test_what_an_exception_carries_can_be_read(bank: Any) -> None:
    error = _caught(bank.Account().withdraw, 5)
    assert error.missing == 5
    with pytest.raises(AttributeError):
        _ = error.nothing


def test_the_arguments_of_an_exception_are_those_of_the_learners(bank: Any) -> None:
    assert _caught(bank.Account().withdraw, 5).args == ("too much", 5)


def test_a_failed_system_call_carries_its_number_and_file(bank: Any) -> None:
    error: Any = _caught(bank.opens)
    assert isinstance(error, FileNotFoundError)
    assert (error.errno, error.filename) == (2, "/nowhere/file.txt")


def test_a_message_that_cannot_be_read_is_said_to_be(bank: Any) -> None:
    assert str(_caught(bank.fails, bank.Silent)) == "(its message cannot be read)"


def test_the_folder_of_a_check_is_not_in_messages(bank: Any) -> None:
    path = bank.__file__
    assert path.endswith("/bank.py")
    assert str(_caught(bank.fails, bank.BankError, path)) == "bank.py (0)"


def test_a_raise_statement_is_told_apart_from_a_slip(bank: Any) -> None:
    assert _caught(bank.Account().withdraw, 5).deliberate
    assert not _caught(bank.slips).deliberate
    assert not _caught(bank.nested, 0).deliberate
    assert not _caught(bank.Account().withdraw).deliberate


def test_frames_are_the_learners_own_outermost_first(bank: Any) -> None:
    error = _caught(bank.Account().withdraw, 5)
    found = [(frame["file"], frame["name"], frame["text"]) for frame in error.details["frames"]]
    assert found == [
        ("bank.py", "withdraw", "self._check(amount)"),
        ("bank.py", "_check", 'raise BankError("too much", missing=amount)'),
    ]
    assert error.where is not None
    assert (error.where.file, error.where.text) == ("bank.py", 'raise BankError("too much", missing=amount)')


def test_the_line_of_a_frame_is_where_it_is_written(bank: Any) -> None:
    where = _caught(bank.slips).where
    assert where is not None
    lines = _BANK.splitlines()
    assert lines[where.line - 1].strip() == where.text == "return undefined_name"


def test_a_call_that_does_not_fit_has_no_frame(bank: Any) -> None:
    error = _caught(bank.Account().withdraw)
    assert error.details["frames"] == []
    assert error.where is None


def test_only_the_innermost_frames_of_a_deep_recursion_are_kept(bank: Any) -> None:
    frames = _caught(bank.nested, 200).details["frames"]
    assert len(frames) == 20
    assert [frame["name"] for frame in frames] == ["nested"] * 19 + ["divide"]


def test_reading_input_in_a_function_is_an_eof_error(bank: Any) -> None:
    with pytest.raises(EOFError):
        bank.asks()


def test_leaving_the_program_in_a_function_does_not_end_the_conversation(bank: Any) -> None:
    assert _caught(bank.leaves).type_name == "SystemExit"
    assert bank.rate == 1


def test_an_exception_raised_from_another_arrives_as_the_outer_one(bank: Any) -> None:
    assert str(_caught(bank.chained)) == "no key (0)"


# -- names and files that are missing -------------------------------------------------------------


@pytest.mark.parametrize(
    "name, advice",
    [
        ("Acount", "Did you mean Account? The brief asks for Acount."),
        ("account", "Did you mean Account? The brief asks for account."),
        ("BANK_ERROR", "Did you mean BankError? The brief asks for BANK_ERROR."),
        ("Customer", "Define Customer as the brief says."),
    ],
)
def test_a_missing_name_of_a_module_comes_with_the_nearest(bank: Any, name: str, advice: str) -> None:
    with pytest.raises(MissingName) as missing:
        getattr(bank, name)
    assert str(missing.value) == f"Your module has no {name}."
    assert missing.value.help == advice


@pytest.mark.parametrize(
    "of_object, owner",
    [
        (True, "An object of the class Account"),
        (False, "Your class"),
    ],
    ids=["object", "class"],
)
def test_a_missing_method_comes_with_the_nearest(bank: Any, of_object: bool, owner: str) -> None:
    with pytest.raises(MissingName) as missing:
        _ = (bank.Account() if of_object else bank.Account).getBalance
    assert str(missing.value) == f"{owner} has no getBalance."
    assert missing.value.help == "Did you mean get_balance? The brief asks for getBalance."


def test_an_attribute_error_inside_the_learners_code_is_an_exception_of_theirs(subject_of: SubjectOf) -> None:
    module = subject_of(
        {
            "m.py": """
            class Box:
                @property
                def size(self):
                    return self.width
            """
        }
    ).module("m")
    with pytest.raises(AttributeError, match="'Box' object has no attribute 'width'") as caught:
        _ = module.Box().size
    assert isinstance(caught.value, RemoteError)


@pytest.mark.parametrize("text", ["", "\n\n", "# to do\n"])
def test_an_empty_file_is_said_to_be_empty(subject_of: SubjectOf, text: str) -> None:
    module = subject_of({"m.py": text}).module("m")
    with pytest.raises(MissingName) as missing:
        _ = module.greet
    assert missing.value.help == "The file is empty: define greet as the brief says."


@pytest.mark.parametrize(
    "there, advice",
    [
        ("Main.py", "There is Main.py. Rename or move it to main.py."),
        ("src/main.py", "There is src/main.py. Rename or move it to main.py."),
        ("mian.py", "There is mian.py. If that is the file, rename it to main.py."),
        ("notes.txt", "Create main.py in name, with exactly this name."),
    ],
)
def test_a_missing_file_comes_with_the_nearest(subject_of: SubjectOf, there: str, advice: str) -> None:
    with pytest.raises(Missing) as missing:
        subject_of({there: ""}).module("main")
    assert str(missing.value) == "There is no file main.py in name."
    assert missing.value.help == advice


def test_a_missing_file_of_a_package_is_named_with_its_folder(subject_of: SubjectOf) -> None:
    with pytest.raises(Missing, match=r"There is no file utils/maths\.py"):
        subject_of({"utils/other.py": ""}).module("utils.maths")


# -- modules that cannot be imported --------------------------------------------------------------


@pytest.mark.parametrize(
    "text, line, kind",
    [
        ("x = 1\ndef f(:\n    pass\n", 2, "SyntaxError"),
        ("def f():\nreturn 1\n", 2, "IndentationError"),
        ("x = 1\n\nprint 'x'\n", 3, "SyntaxError"),
        ("if True:\n\tx = 1\n        y = 2\n", 3, "TabError"),
        ("text = 'open\n", 1, "SyntaxError"),
    ],
)
def test_a_syntax_error_names_file_and_line(subject_of: SubjectOf, text: str, line: int, kind: str) -> None:
    subject = subject_of({"m.py": text})
    with pytest.raises(SyntaxError) as caught:
        subject.module("m")
    assert isinstance(caught.value, RemoteError)
    assert caught.value.type_name == kind
    assert caught.value.where is not None
    assert caught.value.where[:2] == ("m.py", line)


def test_a_syntax_error_in_an_imported_file_names_that_file(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "import helper", "helper.py": "x = (\n"})
    with pytest.raises(SyntaxError) as caught:
        subject.module("main")
    assert isinstance(caught.value, RemoteError)
    assert caught.value.where is not None
    assert caught.value.where[:2] == ("helper.py", 1)


def test_an_exception_at_import_names_its_line(subject_of: SubjectOf) -> None:
    error = _caught(subject_of({"m.py": "x = 1\nx / 0\n"}).module, "m")
    assert isinstance(error, ZeroDivisionError)
    assert error.where == ("m.py", 2, "x / 0")


def test_a_module_that_cannot_be_found_is_named(subject_of: SubjectOf) -> None:
    error = _caught(subject_of({"m.py": "import nothing_like_this\n"}).module, "m")
    assert isinstance(error, ModuleNotFoundError)
    assert error.details["missing_module"] == "nothing_like_this"


def test_a_module_that_failed_once_fails_again_without_being_run(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "x / 0\n"})
    assert _caught(subject.module, "m") is _caught(subject.module, "m")


# -- no answer ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement, fault, sentence",
    [
        ("os._exit(0)", Died, r"Your program ended itself \(exit status 0\)\."),
        ("os._exit(7)", Died, r"Your program ended itself \(exit status 7\)\."),
        ("os.abort()", Died, r"Your program was ended by the signal SIGABRT\."),
        ("os.kill(os.getpid(), 9)", Died, r"Your program was ended by the signal SIGKILL\."),
        ("print('x' * 100_000)", TooMuch, r"Your program printed more than 20 KB\."),
        ("cyclic = []; cyclic.append(cyclic); return cyclic", Unfit, "the value contains itself"),
        ("return list(range(300_000))", Unfit, "more than 200,000 parts"),
        ("return 'x' * 5_000_000", Unfit, "more than 4,000,000 characters"),
        ("return 10 ** 5_000", Unfit, "more than 3,000 digits"),
        ("return 'é' * 3_000_000", Unfit, "large"),
        ("return b'x' * 7_000_000", Unfit, "large"),
        ("return ['x' * 3_000_000] * 3", Unfit, "large"),
        ("return range(10 ** 5_000, 10 ** 5_000 + 1)", Unfit, "more than 3,000 digits"),
        ("return decimal.Decimal('1E+999999')", Unfit, "large"),
    ],
)
def test_a_call_without_an_answer_is_told_as_what_it_is(
    subject_of: SubjectOf, statement: str, fault: type[SubjectFault], sentence: str
) -> None:
    subject = subject_of({"m.py": f"import decimal\nimport os\n\ndef f():\n    {statement}\n"}, output_kb=20)
    function = subject.module("m").f
    with pytest.raises(fault, match=sentence):
        function()


def test_a_loop_without_end_is_ended(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "def f():\n    while True: pass\n"}, seconds=0.3)
    with pytest.raises(TimedOut, match=r"gave no answer within 0\.3 seconds"):
        subject.module("m").f()


def rests(seconds: float) -> dict[str, str]:
    return {"m.py": f"import time\n\ndef rest():\n    time.sleep({seconds})\n"}


def test_who_still_answers_when_the_time_is_over_is_given_more(subject_of: SubjectOf) -> None:
    module = subject_of(rests(0.1), seconds=2).module("m")
    for _ in range(25):
        module.rest()


def test_but_not_for_ever(subject_of: SubjectOf) -> None:
    module = subject_of(rests(0.02), seconds=0.4).module("m")
    with pytest.raises(TimedOut):
        list(iter(module.rest, "something"))


def test_a_list_of_a_class_of_the_learners_that_contains_itself_cannot_be_shown(subject_of: SubjectOf) -> None:
    module = subject_of({"m.py": "class Bag(list): pass\n\ndef f():\n    b = Bag(); b.append(b); return b\n"}).module(
        "m"
    )
    with pytest.raises(Unfit, match="contains itself"):
        module.f()


def test_an_answer_that_cannot_be_shown_does_not_end_the_conversation(subject_of: SubjectOf) -> None:
    module = subject_of({"m.py": "def big():\n    return 'x' * 5_000_000\n\nx = 1\n"}).module("m")
    with pytest.raises(Unfit):
        module.big()
    assert module.x == 1
