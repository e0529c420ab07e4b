"""Objects of the learner's process feel like objects of this one."""

from __future__ import annotations

import datetime
import operator
from typing import Any

import pytest

from grader.subject.session import CheckMistake
from grader.subject.subject import Subject

from .shop import shop, subject, warm

__all__ = ["shop", "subject", "warm"]


# -- objects --------------------------------------------------------------------------------------


def test_an_object_is_made_with_positions_defaults_and_keywords(shop: Any) -> None:
    plain, full = shop.Account("Amina"), shop.Account("Boris", balance=5, limit=-3)
    assert (plain.owner, plain.balance, plain.limit) == ("Amina", 0, None)
    assert (full.owner, full.balance, full.limit) == ("Boris", 5, -3)


def test_wrong_arguments_are_refused_as_by_python(shop: Any) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'owner'"):
        shop.Account()
    with pytest.raises(TypeError, match="unexpected keyword argument 'ownr'"):
        shop.Account(ownr="Amina")


def test_an_attribute_can_be_set_and_deleted(shop: Any) -> None:
    account = shop.Account("Amina")
    account.owner = "Boris"
    assert account.owner == "Boris"
    del account.owner
    assert not hasattr(account, "owner")


def test_a_property_runs_the_learners_code(shop: Any) -> None:
    account = shop.Account("Amina")
    account.balance = 7
    assert account.balance == 7
    with pytest.raises(ValueError, match="less than nothing"):
        account.balance = -1
    assert account.balance == 7


def test_methods_change_the_object_and_answer(shop: Any) -> None:
    account = shop.Account("Amina", 1)
    assert account.deposit(2) == 3
    assert account.deposit(amount=4) == 7
    assert account.balance == 7


def test_a_method_can_be_kept_and_passed_on(shop: Any) -> None:
    account = shop.Account("Amina", 1)
    deposit = account.deposit
    assert deposit(1) == 2
    assert shop.echo(deposit)(1) == 3


def test_a_method_that_the_object_replaces_is_the_new_one(subject: Subject, shop: Any) -> None:
    account = shop.Account("Amina", 1)
    account.deposit = subject.define("answer = lambda amount: 'replaced'")
    assert account.deposit(1) == "replaced"


def test_a_method_that_an_attribute_hides_is_the_attribute(shop: Any) -> None:
    assert shop.Box().size == 5


def test_class_methods_static_methods_and_class_attributes_work_on_class_and_object(shop: Any) -> None:
    account = shop.Account.empty("Amina")
    assert account.owner == "Amina"
    assert account.empty("Boris").owner == "Boris"
    assert shop.Account.fee(250) == account.fee(250) == 2
    assert shop.Account.bank == account.bank == "Ours"
    shop.Account.bank = "Theirs"
    assert account.bank == "Theirs"


def test_the_same_object_stays_the_same(shop: Any) -> None:
    account = shop.Account("Amina")
    assert account.itself() is account
    assert shop.echo([account])[0] is account
    assert shop.Account is shop.Account
    assert shop.Account("Amina") is not account


def test_objects_travel_inside_plain_values(shop: Any) -> None:
    account = shop.Account("Amina")
    assert shop.echo({"first": [account, 1]})["first"][0].owner == "Amina"
    assert shop.echo((account,)) == (account,)
    assert shop.echo({account: 1}) == {account: 1}


@pytest.mark.parametrize(
    "value", [None, True, 3, 2.5, "é", b"\x00", [1, (2,)], {3}, {"a": None}, datetime.date(2024, 2, 29)], ids=repr
)
def test_plain_values_come_back_plain(shop: Any, value: Any) -> None:
    assert shop.echo(value) == value
    assert type(shop.echo(value)) is type(value)


def test_what_cannot_travel_is_a_mistake_of_the_check(shop: Any) -> None:
    with pytest.raises(CheckMistake, match=r"subject\.define"):
        shop.echo(lambda: 1)
    with pytest.raises(CheckMistake, match="more than 3,000 digits"):
        shop.echo(10**4000)


# -- enums, dataclasses and subclasses of plain types ---------------------------------------------


def test_enum_members_are_found_by_name_and_value_and_are_the_same(shop: Any) -> None:
    red = shop.Color.RED
    assert red is shop.Color("r")
    assert red is shop.Color["RED"]
    assert (red.name, red.value) == ("RED", "r")
    assert red.opposite() is shop.Color.BLUE
    assert [color.name for color in shop.Color] == ["RED", "BLUE"]
    assert red in shop.Color
    assert red != "r"
    with pytest.raises(ValueError, match="'x' is not a valid Color"):
        shop.Color("x")


def test_a_member_of_an_int_enum_is_the_number_that_it_holds(shop: Any) -> None:
    assert shop.Level.HIGH == 2
    assert shop.Level.LOW < 2
    assert shop.Level.LOW != 2


def test_dataclasses_compare_and_show_themselves(shop: Any) -> None:
    assert shop.Point(1) == shop.Point(1, 0)
    assert shop.Point(1, 2) < shop.Point(2, 1)
    assert repr(shop.Point(1, tags=["a"])) == "Point(x=1, y=0, tags=['a'])"
    with pytest.raises(AttributeError, match="cannot assign to field 'x'"):
        shop.Fixed(1).x = 2


def test_an_instance_of_a_subclass_of_a_plain_type_equals_what_it_holds(shop: Any) -> None:
    assert shop.Name("Amina") == "Amina"
    assert operator.eq("Amina", shop.Name("Amina"))
    assert shop.Name("Amina") != "Boris"
    assert shop.Stack([1, 2]) == [1, 2]
    assert shop.Pair(1, "b") == (1, "b")
    assert shop.Pair(1, "b").right == "b"
    assert shop.Name("Amina").upper() == "AMINA"


def test_what_a_subclass_holds_cannot_lie(shop: Any) -> None:
    assert shop.Cents(5) == 5
    assert shop.Cents(5) != 6
    assert shop.Cents(5) < 6


@pytest.mark.parametrize("compared_before", [False, True])
def test_what_a_subclass_holds_may_change(shop: Any, compared_before: bool) -> None:
    stack = shop.Stack()
    if compared_before:
        assert stack == []
    stack.push(1)
    assert stack == [1]


def test_a_counter_of_the_module_is_compared_as_it_is_now(shop: Any) -> None:
    shop.count("a")
    assert shop.counts == {"a": 1}
    shop.count("b")
    assert shop.counts == {"a": 1, "b": 1}
