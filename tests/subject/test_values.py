"""Plain values travel as themselves; everything else is referred to, or refused with a reason."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import math
import pathlib
import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from grader.subject import wire
from grader.subject.values import MAX_DEPTH, MAX_NODES, MAX_TEXT, Decoder, Encoder, NotPlain
from grader.subject.wire import WireError


class _Name(str):
    pass


class _Level(enum.IntEnum):
    HIGH = 2


@dataclasses.dataclass
class _Point:
    x: int


def _refuse(value: Any) -> Any:
    raise AssertionError(f"{value!r} should travel as itself")


def _there_and_back(value: Any) -> Any:
    """Encode, send as bytes, decode."""
    (message,) = wire.Unpacker().feed(wire.pack({"value": Encoder(_refuse).encode(value)}))
    return Decoder(_refuse).decode(message["value"])


def _shape(value: Any) -> Any:
    """What a value is in every part, in type and sign as well."""
    if isinstance(value, dict):
        return ["dict", *([_shape(key), _shape(held)] for key, held in value.items())]
    if isinstance(value, list | tuple):
        return [type(value).__name__, *map(_shape, value)]
    if isinstance(value, set | frozenset):
        return [type(value).__name__, *sorted(map(_shape, value), key=repr)]
    return repr(value)


def _same(one: Any, other: Any) -> bool:
    """Whether values are equal in every part; NaN equals NaN."""
    return type(one) is type(other) and _shape(one) == _shape(other)


_ZONE = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
_PLAIN = [
    None,
    True,
    False,
    0,
    -1,
    2**63,
    -(10**3000),
    0.0,
    -0.0,
    0.1,
    5e-324,
    1.7976931348623157e308,
    math.nan,
    math.inf,
    -math.inf,
    "",
    "é 世界 🎉 \x00 \n \\ \" ' \u2028",
    "\ud800",
    "{'ref': 1}",
    b"",
    bytes(range(256)),
    bytearray(b"\x00\xff"),
    decimal.Decimal("0.10"),
    decimal.Decimal("-0E-7"),
    decimal.Decimal("1E+30"),
    decimal.Decimal("1" * 100),
    decimal.Decimal("NaN"),
    decimal.Decimal("-Infinity"),
    fractions.Fraction(-1, 3),
    fractions.Fraction(4),
    1 + 2j,
    complex(-0.0, math.inf),
    complex(math.nan, -1e300),
    datetime.datetime(2024, 2, 29, 23, 59, 59, 999999),
    datetime.datetime(1, 1, 1, tzinfo=datetime.UTC),
    datetime.datetime(9999, 12, 31, tzinfo=_ZONE),
    datetime.date(2024, 2, 29),
    datetime.time(0, 0),
    datetime.time(12, 30, 1, 5, tzinfo=_ZONE),
    datetime.timedelta(days=-1, seconds=1, microseconds=999999),
    datetime.timedelta.max,
    uuid.UUID(int=7),
    pathlib.Path("a/../b c"),
    range(0),
    range(5, -5, -3),
    [],
    (),
    set(),
    frozenset(),
    {},
    [[]],
    ({},),
    {1, "1", None, (1,), 2.5},
    frozenset({frozenset()}),
    {"ref": 3},
    {"value": {"list": [1]}},
    {1: "int", "1": "str", None: 0, (1, 2): {}, 2.5: []},
    {"b": 1, "a": 2},
]


@pytest.mark.parametrize("value", _PLAIN, ids=lambda value: f"{type(value).__name__} {value!r:.30}")
def test_a_plain_value_comes_back_the_same(value: Any) -> None:
    assert _same(_there_and_back(value), value)


@pytest.mark.parametrize("text", ["sNaN", "NaN123"])
def test_an_unusual_decimal_comes_back_the_same(text: str) -> None:
    assert _same(_there_and_back(decimal.Decimal(text)), decimal.Decimal(text))


def test_the_second_hour_when_clocks_go_back_stays_the_second() -> None:
    assert _there_and_back(datetime.datetime(2024, 10, 27, 2, 30, fold=1)).fold == 1


def _leaf(rng: random.Random) -> Any:
    makers: list[Callable[[], Any]] = [
        lambda: rng.choice(_PLAIN[:-20]),
        lambda: rng.randint(-(2**200), 2**200),
        lambda: rng.uniform(-1e9, 1e9),
        lambda: "".join(chr(rng.choice([rng.randrange(32, 127), rng.randrange(0x110000)])) for _ in range(5)),
        lambda: rng.randbytes(rng.randrange(9)),
        lambda: decimal.Decimal(rng.randint(-(10**9), 10**9)).scaleb(rng.randint(-9, 9)),
        lambda: fractions.Fraction(rng.randint(-99, 99), rng.randint(1, 99)),
        lambda: datetime.datetime.fromordinal(rng.randint(1, 3_000_000)),
        lambda: datetime.timedelta(microseconds=rng.randint(-(10**15), 10**15)),
    ]
    return rng.choice(makers)()


def _hashable(rng: random.Random, depth: int) -> Any:
    if depth and rng.random() < 0.3:
        parts = [_hashable(rng, depth - 1) for _ in range(rng.randrange(4))]
        return rng.choice([tuple, frozenset])(parts)
    leaf = _leaf(rng)
    return leaf.hex() if isinstance(leaf, bytearray) else leaf


def _nested(rng: random.Random, depth: int) -> Any:
    if not depth or rng.random() < 0.2:
        return _leaf(rng)
    count = rng.randrange(5)
    kind = rng.choice([list, tuple, set, frozenset, dict])
    if kind is dict:
        return {_hashable(rng, 1): _nested(rng, depth - 1) for _ in range(count)}
    if kind in (set, frozenset):
        return kind(_hashable(rng, depth - 1) for _ in range(count))
    return kind(_nested(rng, depth - 1) for _ in range(count))


@pytest.mark.parametrize("seed", range(200))
def test_values_nested_at_random_come_back_the_same(seed: int) -> None:
    value = _nested(random.Random(seed), depth=6)
    assert _same(_there_and_back(value), value)


def test_the_values_made_at_random_are_varied() -> None:
    made = [_nested(random.Random(seed), depth=6) for seed in range(200)]
    assert {list, tuple, set, frozenset, dict} <= {type(value) for value in made}
    assert sum(len(repr(value)) > 200 for value in made) > 50


def test_one_part_in_two_places_is_no_cycle() -> None:
    part = [1]
    assert _there_and_back([part, part, (part,)]) == [[1], [1], ([1],)]


# -- what is referred to --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [object(), _Name("a"), _Level.HIGH, _Point(1), collections.Counter("a"), len, int, ..., iter([])], ids=repr
)
def test_anything_but_an_exact_plain_type_is_referred_to(value: Any) -> None:
    seen: list[Any] = []

    def refer(found: Any) -> dict[str, int]:
        seen.append(found)
        return {"ref": len(seen)}

    encoded = Encoder(refer).encode([value, {"key": value}])
    assert seen == [value, value]
    assert Decoder(lambda data: f"object {data['ref']}").decode(encoded) == ["object 1", {"key": "object 2"}]


@pytest.mark.parametrize(
    "value, held",
    [
        (_Name("a"), "a"),
        (_Level.HIGH, 2),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (collections.namedtuple("Pair", "left right")(1, [2]), (1, [2])),
    ],
    ids=repr,
)
def test_a_subclass_of_a_plain_type_shows_the_value_that_it_holds(value: Any, held: Any) -> None:
    found = Encoder(_refuse).underlying(value)
    assert _same(Decoder(_refuse).decode(found["plain"]), held)


@pytest.mark.parametrize("value", [5, "a", object(), _Point(1), int], ids=repr)
def test_anything_else_holds_no_value(value: Any) -> None:
    assert Encoder(_refuse).underlying(value) is None


def test_what_a_subclass_overrides_has_no_say_in_what_it_holds() -> None:
    class Liar(int):
        def __add__(self, other: int) -> int:
            return 99

        __int__ = __index__ = __repr__ = __add__  # type: ignore[assignment]

    class LiarList(list[int]):
        def __iter__(self) -> Any:
            return iter([99])

    assert Encoder(_refuse).underlying(Liar(5)) == {"plain": 5}
    assert Encoder(_refuse).underlying(LiarList([5])) == {"plain": {"list": [5]}}


# -- what does not travel -------------------------------------------------------------------------


def _nest(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def _cycle(through: Callable[[Any], Any]) -> list[Any]:
    value: list[Any] = [1]
    value.append(through(value))
    return value


@pytest.mark.parametrize(
    "value, reason",
    [
        (_cycle(lambda value: value), "contains itself"),
        (_cycle(lambda value: {"deep": (value,)}), "contains itself"),
        (_nest(MAX_DEPTH), "nested more than 60 levels deep"),
        ([0] * MAX_NODES, "more than 200,000 parts"),
        (dict.fromkeys(range(MAX_NODES // 2)), "more than 200,000 parts"),
        (range(MAX_NODES + 1), "more than 200,000 parts"),
        (range(10**30), "more than 200,000 parts"),
        ("x" * (MAX_TEXT + 1), "more than 4,000,000 characters"),
        (2**10_000, "more than 3,000 digits"),
        ([-(2**10_000)], "more than 3,000 digits"),
    ],
    ids=lambda value: f"{value!r:.20}",
)
def test_what_cannot_be_shown_is_refused_with_a_reason(value: Any, reason: str) -> None:
    with pytest.raises(NotPlain, match=reason):
        Encoder(_refuse).encode(value)


@pytest.mark.parametrize(
    "value",
    [_nest(MAX_DEPTH - 1), [0] * (MAX_NODES - 1), range(MAX_NODES), "x" * MAX_TEXT, 2**9_999],
    ids=lambda value: f"{value!r:.20}",
)
def test_what_is_just_small_enough_travels(value: Any) -> None:
    assert _there_and_back(value) == value


# -- forgeries ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forged",
    [
        [],
        [1],
        {},
        {"unknown": 1},
        {"list": [], "tuple": []},
        {"list": 5},
        {"list": {"list": []}},
        {"list": "abc"},
        {"set": [{"list": []}]},
        {"frozenset": [{"dict": []}]},
        {"dict": [1]},
        {"dict": [{"list": []}, 1]},
        {"dict": {"a": 1}},
        {"bytes": "AAAA!"},
        {"bytes": [1]},
        {"bytearray": "AAAA!"},
        {"decimal": "1e999999999"},
        {"decimal": "1E+999999"},
        {"decimal": "1" * 5000},
        {"decimal": 5},
        {"decimal": ""},
        {"fraction": "1/0"},
        {"fraction": "1e9"},
        {"fraction": "1" * 5000},
        {"complex": "__import__"},
        {"complex": "1" * 200},
        {"datetime": "yesterday"},
        {"datetime": 5},
        {"date": "2024-02-30"},
        {"time": "25:00"},
        {"timedelta": ["a", 0, 0]},
        {"timedelta": [10**12, 0, 0]},
        {"timedelta": 5},
        {"range": [0, 10**30, 1]},
        {"range": [0, 5, 0]},
        {"range": [0.5, 1, 1]},
        {"range": 5},
        {"uuid": "no"},
        {"path": 5},
        {"float": "much"},
        {"float": [1]},
        {"float": None},
    ],
    ids=repr,
)
def test_forged_data_is_refused(forged: Any) -> None:
    with pytest.raises(WireError):
        Decoder(_refuse).decode(forged)
    with pytest.raises(WireError):
        Decoder(_refuse).decode({"list": [{"dict": ["key", forged]}]})


def test_data_nested_deeper_than_anything_sent_is_refused() -> None:
    forged: Any = {"list": []}
    for _ in range(MAX_DEPTH + 10):
        forged = {"list": [forged]}
    with pytest.raises(WireError, match="nested too deep"):
        Decoder(_refuse).decode(forged)


def test_a_reference_is_resolved_with_all_that_came_with_it() -> None:
    data = {"ref": 3, "type": "Account", "kind": "object"}
    assert Decoder(lambda found: found).decode({"tuple": [data]}) == (data,)
