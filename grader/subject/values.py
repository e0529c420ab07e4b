"""How values travel: plain ones as themselves, everything else as a reference to where it lives.

Both ends use this module. Only exact built-in types count as plain, so an object that pretends to be
a number stays an object.
"""

from __future__ import annotations

import base64
import datetime
import decimal
import fractions
import math
import pathlib
import re
import uuid
from collections.abc import Callable
from typing import Any

from grader.subject.wire import WireError

Encoded = Any
MAX_NODES = 200_000
MAX_DEPTH = 60
MAX_TEXT = 4_000_000

_SECOND_TIME = " fold"  # the hour that comes twice when clocks go back


def _moment_text(value: Any) -> str:
    return f"{value.isoformat()}{_SECOND_TIME * value.fold}"


def _moment(text: str, read: Callable[[str], Any]) -> Any:
    moment = read(text.removesuffix(_SECOND_TIME))
    return moment.replace(fold=1) if text.endswith(_SECOND_TIME) else moment


# The methods of the base types, taken before learner code can shadow them.
_TEXTS: dict[type, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    bytes: (
        "bytes",
        lambda value: base64.b64encode(value).decode(),
        lambda text: base64.b64decode(text, validate=True),
    ),
    bytearray: (
        "bytearray",
        lambda value: base64.b64encode(value).decode(),
        lambda text: bytearray(base64.b64decode(text, validate=True)),
    ),
    decimal.Decimal: ("decimal", str, decimal.Decimal),
    fractions.Fraction: ("fraction", str, fractions.Fraction),
    complex: ("complex", str, complex),
    datetime.datetime: ("datetime", _moment_text, lambda text: _moment(text, datetime.datetime.fromisoformat)),
    datetime.date: ("date", datetime.date.isoformat, datetime.date.fromisoformat),
    datetime.time: ("time", _moment_text, lambda text: _moment(text, datetime.time.fromisoformat)),
    uuid.UUID: ("uuid", str, uuid.UUID),
    pathlib.PosixPath: ("path", str, pathlib.Path),
}
_READERS = {tag: read for tag, _, read in _TEXTS.values()}
# A number in few letters can take hours to work out (1e999999999), so what may be read is narrow.
_SHORT = {
    "decimal": re.compile(r"[+-]?(\d{1,4000}(\.\d{0,4000})?(E[+-]?\d{1,5})?|Infinity|s?NaN\d{0,4000})"),
    "fraction": re.compile(r"-?\d{1,4000}(/\d{1,4000})?"),
    "complex": re.compile(r"[-+.()\dejinfa]{1,100}"),
}
_SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_MAKERS: dict[str, type] = {tag: kind for kind, tag in _SEQUENCES.items()}
_BASES = (bool, int, float, str, bytes, decimal.Decimal, list, tuple, set, frozenset, dict)


class NotPlain(Exception):
    """A value cannot travel; the message says why, in words for a learner."""


class Encoder:
    """Encodes one value. `refer` says what stands for an object that is not plain."""

    def __init__(self, refer: Callable[[Any], Encoded]) -> None:
        self._refer = refer
        self._nodes = 0
        self._open: set[int] = set()

    def encode(self, value: Any, depth: int = 0) -> Encoded:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise NotPlain(f"the value has more than {MAX_NODES:,} parts")
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is int:
            return _whole_number(value)
        if kind is float:
            return value if math.isfinite(value) else {"float": repr(value)}
        if kind is str:
            if len(value) > MAX_TEXT:
                raise NotPlain(f"the text has more than {MAX_TEXT:,} characters")
            return value
        if kind in _SEQUENCES:
            return {_SEQUENCES[kind]: self._many(value, value, depth)}
        if kind is dict:
            flat = [part for pair in value.items() for part in pair]
            return {"dict": self._many(value, flat, depth)}
        if kind is datetime.timedelta:
            return {"timedelta": [value.days, value.seconds, value.microseconds]}
        if kind is range:
            if value[MAX_NODES:]:
                raise NotPlain(f"the range has more than {MAX_NODES:,} parts")
            return {"range": [_whole_number(end) for end in (value.start, value.stop, value.step)]}
        if kind in _TEXTS:
            tag, write, _ = _TEXTS[kind]
            text = write(value)
            if tag in _SHORT and not _SHORT[tag].fullmatch(text):
                raise NotPlain("the number is too large to be worked with")
            return {tag: text}
        return self._refer(value)

    def underlying(self, value: Any) -> Encoded:
        """The plain value inside an instance of a subclass of a plain type, or nothing.

        Read with the base type's own methods: whatever the subclass overrides has no say.
        """
        kind = type(value)
        for base in _BASES:
            if issubclass(kind, base) and kind is not base:
                return {"plain": self.encode(_as_base(base, value))}
        return None

    def _many(self, owner: Any, parts: Any, depth: int) -> list[Encoded]:
        if id(owner) in self._open:
            raise NotPlain("the value contains itself")
        if depth >= MAX_DEPTH:
            raise NotPlain(f"the value is nested more than {MAX_DEPTH} levels deep")
        self._open.add(id(owner))
        encoded = [self.encode(part, depth + 1) for part in parts]
        self._open.discard(id(owner))
        return encoded


def _whole_number(value: int) -> Encoded:
    if value.bit_length() > 10_000:
        raise NotPlain("the number has more than 3,000 digits")
    return value


def _as_base(base: type, value: Any) -> Any:
    if base is dict:
        return dict(dict.items(value))
    if base in (list, tuple, set, frozenset):
        return base(base.__iter__(value))
    if base is str:
        return str.__str__(value)
    if base is decimal.Decimal:
        return decimal.Decimal(decimal.Decimal.__str__(value))
    if base is bytes:
        return bytes.__add__(value, b"")
    return int.__add__(value, 0) if base is int else float.__add__(value, 0.0)


class Decoder:
    """Decodes one value. `resolve` turns a reference into what stands for it here."""

    def __init__(self, resolve: Callable[[dict[str, Any]], Any]) -> None:
        self._resolve = resolve

    def decode(self, data: Encoded, depth: int = 0) -> Any:
        if depth > MAX_DEPTH + 4:
            raise WireError("a value is nested too deep")
        if data is None or isinstance(data, bool | int | float | str):
            return data
        if not isinstance(data, dict) or not data:
            raise WireError("a value is neither plain nor tagged")
        if "ref" in data:
            return self._resolve(data)
        try:
            return self._tagged(data, depth)
        except (ValueError, TypeError, ArithmeticError, KeyError) as error:
            raise WireError(f"a value cannot be read: {error}") from None

    def _tagged(self, data: dict[str, Any], depth: int) -> Any:
        ((tag, content),) = data.items()
        if tag in _READERS:
            if not isinstance(content, str):
                raise WireError(f"the content of a {tag} is not text")
            if tag in _SHORT and not _SHORT[tag].fullmatch(content):
                raise WireError(f"this is no {tag}")
            return _READERS[tag](content)
        if tag == "float":
            return float(content)
        if tag == "timedelta":
            return datetime.timedelta(*content)
        if tag == "range":
            numbers = range(*content)
            if numbers[MAX_NODES:]:
                raise WireError("a range has too many parts")
            return numbers
        if tag not in _MAKERS and tag != "dict":
            raise WireError(f"a value has the unknown tag {tag!r}")
        if not isinstance(content, list):
            raise WireError(f"the content of a {tag} is not a list")
        parts = [self.decode(part, depth + 1) for part in content]
        if tag == "dict":
            return dict(zip(parts[::2], parts[1::2], strict=True))
        return _MAKERS[tag](parts)
