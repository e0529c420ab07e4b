"""What a check asked the learner's program and what it answered, as lines that can be pasted and replayed."""

from __future__ import annotations

import ast
import builtins
import dataclasses
import functools
import keyword
import linecache
import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_MARK = re.compile("\ue000(\\d+)\ue001")
_ENGINE = str(Path(__file__).parent)
_GRADER = str(Path(__file__).parents[1]) + "/"
# What a line needs of the standard library before it can be pasted, by what stands in it.
_STANDARD = {
    "import dataclasses": "dataclasses.",
    "import datetime": "datetime.",
    "import enum": "enum.",
    "import inspect": "inspect.",
    "import operator": "operator.",
    "import typing": "typing.",
    "from decimal import Decimal": "Decimal(",
    "from pathlib import PosixPath": "PosixPath(",
}
_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}\b")  # another one in every run
MAX_TEXT = 1_000
MAX_LINES = 20


@dataclasses.dataclass
class Line:
    """One line of a transcript: something asked ("in"), answered ("out"), printed ("err") or noted ("note")."""

    kind: str
    text: str


@dataclasses.dataclass
class Entry:
    """One thing asked. References stand in `asked` as marks until the objects have names."""

    asked: str
    kind: str = "python"  # python | shell | define
    answer: Any = None
    has_answer: bool = False
    names_object: int | None = None  # the reference that the answer is
    object_type: str = ""
    failure: str | None = None
    printed: str = ""
    errors: str = ""
    where: str | None = None
    site: tuple[str, int] | None = None
    advances: list[Any] = dataclasses.field(default_factory=list)  # what is advanced, and what came of it so far
    quiet: bool = False  # shown only if it fails, and if a check asked for it

    @property
    def of_check(self) -> bool:
        """Whether a check asked, not pytest or the grader on its way to a message."""
        return self.site is None or not (self.site[0].startswith(_GRADER) or "site-packages" in self.site[0])


def mark(reference: int) -> str:
    return f"\ue000{reference}\ue001"


def call_site() -> tuple[str, int] | None:
    """The line of the check that asks: the nearest frame outside the engine."""
    frame = sys._getframe(2)
    while frame is not None:
        if not frame.f_code.co_filename.startswith(_ENGINE):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None


class Transcript:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._members: dict[int, tuple[int, str]] = {}  # reference -> (owner, attribute)
        self._modules: dict[int, str] = {}
        self._defined: dict[int, str] = {}

    def add(self, entry: Entry) -> Entry:
        self.entries.append(entry)
        return entry

    def is_module(self, reference: int, name: str) -> None:
        self._modules[reference] = name

    def is_member(self, reference: int, owner: int, name: str) -> None:
        if reference not in self._owners(owner):
            self._members.setdefault(reference, (owner, name))

    def _owners(self, reference: int) -> Iterable[int]:
        """An object, what it was found in, what that was found in, and so on."""
        yield reference
        while reference in self._members:
            reference = self._members[reference][0]
            yield reference

    def is_named(self, reference: int, name: str) -> None:
        self._defined[reference] = name

    def lines(self) -> list[Line]:
        script = _Script(self.entries, self._members, self._modules, self._defined)
        return list(script.write())


class _Script:
    """Gives every object that is used again a name, and writes the lines."""

    def __init__(
        self,
        entries: list[Entry],
        members: dict[int, tuple[int, str]],
        modules: dict[int, str],
        defined: dict[int, str],
    ) -> None:
        self._entries = [entry for entry in entries if not entry.quiet or (entry.failure and entry.of_check)]
        self._members = members
        self._modules = modules
        self._used = self._references_used()
        self._names = dict(defined)
        self._imported: set[str] = set()

    def _references_used(self) -> set[int]:
        used: set[int] = set()
        for entry in self._entries:
            for found in _MARK.findall(entry.asked):
                reference = int(found)
                while reference in self._members and reference not in used:
                    used.add(reference)
                    reference = self._members[reference][0]
                used.add(reference)
        return used

    def write(self) -> Iterable[Line]:
        for entry in self._entries:
            if entry.kind == "shell":
                yield Line("in", f"$ {entry.asked}")
            else:
                asked, imports = self._resolve(entry.asked)
                for needed in imports:
                    yield Line("in", f">>> {needed}")
                name = self._name_for(entry)
                text = f"{name} = {asked}" if name else asked
                for line in _prompted(text):
                    yield Line("in", line)
            yield from _shown("out", entry.printed)
            yield from _shown("err", entry.errors)
            if entry.failure:
                yield from _shown("err", entry.failure)
            elif entry.has_answer and not self._is_named(entry) and entry.answer is not None:
                yield from _shown("out", show(entry.answer))

    def _is_named(self, entry: Entry) -> bool:
        return entry.names_object is not None and entry.names_object in self._names

    def _name_for(self, entry: Entry) -> str | None:
        """A new name for the answer, if it is an object that later lines use."""
        reference = entry.names_object
        if reference is None or reference not in self._used or reference in self._names or entry.failure:
            return None
        if reference in self._modules or reference in self._members:
            return None
        wanted = _assigned_name(entry.site) or _snake_case(entry.object_type)
        name, number = wanted, 2
        while name in self._names.values() or name in self._imported:
            name, number = f"{wanted}_{number}", number + 1
        self._names[reference] = name
        return name

    def _resolve(self, text: str) -> tuple[str, list[str]]:
        imports: list[str] = []
        for needed, sign in _STANDARD.items():
            if sign in text:
                self._import(needed, needed, imports)
        resolved = _MARK.sub(lambda found: self._expression(int(found[1]), imports), text)
        return resolved, imports

    def _expression(self, reference: int, imports: list[str]) -> str:
        if reference in self._names:
            return self._names[reference]
        if reference in self._modules:
            self._import(f"import {self._modules[reference]}", self._modules[reference], imports)
            return self._modules[reference]
        if reference not in self._members:
            return f"<object {reference}>"
        owner, name = self._members[reference]
        if owner in self._modules:
            self._import(f"from {self._modules[owner]} import {name}", name, imports)
            return name
        return f"{self._expression(owner, imports)}.{name}"

    def _import(self, line: str, name: str, imports: list[str]) -> None:
        if name not in self._imported:
            self._imported.add(name)
            imports.append(line)


def _prompted(text: str) -> Iterable[str]:
    """The lines with Python's prompts, as one would type them: an empty line ends a block, and none stands inside."""
    if "\n" not in text:
        return [f">>> {text}"]
    try:
        statements = ast.parse(text).body
    except SyntaxError:
        return [f"{'...' if number else '>>>'} {line}" for number, line in enumerate(text.splitlines())]
    lines = text.splitlines()
    found = []
    for node in statements:
        if _says_nothing(node):
            continue
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        shown = [line for line in lines[first - 1 : node.end_lineno] if line.strip()]
        found += [f"{'...' if number else '>>>'} {line}" for number, line in enumerate(shown)]
        if hasattr(node, "body"):
            found.append("...")
    return found


def _says_nothing(node: ast.stmt) -> bool:
    """Whether a statement gives a name to what has this name already."""
    match node:
        case ast.Assign(targets=[ast.Name(id=target)], value=ast.Name(id=source)):
            return target == source
    return False


def _shown(kind: str, text: str) -> Iterable[Line]:
    lines = _ADDRESS.sub(" at 0x…", text).rstrip("\n").split("\n") if text else []
    for line in lines[:MAX_LINES]:
        yield Line(kind, line[:MAX_TEXT])
    if len(lines) > MAX_LINES:
        yield Line("note", f"… {len(lines) - MAX_LINES} more lines")


def show(value: Any) -> str:
    """A value as Python would echo it, cut where it gets too long to read, and the same in every run."""
    try:
        text = _ADDRESS.sub(" at 0x…", _in_order(value))
    except Exception as error:
        text = f"<an object whose repr() fails: {type(error).__name__}>"
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}… ({len(text):,} characters)"


def _in_order(value: Any) -> str:
    if type(value) is set and value:
        return f"{{{', '.join(sorted(map(repr, value)))}}}"
    return repr(value)


def shell(command: list[str], stdin: str | None = None, env: dict[str, str] | None = None) -> str:
    line = " ".join([*(f"{name}={shlex.quote(value)}" for name, value in (env or {}).items()), shlex.join(command)])
    return f"printf {shlex.quote(stdin.replace(chr(10), chr(92) + 'n'))} | {line}" if stdin else line


def _snake_case(type_name: str) -> str:
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type_name).lower()
    usable = name.isidentifier() and not keyword.iskeyword(name) and not hasattr(builtins, name)
    return name if usable else "value"


@functools.cache
def _assignments(filename: str) -> dict[int, str]:
    """For each line of a file, the single name that its statement assigns to."""
    try:
        tree = ast.parse("".join(linecache.getlines(filename)))
    except SyntaxError:
        return {}
    names: dict[int, str] = {}
    for node in ast.walk(tree):
        target: ast.expr | None = None
        last = getattr(node, "end_lineno", 0) or 0
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
        elif isinstance(node, ast.With) and len(node.items) == 1:
            target, last = node.items[0].optional_vars, node.lineno
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Return):
            answer = node.body[-1]  # a fixture is called as what it gives
            names.update(dict.fromkeys(range(answer.lineno, (answer.end_lineno or 0) + 1), node.name))
        if isinstance(target, ast.Name):
            names.update(dict.fromkeys(range(target.lineno, last + 1), target.id))
    return names


def _assigned_name(site: tuple[str, int] | None) -> str | None:
    return _assignments(site[0]).get(site[1]) if site else None
