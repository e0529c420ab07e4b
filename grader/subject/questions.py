"""What can be asked of an object in the learner's process: operators, and what Python knows about it."""

from __future__ import annotations

import abc
import collections.abc
import dataclasses
import enum
import inspect
import operator
import types
import typing
from collections.abc import Callable
from typing import Any


@dataclasses.dataclass
class Awaited:
    """An answer that must be awaited before it can be given."""

    awaitable: collections.abc.Coroutine[Any, Any, Any]


_DONE = object()


def get_attribute(owner: Any, name: str) -> Any:
    return getattr(owner, name)


def iterate(value: Any) -> Any:
    return value.__aiter__() if hasattr(type(value), "__aiter__") else iter(value)


def advance(iterator: Any) -> Any:
    """The next element in a list of one; an empty list when there is no more."""
    if hasattr(type(iterator), "__anext__"):
        return Awaited(_advance_async(iterator))
    element = next(iterator, _DONE)
    return [] if element is _DONE else [element]


async def _advance_async(iterator: Any) -> list[Any]:
    try:
        return [await anext(iterator)]
    except StopAsyncIteration:
        return []


def enter(manager: Any) -> Any:
    if hasattr(type(manager), "__aenter__"):
        return Awaited(manager.__aenter__())
    return type(manager).__enter__(manager)


def leave(manager: Any, error: Any = None) -> Any:
    """Leave a `with` block; an error is an exception object, or the name and message of a built-in one."""
    if isinstance(error, tuple):
        name, message = error
        kind = getattr(__import__("builtins"), name, Exception)
        error = kind(message)
    details = (type(error), error, error.__traceback__) if error is not None else (None, None, None)
    if hasattr(type(manager), "__aexit__"):
        return Awaited(manager.__aexit__(*details))
    return bool(type(manager).__exit__(manager, *details))


def signature(function: Any) -> dict[str, Any]:
    described = inspect.signature(function)
    hints = _hints(function)
    return {
        "parameters": [
            {
                "name": parameter.name,
                "kind": parameter.kind.name.lower(),
                "annotation": type_name(hints.get(parameter.name, parameter.annotation)),
                "default": None if parameter.default is parameter.empty else repr(parameter.default),
            }
            for parameter in described.parameters.values()
        ],
        "returns": type_name(hints.get("return", described.return_annotation)),
        "shown": repr(described),
    }


def type_hints(owner: Any) -> dict[str, str]:
    found = {name: type_name(hint) for name, hint in _hints(owner).items()}
    return {name: text for name, text in found.items() if text is not None}


def _hints(owner: Any) -> dict[str, Any]:
    plain_class = isinstance(owner, type) and not getattr(owner, "__annotations__", None)
    target: Any = getattr(owner, "__init__", owner) if plain_class else owner
    try:
        return typing.get_type_hints(target)
    except Exception:
        return dict(getattr(target, "__annotations__", {}))


def type_name(hint: Any) -> str | None:
    """A type hint as one would write it today: `str | None` for `Optional[str]`."""
    if hint is inspect.Parameter.empty:
        return None
    if hint is None or hint is type(None):
        return "None"
    if isinstance(hint, str):
        return hint
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(str(type_name(part)) for part in arguments)
    if origin is typing.Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if origin is not None and arguments:
        inner = ", ".join("..." if part is ... else str(type_name(part)) for part in arguments)
        return f"{type_name(origin)}[{inner}]"
    return getattr(hint, "__name__", None) or str(hint)


def fields(value: Any) -> list[dict[str, Any]]:
    """The fields of a dataclass; a default is given as its `repr`."""
    hints = _hints(value if isinstance(value, type) else type(value))
    return [
        {
            "name": field.name,
            "annotation": type_name(hints.get(field.name, field.type)),
            "default": None if field.default is dataclasses.MISSING else repr(field.default),
            "has_default": field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING,
        }
        for field in dataclasses.fields(value)
    ]


def public_names(value: Any) -> list[str]:
    """Names that do not begin with an underscore; in a module, those that it defines itself."""
    names = [name for name in dir(value) if not name.startswith("_")]
    if isinstance(value, types.ModuleType):
        home = value.__name__
        return [name for name in names if _belongs(getattr(value, name), home)]
    return names


def _belongs(value: Any, home: str) -> bool:
    return not isinstance(value, types.ModuleType) and getattr(value, "__module__", home) == home


def defined_in(owner: Any, name: str) -> str | None:
    """The name of the class in the family of `owner` that defines `name` itself."""
    kind = owner if isinstance(owner, type) else type(owner)
    return next((base.__name__ for base in kind.__mro__ if name in vars(base)), None)


def is_abstract(value: Any) -> bool:
    return inspect.isabstract(value) or (isinstance(value, abc.ABCMeta) and bool(value.__abstractmethods__))


def held(value: Any) -> Any:
    """The plain list, set or dictionary inside an instance of a subclass, whatever that overrides."""
    if isinstance(value, list):
        return [*list.__iter__(value)]
    return {*set.__iter__(value)} if isinstance(value, set) else dict(dict.items(value))


ANSWERS: dict[str, Callable[..., Any]] = {
    "get": get_attribute,
    "set": setattr,
    "delete": delattr,
    "iter": iterate,
    "next": advance,
    "enter": enter,
    "exit": leave,
    "len": len,
    "bool": bool,
    "str": str,
    "repr": repr,
    "hash": hash,
    "int": int,
    "float": float,
    "index": operator.index,
    "abs": abs,
    "round": round,
    "format": format,
    "reversed": reversed,
    "contains": operator.contains,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "slice": lambda owner, start, stop, step: owner[slice(start, stop, step)],
    **{name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "invert")},
    **{name: getattr(operator, name) for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow")},
    **{name: getattr(operator, name) for name in ("and_", "or_", "xor", "matmul", "lshift", "rshift")},
    **{name: getattr(operator, name) for name in ("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow")},
    **{name: getattr(operator, name) for name in ("iand", "ior", "ixor", "imatmul", "ilshift", "irshift")},
    "held": held,
    "divmod": divmod,
    "type": type,
    "names": public_names,
    "variables": lambda value: dict(vars(value)),
    "doc": inspect.getdoc,
    "is_instance": isinstance,
    "is_subclass": lambda kind, parents: isinstance(kind, type) and issubclass(kind, parents),
    "is_dataclass": dataclasses.is_dataclass,
    "is_abstract": is_abstract,
    "is_enum": lambda value: isinstance(value, enum.EnumMeta),
    "is_generator": inspect.isgenerator,
    "is_coroutine_function": inspect.iscoroutinefunction,
    "is_property": lambda kind, name: isinstance(inspect.getattr_static(kind, name, None), property),
    "is_classmethod": lambda kind, name: isinstance(inspect.getattr_static(kind, name, None), classmethod),
    "is_staticmethod": lambda kind, name: isinstance(inspect.getattr_static(kind, name, None), staticmethod),
    "is_callable": callable,
    "same": operator.is_,
    "has": hasattr,
    "signature": signature,
    "annotations": type_hints,
    "fields": fields,
    "defined_in": defined_in,
}
