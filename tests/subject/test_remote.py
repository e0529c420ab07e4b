"""Objects of the learner's process feel like objects of this one."""

from __future__ import annotations

import datetime
import itertools
import operator
from collections.abc import Callable
from typing import Any

import pytest

from grader.subject.faults import RemoteError
from grader.subject.launcher import Launcher
from grader.subject.session import CheckMistake
from grader.subject.subject import Subject

from .conftest import SubjectOf

_SHOP = '''
    """A shop."""
    import abc
    import asyncio
    import collections
    import dataclasses
    import enum
    import itertools
    import operator


    class Account:
        """Somebody's money."""

        bank = "Ours"

        def __init__(self, owner: str, balance: int = 0, *, limit: int | None = None) -> None:
            self.owner = owner
            self._balance = balance
            self.limit = limit

        @property
        def balance(self) -> int:
            return self._balance

        @balance.setter
        def balance(self, value: int) -> None:
            if value < 0:
                raise ValueError("less than nothing")
            self._balance = value

        def deposit(self, amount: int) -> int:
            self._balance += amount
            return self._balance

        def itself(self) -> "Account":
            return self

        @classmethod
        def empty(cls, owner: str) -> "Account":
            return cls(owner)

        @staticmethod
        def fee(amount: int) -> int:
            return amount // 100

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Account) and self.owner == other.owner

        def __lt__(self, other: "Account") -> bool:
            return self.balance < other.balance

        def __hash__(self) -> int:
            return hash(self.owner)

        def __str__(self) -> str:
            return f"{self.owner}: {self._balance}"

        def __repr__(self) -> str:
            return f"Account({self.owner!r})"

        def __format__(self, spec: str) -> str:
            return format(self.owner, spec)

        def __bool__(self) -> bool:
            return self._balance > 0


    class Savings(Account):
        pass


    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self) -> float: ...


    class Shelf:
        def __init__(self, *things):
            self.things = list(things)

        def __len__(self):
            return len(self.things)

        def __getitem__(self, key):
            return self.things[key]

        def __setitem__(self, key, thing):
            self.things[key] = thing

        def __delitem__(self, key):
            del self.things[key]

        def __contains__(self, thing):
            return thing in self.things

        def __iter__(self):
            return iter(self.things)

        def __reversed__(self):
            return reversed(self.things)

        def __iadd__(self, thing):
            self.things.append(thing)
            return self


    class Numberlike:
        def __int__(self):
            return 4

        def __float__(self):
            return 4.5

        def __index__(self):
            return 6

        def __round__(self, digits=None):
            return ("rounded", digits)

        def __neg__(self):
            return "negative"

        def __pos__(self):
            return "positive"

        def __abs__(self):
            return "absolute"

        def __invert__(self):
            return "inverted"


    def _teller(name):
        return lambda self, other: (name, other)


    class Operators:
        pass


    for _name in "add sub mul truediv floordiv mod divmod pow and or xor matmul lshift rshift".split():
        setattr(Operators, f"__{_name}__", _teller(_name))
        setattr(Operators, f"__r{_name}__", _teller(f"r{_name}"))


    class Gate:
        def __init__(self, swallows=False):
            self.swallows = swallows
            self.events = []

        def __enter__(self):
            self.events.append("entered")
            return self

        def __exit__(self, kind, error, trace):
            self.events.append((kind.__name__, str(error)) if kind else "left")
            return self.swallows


    class AsyncGate(Gate):
        async def __aenter__(self):
            await asyncio.sleep(0)
            return self.__enter__()

        async def __aexit__(self, *details):
            return self.__exit__(*details)


    class Countdown:
        def __init__(self, start):
            self.left = start

        def __aiter__(self):
            return self

        async def __anext__(self):
            if not self.left:
                raise StopAsyncIteration
            self.left -= 1
            return self.left


    class Box:
        def __init__(self):
            self.size = 5

        def size(self):
            return 6


    class TooPoor(Exception):
        pass


    class Color(enum.Enum):
        RED = "r"
        BLUE = "b"

        def opposite(self):
            return Color.BLUE if self is Color.RED else Color.RED


    class Level(enum.IntEnum):
        LOW = 1
        HIGH = 2


    @dataclasses.dataclass(order=True)
    class Point:
        x: int
        y: int = 0
        tags: list[str] = dataclasses.field(default_factory=list)


    @dataclasses.dataclass(frozen=True)
    class Fixed:
        x: int


    class Cents(int):
        def __eq__(self, other):
            return True

        __hash__ = int.__hash__


    class Name(str):
        pass


    class Stack(list):
        def push(self, thing):
            self.append(thing)


    Pair = collections.namedtuple("Pair", "left right")
    counts = collections.Counter()


    def count(word):
        counts[word] += 1


    def naturals():
        yield from itertools.count()


    def three():
        yield from "abc"


    async def later(value):
        await asyncio.sleep(0)
        return value


    async def ticks(most):
        for number in range(most):
            yield number


    async def breaks():
        raise TooPoor("later")


    def echo(value):
        return value


    def fails():
        raise TooPoor("no money")


    def speaks(text):
        print(text)


    def described(first, /, second: "int | None", *rest: str, third: bool = True, **named) -> list[Account]:
        """What it does."""
'''


@pytest.fixture(scope="module", autouse=True)
def warm(launcher: Launcher) -> None:
    launcher.warm(["asyncio"])


@pytest.fixture
def subject(subject_of: SubjectOf) -> Subject:
    return subject_of({"shop.py": _SHOP})


@pytest.fixture
def shop(subject: Subject) -> Any:
    return subject.module("shop")


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


# -- text, truth and numbers ----------------------------------------------------------------------


def test_texts_are_those_of_the_learners_class(shop: Any) -> None:
    account = shop.Account("Amina", 3)
    assert str(account) == "Amina: 3"
    assert repr(account) == "Account('Amina')"
    assert f"{account:>7}|{account!r}" == "  Amina|Account('Amina')"


def test_truth_is_what_the_learners_class_says(shop: Any) -> None:
    assert shop.Account("Amina", 1)
    assert not shop.Account("Amina", 0)
    assert shop.Shelf(1)
    assert not shop.Shelf()
    assert shop.Gate()


def test_objects_convert_to_numbers(shop: Any) -> None:
    number = shop.Numberlike()
    assert (int(number), float(number), operator.index(number)) == (4, 4.5, 6)
    assert list(range(10))[number] == 6
    assert (round(number), round(number, 2)) == (("rounded", None), ("rounded", 2))


def test_unary_operators_run_the_learners_code(shop: Any) -> None:
    number = shop.Numberlike()
    assert (-number, +number, abs(number), ~number) == ("negative", "positive", "absolute", "inverted")


_SYMBOLS: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "divmod": divmod,
    "pow": operator.pow,
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.xor,
    "matmul": operator.matmul,
    "lshift": operator.lshift,
    "rshift": operator.rshift,
}


@pytest.mark.parametrize("name", _SYMBOLS)
def test_arithmetic_runs_the_learners_code(shop: Any, name: str) -> None:
    assert _SYMBOLS[name](shop.Operators(), 5) == (name, 5)


@pytest.mark.parametrize("name", _SYMBOLS)
def test_reflected_arithmetic_runs_the_learners_code(shop: Any, name: str) -> None:
    assert _SYMBOLS[name](5, shop.Operators()) == (f"r{name}", 5)


def test_arithmetic_between_two_objects_runs_the_learners_code(shop: Any) -> None:
    left, right = shop.Operators(), shop.Operators()
    name, other = left + right
    assert name == "add"
    assert other is right


def test_adding_in_place_changes_the_object_itself(shop: Any) -> None:
    shelf = original = shop.Shelf(1)
    shelf += 2
    assert shelf is original
    assert shelf.things == [1, 2]


# -- comparison -----------------------------------------------------------------------------------


def test_objects_compare_as_the_learners_class_says(shop: Any) -> None:
    amina, other_amina, boris = shop.Account("Amina", 1), shop.Account("Amina", 2), shop.Account("Boris", 2)
    assert amina == other_amina
    assert amina != boris
    assert amina < boris
    assert not boris < amina
    assert sorted([boris, amina])[0] is amina
    with pytest.raises(TypeError, match="not supported between instances of 'Gate' and 'Account'"):
        _ = shop.Gate() >= amina


def test_an_object_never_equals_a_plain_value_whatever_its_class_says(subject: Subject) -> None:
    liar = subject.define("class Liar:\n    def __eq__(self, other): return True")()
    assert liar != 5
    assert not operator.eq(liar, 5)
    assert operator.ne(5, liar)
    assert liar not in [5, "a", None]
    assert liar == subject.define("answer = object()")


def test_an_object_has_no_order_among_plain_values(shop: Any) -> None:
    with pytest.raises(TypeError):
        _ = shop.Account("Amina") < 5


def test_objects_are_keys_by_the_learners_hash(shop: Any) -> None:
    found = {shop.Account("Amina"): "first"}
    assert found[shop.Account("Amina")] == "first"
    assert shop.Account("Boris") not in found
    assert len({shop.Account("Amina"), shop.Account("Amina"), shop.Account("Boris")}) == 2


def test_an_object_without_a_hash_has_none_here(subject: Subject) -> None:
    with pytest.raises(TypeError, match="unhashable type: 'Bare'"):
        hash(subject.define("class Bare:\n    __eq__ = lambda self, other: True")())


# -- containers and iteration ---------------------------------------------------------------------


def test_a_container_has_length_members_and_items(shop: Any) -> None:
    shelf = shop.Shelf("a", "b", "c")
    assert len(shelf) == 3
    assert "b" in shelf
    assert "z" not in shelf
    assert (shelf[0], shelf[-1]) == ("a", "c")
    with pytest.raises(IndexError):
        shelf[3]


def test_items_can_be_set_and_deleted(shop: Any) -> None:
    shelf = shop.Shelf("a", "b")
    shelf[0] = "z"
    del shelf[1]
    assert shelf.things == ["z"]


@pytest.mark.parametrize("part", [slice(1, 3), slice(None, 2), slice(2, None), slice(None, None, -2), slice(-2, None)])
def test_slices_arrive_as_slices(shop: Any, part: slice) -> None:
    assert shop.Shelf(*"abcd")[part] == list("abcd")[part]


def test_keys_may_be_objects(shop: Any, subject: Subject) -> None:
    color = shop.Color.RED
    prices = subject.define("class Prices(dict): pass")({color: 3})
    assert prices[color] == 3
    with pytest.raises(KeyError):
        prices["r"]


def test_iteration_goes_both_ways(shop: Any) -> None:
    shelf = shop.Shelf(1, 2, 3)
    first, *rest = shelf
    assert (first, rest) == (1, [2, 3])
    assert list(reversed(shelf)) == [3, 2, 1]
    assert [a + b for a, b in zip(shelf, shelf, strict=True)] == [2, 4, 6]


def test_what_cannot_be_iterated_says_so(shop: Any) -> None:
    with pytest.raises(TypeError, match="'Gate' object is not iterable"):
        iter(shop.Gate()).__next__()


def test_an_endless_generator_is_read_only_as_far_as_asked(shop: Any) -> None:
    numbers = shop.naturals()
    assert [next(numbers), next(numbers)] == [0, 1]
    assert list(itertools.islice(numbers, 3)) == [2, 3, 4]
    assert next(numbers) == 5


def test_a_generator_ends(shop: Any) -> None:
    letters = shop.three()
    assert list(letters) == ["a", "b", "c"]
    assert list(letters) == []
    with pytest.raises(StopIteration):
        next(letters)
    assert next(letters, "none") == "none"


# -- context managers -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Gate", "AsyncGate"])
def test_a_context_manager_is_entered_and_left(shop: Any, kind: str) -> None:
    gate = getattr(shop, kind)()
    with gate as entered:
        assert entered is gate
        assert gate.events == ["entered"]
    assert gate.events == ["entered", "left"]


@pytest.mark.parametrize("kind", ["Gate", "AsyncGate"])
def test_an_exception_of_the_learners_is_passed_into_the_block_and_on(shop: Any, kind: str) -> None:
    gate = getattr(shop, kind)()
    with pytest.raises(RemoteError, match="no money"), gate:
        shop.fails()
    assert gate.events[-1] == ("TooPoor", "no money")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("here"),
        RuntimeError(),
        KeyError("here"),
    ],
    ids=repr,
)
def test_an_exception_of_the_check_is_passed_in_and_can_be_swallowed(shop: Any, error: Exception) -> None:
    gate = shop.Gate(swallows=True)
    with gate:
        raise error
    assert gate.events[-1] == (type(error).__name__, str(error))


def test_an_exception_with_a_truth_of_its_own_is_passed_in_as_it_is(subject: Subject, shop: Any) -> None:
    fails = subject.define(
        """
        class Many(Exception):
            def __bool__(self):
                raise AssertionError("nobody should ask")

        def fails():
            raise Many("too many")
        """
    )[1]
    gate = shop.Gate(swallows=True)
    with gate:
        fails()
    assert gate.events[-1] == ("Many", "too many")


# -- async ----------------------------------------------------------------------------------------


def test_a_coroutine_is_awaited_where_it_runs(shop: Any) -> None:
    assert shop.later(5) == 5
    with pytest.raises(RemoteError, match="later") as caught:
        shop.breaks()
    assert caught.value.type_name == "TooPoor"


def test_async_iterators_and_generators_are_iterated(shop: Any) -> None:
    assert list(shop.Countdown(3)) == [2, 1, 0]
    assert list(shop.ticks(3)) == [0, 1, 2]
    assert list(itertools.islice(shop.ticks(10**9), 2)) == [0, 1]


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


# -- what Python knows of them --------------------------------------------------------------------


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
