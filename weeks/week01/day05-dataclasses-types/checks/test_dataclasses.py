"""Checks of day 5: the classes are dataclasses."""

import ast
import contextlib
from datetime import datetime

import pytest

from grader.toolbox import Mismatch


def converted(subject, name):
    """The class of this name, if it is a dataclass without an `__init__` written by hand."""
    kind = getattr(subject.module("typed_models"), name)
    if not subject.is_dataclass(kind):
        raise Mismatch(
            f"{name} is not a dataclass.",
            expected="@dataclass in the line above the class",
            actual="a class without it",
        )
    for node in ast.walk(ast.parse(subject.submitted_text("typed_models.py"))):
        if isinstance(node, ast.ClassDef) and node.name == name:
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                    raise Mismatch(
                        f"{name} still has an __init__ of its own.",
                        expected="only the fields: @dataclass writes __init__ from them",
                        actual=f"line {part.lineno}: def __init__",
                        help="Make sure that every value it stores is a field. Then delete the method.",
                    )
    return kind


def has_fields(subject, kind, wanted):
    """Every wanted field is there with its type; None stands for a type that is looked at elsewhere."""
    types = {name: hint for name, hint in subject.annotations(kind).items() if not hint.startswith("ClassVar")}
    missing = [name for name in wanted if name not in types]
    if missing:
        raise Mismatch(
            f"A field is missing: {', '.join(missing)}.",
            expected=", ".join(wanted),
            actual=", ".join(types) or "no fields",
            help="Only a line in the class body with a name and a type is a field: title: str",
        )
    for name, hint in wanted.items():
        if hint is not None and hint not in types[name].split(" | "):
            raise Mismatch(f"The field {name} has another type.", expected=hint, actual=types[name])


@pytest.mark.criterion("transaction-dataclass")
def test_transaction_is_a_dataclass(subject):
    kind = converted(subject, "Transaction")
    has_fields(subject, kind, {"id": "int", "amount": "float", "type": None, "timestamp": "datetime"})


@pytest.mark.criterion("transaction-dataclass")
def test_a_transaction_keeps_its_values(subject, rng):
    number, amount, moment = rng.randint(1, 99), float(rng.randint(1, 500)), datetime(2026, 1, 5, 9, 30)
    kind = subject.module("typed_models").Transaction
    transaction = kind(id=number, amount=amount, type="deposit", timestamp=moment)
    assert transaction.id == number
    assert transaction.amount == amount
    assert transaction.type == "deposit"
    assert transaction.timestamp == moment


@pytest.mark.criterion("transaction-frozen")
def test_a_transaction_cannot_be_changed(subject):
    kind = subject.module("typed_models").Transaction
    transaction = kind(id=1, amount=25.0, type="deposit", timestamp=datetime(2026, 1, 5, 9, 30))
    with contextlib.suppress(AttributeError):  # which is what a frozen dataclass raises
        transaction.amount = 9000.0
    assert transaction.amount == 25.0


@pytest.mark.criterion("account-dataclass")
def test_account_is_a_dataclass(subject):
    kind = converted(subject, "BankAccount")
    has_fields(subject, kind, {"owner": "str", "balance": "float", "transactions": None})


@pytest.mark.criterion("account-dataclass")
def test_an_account_starts_as_it_is_told(subject, rng):
    balance = float(rng.randint(1, 900))
    account = subject.module("typed_models").BankAccount("Amina", balance)
    assert account.owner == "Amina"
    assert account.balance == balance
    assert account.transactions == []


@pytest.mark.criterion("account-dataclass")
def test_an_account_is_empty_if_nothing_is_said(subject):
    account = subject.module("typed_models").BankAccount("Boris")
    assert account.balance == 0.0


@pytest.mark.criterion("manager-dataclass")
def test_manager_is_a_dataclass(subject):
    kind = converted(subject, "AccountManager")
    if not subject.fields(kind):
        raise Mismatch(
            "AccountManager has no field.",
            expected="a field that holds the accounts",
            actual="no fields",
            help="Only a line with a name and a type is a field: songs: list[str] = field(default_factory=list)",
        )


@pytest.mark.criterion("manager-dataclass")
def test_a_manager_needs_no_values(subject):
    subject.module("typed_models").AccountManager()
