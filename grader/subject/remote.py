"""Objects of the learner's process, as they feel from here.

A `Remote` stands for one object over there. Attributes, calls and operators act in the learner's
process; plain values come back plain. One rule keeps answers honest: comparing a remote object with a
plain value never asks the learner's code. An object is only equal to a number if it holds that number.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from grader.subject.transcript import mark

# pytest and the standard library probe every object for these; they are never the learner's.
_NEVER_ASKED = {
    "__dataclass_fields__",
    "__attrs_attrs__",
    "__array__",
    "__wrapped__",
    "__test__",
    "__tracebackhide__",
    "__await__",
    "__length_hint__",
    "__fspath__",
    "__get__",
    "__set_name__",
    "__copy__",
    "__deepcopy__",
    "__reduce_ex__",
}
NOTHING = object()


class Asker(Protocol):
    """What a remote object needs of the process it lives in."""

    def ask(self, operation: str, *arguments: Any, asked: str, quiet: bool = False) -> Any: ...

    def change(self, operation: str, owner: Remote, other: Any, asked: str) -> Any: ...

    def call(self, function: Remote, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any: ...

    def call_method(self, owner: Remote, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any: ...

    def get(self, owner: Remote, name: str) -> Any: ...

    def fetch(self, owner: Remote, name: str) -> Any: ...

    def advance(self, iterator: Remote) -> Any: ...

    def elements(self, owner: Remote, operation: str) -> Iterator[Any]: ...


def literal(value: Any) -> str:
    """A value as it stands in a line of the transcript."""
    if isinstance(value, Remote):
        return mark(number_of(value))
    if type(value) in (list, tuple, set) and value:
        inner = ", ".join(map(literal, value))
        if type(value) is tuple:
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        return f"[{inner}]" if type(value) is list else f"{{{inner}}}"
    if type(value) is dict:
        return f"{{{', '.join(f'{literal(key)}: {literal(item)}' for key, item in value.items())}}}"
    text = repr(value)
    if type(value) is float and not math.isfinite(value):
        return f'float("{text}")'
    if type(value) is str and text[0] == "'" and '"' not in value:
        return f'"{text[1:-1]}"'
    return text


def arguments_text(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> str:
    parts = [literal(argument) for argument in arguments]
    parts += [f"{name}={literal(value)}" for name, value in keywords.items()]
    return ", ".join(parts)


def number_of(remote: Remote) -> int:
    return int(_part(remote, "_remote_number"))


def about(remote: Remote) -> dict[str, Any]:
    """What is known of an object without asking: its type's name, its kind, where it is written."""
    described: dict[str, Any] = _part(remote, "_remote_about")
    return described


def _asker(remote: Remote) -> Asker:
    asker: Asker = object.__getattribute__(remote, "_remote_asker")
    return asker


def held_value(remote: Remote) -> Any:
    """The plain value that an instance of a subclass of a plain type holds, or NOTHING."""
    return _part(remote, "_remote_held")


def _part(remote: Remote, name: str) -> Any:
    """What a remote object is made of; a method that was only named so far is fetched first."""
    try:
        return object.__getattribute__(remote, name)
    except AttributeError:
        fetched = _asker(remote).fetch(*object.__getattribute__(remote, "_remote_owner"))
        if not isinstance(fetched, Remote):
            raise TypeError(f"what was a method has become {fetched!r}") from None
        for part in ("_remote_number", "_remote_about", "_remote_held"):
            object.__setattr__(remote, part, object.__getattribute__(fetched, part))
        return object.__getattribute__(remote, name)


def _unary(operation: str, shape: str) -> Callable[[Remote], Any]:
    def ask(self: Remote) -> Any:
        return _asker(self).ask(operation, self, asked=shape.format(literal(self)))

    return ask


def _binary(operation: str, shape: str) -> Callable[[Remote, Any], Any]:
    def ask(self: Remote, other: Any) -> Any:
        return _asker(self).ask(operation, self, other, asked=shape.format(literal(self), literal(other)))

    return ask


def _reflected(operation: str, shape: str) -> Callable[[Remote, Any], Any]:
    def ask(self: Remote, other: Any) -> Any:
        return _asker(self).ask(operation, other, self, asked=shape.format(literal(other), literal(self)))

    return ask


def _in_place(operation: str, symbol: str) -> Callable[[Remote, Any], Any]:
    def change(self: Remote, other: Any) -> Any:
        return _asker(self).change(operation, self, other, asked=f"{literal(self)} {symbol} {literal(other)}")

    return change


def _comparison(operation: str, symbol: str) -> Callable[[Remote, Any], Any]:
    def compare(self: Remote, other: Any) -> Any:
        if isinstance(other, Remote):
            asked = f"{literal(self)} {symbol} {literal(other)}"
            return _asker(self).ask(operation, self, other, asked=asked)
        held = held_value(self)
        if isinstance(held, list | set | dict):  # it may have changed since
            held = _asker(self).ask("held", self, asked=literal(self), quiet=True)
        if held is not NOTHING:
            return getattr(operator, operation)(held, other)
        return operation == "ne" if operation in ("eq", "ne") else NotImplemented

    return compare


class Remote:
    """One object of the learner's process."""

    __slots__ = ("__weakref__", "_remote_about", "_remote_asker", "_remote_held", "_remote_number")

    def __init__(self, asker: Asker, number: int, described: dict[str, Any], held: Any = NOTHING) -> None:
        for name, value in (("asker", asker), ("number", number), ("about", described), ("held", held)):
            object.__setattr__(self, f"_remote_{name}", value)

    def __getattr__(self, name: str) -> Any:
        if name in _NEVER_ASKED or name.startswith("_remote_"):
            raise AttributeError(name)
        return _asker(self).get(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _asker(self).ask("set", self, name, value, asked=f"{literal(self)}.{name} = {literal(value)}")

    def __delattr__(self, name: str) -> None:
        _asker(self).ask("delete", self, name, asked=f"del {literal(self)}.{name}")

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return _asker(self).call(self, arguments, keywords)

    def __repr__(self) -> str:
        return str(_asker(self).ask("repr", self, asked=f"repr({literal(self)})", quiet=True))

    def __bool__(self) -> bool:
        return bool(_asker(self).ask("bool", self, asked=f"bool({literal(self)})"))

    def __hash__(self) -> int:
        return int(_asker(self).ask("hash", self, asked=f"hash({literal(self)})", quiet=True))

    def __iter__(self) -> Iterator[Any]:
        return _asker(self).elements(self, "iter")

    def __next__(self) -> Any:
        return _asker(self).advance(self)

    def __reversed__(self) -> Iterator[Any]:
        return _asker(self).elements(self, "reversed")

    def __contains__(self, element: Any) -> bool:
        asked = f"{literal(element)} in {literal(self)}"
        return bool(_asker(self).ask("contains", self, element, asked=asked))

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            ends = [key.start, key.stop, key.step]
            text = ":".join("" if end is None else literal(end) for end in (ends if ends[2] else ends[:2]))
            return _asker(self).ask("slice", self, *ends, asked=f"{literal(self)}[{text}]")
        return _asker(self).ask("getitem", self, key, asked=f"{literal(self)}[{literal(key)}]")

    def __setitem__(self, key: Any, value: Any) -> None:
        asked = f"{literal(self)}[{literal(key)}] = {literal(value)}"
        _asker(self).ask("setitem", self, key, value, asked=asked)

    def __delitem__(self, key: Any) -> None:
        _asker(self).ask("delitem", self, key, asked=f"del {literal(self)}[{literal(key)}]")

    def __enter__(self) -> Any:
        return _asker(self).ask("enter", self, asked=f"{literal(self)}.__enter__()")

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        passed: Any = None
        shown = "None, None, None"
        if isinstance(found := error and error.__dict__.get("remote"), Remote):
            passed, name = found, literal(found)
            shown = f"type({name}), {name}, {name}.__traceback__"
        elif error is not None:
            message = error.args[0] if len(error.args) == 1 and isinstance(error.args[0], str) else str(error)
            passed = (type(error).__name__, message)
            shown = f"{passed[0]}, {passed[0]}({literal(message)}), None"
        return bool(_asker(self).ask("exit", self, passed, asked=f"{literal(self)}.__exit__({shown})"))

    def __format__(self, spec: str) -> str:
        return str(_asker(self).ask("format", self, spec, asked=f"format({literal(self)}, {spec!r})"))

    def __round__(self, digits: int | None = None) -> Any:
        rest = () if digits is None else (digits,)
        return _asker(self).ask("round", self, *rest, asked=f"round({arguments_text((self, *rest), {})})")

    __str__ = _unary("str", "str({})")
    __len__ = _unary("len", "len({})")
    __int__ = _unary("int", "int({})")
    __float__ = _unary("float", "float({})")
    __index__ = _unary("index", "operator.index({})")
    __abs__ = _unary("abs", "abs({})")
    __neg__ = _unary("neg", "-{}")
    __pos__ = _unary("pos", "+{}")
    __invert__ = _unary("invert", "~{}")
    __eq__ = _comparison("eq", "==")
    __ne__ = _comparison("ne", "!=")
    __lt__ = _comparison("lt", "<")
    __le__ = _comparison("le", "<=")
    __gt__ = _comparison("gt", ">")
    __ge__ = _comparison("ge", ">=")
    __iadd__, __isub__, __imul__ = _in_place("iadd", "+="), _in_place("isub", "-="), _in_place("imul", "*=")
    __itruediv__, __ifloordiv__ = _in_place("itruediv", "/="), _in_place("ifloordiv", "//=")
    __imod__, __ipow__, __imatmul__ = _in_place("imod", "%="), _in_place("ipow", "**="), _in_place("imatmul", "@=")
    __iand__, __ior__, __ixor__ = _in_place("iand", "&="), _in_place("ior", "|="), _in_place("ixor", "^=")
    __ilshift__, __irshift__ = _in_place("ilshift", "<<="), _in_place("irshift", ">>=")
    __add__, __radd__ = _binary("add", "{} + {}"), _reflected("add", "{} + {}")
    __sub__, __rsub__ = _binary("sub", "{} - {}"), _reflected("sub", "{} - {}")
    __mul__, __rmul__ = _binary("mul", "{} * {}"), _reflected("mul", "{} * {}")
    __truediv__, __rtruediv__ = _binary("truediv", "{} / {}"), _reflected("truediv", "{} / {}")
    __floordiv__, __rfloordiv__ = _binary("floordiv", "{} // {}"), _reflected("floordiv", "{} // {}")
    __mod__, __rmod__ = _binary("mod", "{} % {}"), _reflected("mod", "{} % {}")
    __pow__, __rpow__ = _binary("pow", "{} ** {}"), _reflected("pow", "{} ** {}")
    __divmod__, __rdivmod__ = _binary("divmod", "divmod({}, {})"), _reflected("divmod", "divmod({}, {})")
    __and__, __rand__ = _binary("and_", "{} & {}"), _reflected("and_", "{} & {}")
    __or__, __ror__ = _binary("or_", "{} | {}"), _reflected("or_", "{} | {}")
    __xor__, __rxor__ = _binary("xor", "{} ^ {}"), _reflected("xor", "{} ^ {}")
    __matmul__, __rmatmul__ = _binary("matmul", "{} @ {}"), _reflected("matmul", "{} @ {}")
    __lshift__, __rlshift__ = _binary("lshift", "{} << {}"), _reflected("lshift", "{} << {}")
    __rshift__, __rrshift__ = _binary("rshift", "{} >> {}"), _reflected("rshift", "{} >> {}")


class Method(Remote):
    """A method of an object. Most are only called: then it and its answer are one question."""

    __slots__ = ("_remote_owner",)

    def __init__(self, asker: Asker, owner: Remote, name: str) -> None:
        object.__setattr__(self, "_remote_asker", asker)
        object.__setattr__(self, "_remote_owner", (owner, name))

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        owner, name = object.__getattribute__(self, "_remote_owner")
        return _asker(self).call_method(owner, name, arguments, keywords)

    def __repr__(self) -> str:
        owner, name = object.__getattribute__(self, "_remote_owner")
        return f"<bound method {about(owner)['type']}.{name}>"
