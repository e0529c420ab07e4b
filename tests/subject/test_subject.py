"""What a check does with the subject itself: lines of its own, what was printed, a restart, any module."""

from __future__ import annotations

from typing import Any

from grader.subject.subject import Subject

from .conftest import SubjectOf
from .shop import shop, subject, warm

__all__ = ["shop", "subject", "warm"]


# -- lines of the check's own ---------------------------------------------------------------------


def test_a_definition_is_made_beside_the_learners_code(subject: Subject, shop: Any) -> None:
    shouting = subject.define(
        """
        class Shouting(Account):
            def __str__(self):
                return super().__str__().upper()
        """,
        Account=shop.Account,
    )
    assert str(shouting("Amina")) == "AMINA: 0"
    assert subject.is_subclass(shouting, shop.Account)


def test_several_definitions_come_as_a_list_in_order(subject: Subject) -> None:
    double, limit, Empty = subject.define(  # noqa: N806
        """
        def double(number):
            return 2 * number

        limit = double(4)

        class Empty:
            pass
        """
    )
    assert (double(3), limit, Empty.__name__) == (6, 8, "Empty")


def test_later_definitions_know_earlier_ones(subject: Subject) -> None:
    subject.define("base = 40")
    assert subject.evaluate("base + 2") == 42


def test_an_expression_is_worked_out_with_what_is_given(subject: Subject, shop: Any) -> None:
    account = shop.Account("Amina", 2)
    assert subject.evaluate("account.balance + extra", account=account, extra=3) == 5
    assert subject.evaluate("account", account=account) is account


def test_a_function_replaced_by_a_definition_is_the_new_one(subject: Subject, shop: Any) -> None:
    assert shop.echo(1) == 1
    subject.define("shop.echo = lambda value: 'replaced'\ndone = True", shop=shop)
    assert shop.echo(1) == "replaced"


# -- around a conversation ------------------------------------------------------------------------


def test_what_is_printed_in_a_block_is_collected(subject: Subject, shop: Any) -> None:
    shop.speaks("before")
    with subject.printed() as printed:
        shop.speaks("inside")
        shop.speaks("too")
    shop.speaks("after")
    assert printed.stdout == "inside\ntoo\n"
    assert printed.stderr == ""


def test_after_a_restart_nothing_is_remembered(subject: Subject, shop: Any) -> None:
    shop.count("a")
    subject.restart()
    assert subject.module("shop").counts == {}
    assert subject.module("shop") is not shop


def test_modules_in_folders_and_packages_can_be_imported(subject_of: SubjectOf) -> None:
    subject = subject_of(
        {"utils/__init__.py": "base = 1", "utils/maths.py": "from utils import base\ntwice = base * 2"}
    )
    assert subject.module("utils.maths").twice == 2
    assert subject.module("utils").base == 1


def test_a_module_of_the_learners_may_be_called_like_one_of_pythons(subject_of: SubjectOf) -> None:
    subject = subject_of({"random.py": "mine = True", "main.py": "import random\n\nmine = random.mine"})
    assert subject.module("main").mine is True
