"""What Python knows of the learner's objects can be asked for: families, kinds, names, signatures, fields."""

from __future__ import annotations

from typing import Any

import pytest

from grader.subject.subject import Subject

from .shop import shop, subject, warm

__all__ = ["shop", "subject", "warm"]


def test_families_of_classes_can_be_asked_for(subject: Subject, shop: Any) -> None:
    savings = shop.Savings("Amina")
    assert subject.is_subclass(shop.Savings, shop.Account)
    assert not subject.is_subclass(shop.Account, shop.Savings)
    assert subject.is_instance(savings, shop.Account)
    assert not subject.is_instance(savings, shop.Gate)
    assert subject.type_of(savings) is shop.Savings
    assert subject.type_name(savings) == "Savings"
    assert subject.type_name(5) == "int"
    assert shop.Savings.__name__ == "Savings"
    assert subject.defined_in(shop.Savings, "deposit") == "Account"
    assert subject.defined_in(shop.Savings, "nothing") is None
    assert not subject.is_subclass(savings, shop.Account)


def test_a_plain_class_cannot_be_asked_about(subject: Subject) -> None:
    with pytest.raises(TypeError, match="compare plain values directly"):
        subject.is_instance(5, int)


def test_kinds_of_things_can_be_asked_for(subject: Subject, shop: Any) -> None:
    account = shop.Account("Amina")
    asked = {
        subject.is_dataclass: (shop.Point, shop.Account),
        subject.is_abstract: (shop.Shape, shop.Account),
        subject.is_enum: (shop.Color, shop.Account),
        subject.is_generator: (shop.three(), shop.three),
        subject.is_coroutine_function: (shop.later, shop.echo),
        subject.is_callable: (shop.echo, account),
    }
    found = {ask.__name__: (ask(right), ask(wrong)) for ask, (right, wrong) in asked.items()}
    assert found == dict.fromkeys(found, (True, False))


def test_kinds_of_attributes_can_be_asked_for(subject: Subject, shop: Any) -> None:
    asked = {
        subject.is_property: "balance",
        subject.is_classmethod: "empty",
        subject.is_staticmethod: "fee",
    }
    names = ["balance", "empty", "fee", "deposit", "missing"]
    for ask, right in asked.items():
        assert [name for name in names if ask(shop.Account, name)] == [right]


def test_an_object_may_be_the_same_or_have_a_name(subject: Subject, shop: Any) -> None:
    account = shop.Account("Amina")
    assert subject.is_same(account, account.itself())
    assert not subject.is_same(account, shop.Account("Amina"))
    assert subject.has(account, "deposit")
    assert not subject.has(account, "withdraw")


def test_public_names_and_variables_can_be_listed(subject: Subject, shop: Any) -> None:
    assert {"Account", "echo"} <= set(subject.names(shop))
    assert "_teller" not in subject.names(shop)
    assert subject.names(shop.Gate()) == ["events", "swallows"]
    assert subject.variables(shop.Account("Amina", 3)) == {"owner": "Amina", "_balance": 3, "limit": None}


def test_a_module_that_was_imported_is_not_among_the_names(subject: Subject, shop: Any) -> None:
    assert not {"enum", "itertools"} & set(subject.names(shop))


def test_documentation_can_be_asked_for(subject: Subject, shop: Any) -> None:
    assert subject.doc(shop.Account) == "Somebody's money."
    assert subject.doc(shop.described) == "What it does."
    assert subject.doc(shop.echo) is None


def test_a_signature_is_told_parameter_by_parameter(subject: Subject, shop: Any) -> None:
    found = subject.signature(shop.described)
    assert found.returns == "list[Account]"
    assert [(one.name, one.kind, one.annotation, one.default) for one in found.parameters.values()] == [
        ("first", "positional_only", None, None),
        ("second", "positional_or_keyword", "int | None", None),
        ("rest", "var_positional", "str", None),
        ("third", "keyword_only", "bool", "True"),
        ("named", "var_keyword", None, None),
    ]


@pytest.mark.parametrize(
    "hint, shown",
    [
        ("typing.Optional[str]", "str | None"),
        ("typing.Union[int, str]", "int | str"),
        ("typing.List[int]", "list[int]"),
        ("dict[str, list[int]]", "dict[str, list[int]]"),
        ("tuple[int, ...]", "tuple[int, ...]"),
        ("typing.Literal['a', 1]", "Literal['a', 1]"),
        ("None", "None"),
        ("'Later'", "Later"),
        ("typing.Any", "Any"),
    ],
)
def test_annotations_are_told_as_one_would_write_them_today(subject: Subject, hint: str, shown: str) -> None:
    function = subject.define(f"import typing\n\ndef function(value: {hint}): ...")
    assert subject.annotations(function) == {"value": shown}


def test_the_annotations_of_a_class_are_those_of_its_fields_or_of_its_init(subject: Subject, shop: Any) -> None:
    assert subject.annotations(shop.Point) == {"x": "int", "y": "int", "tags": "list[str]"}
    assert subject.annotations(shop.Account)["owner"] == "str"


def test_the_fields_of_a_dataclass_are_told(subject: Subject, shop: Any) -> None:
    found = subject.fields(shop.Point)
    assert list(found) == ["x", "y", "tags"]
    assert (found["x"].annotation, found["x"].has_default, found["x"].default) == ("int", False, None)
    assert (found["y"].has_default, found["y"].default) == (True, "0")
    assert (found["tags"].annotation, found["tags"].has_default) == ("list[str]", True)
