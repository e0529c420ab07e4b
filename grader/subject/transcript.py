"""What a check asked the learner's program and what it answered, as lines that can be pasted and replayed."""

from __future__ import annotations

import ast
import builtins
import dataclasses
import functools
import keyword
import linecache
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_MAY_BE_MORE = re.compile(r"[;:=]")  # several statements, a block, or a name for what has this name already
_MARK = re.compile("\ue000(\\d+)\ue001")
_ENGINE = str(Path(__file__).parent)
_GRADER = str(Path(__file__).parents[1]) + "/"
# What a line needs of the standard library before it can be pasted, by what stands in it.
_STANDARD = {
    "asyncio.": "import asyncio",
    "dataclasses.": "import dataclasses",
    "datetime.": "import datetime",
    "enum.": "import enum",
    "inspect.": "import inspect",
    "itertools.": "import itertools",
    "operator.": "import operator",
    "typing.": "import typing",
    "Decimal(": "from decimal import Decimal",
    "Fraction(": "from fractions import Fraction",
    "PosixPath(": "from pathlib import PosixPath",
    "UUID(": "from uuid import UUID",
}
_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}\b")  # another one in every run
# A frame of a traceback that is not in the learner's folder: their own files have paths that begin in it.
_OTHERS_FRAME = re.compile(r'^[ |]+File "[/<].*", line \d+.*\n(?:[ |]{4,}+(?!File ).*\n)*', re.MULTILINE)
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
    raises: int | None = None  # the reference that the exception is
    advances: list[Any] = dataclasses.field(default_factory=list)  # what is advanced, and what came of it so far
    quiet: bool = False  # shown only if it fails, and if a check asked for it

    @property
    def of_check(self) -> bool:
        """Whether a check asked, not pytest or the grader on its way to a message."""
        return self.site is None or not (self.site[0].startswith(_GRADER) or "site-packages" in self.site[0])


@dataclasses.dataclass
class Verbatim:
    """An answer as Python itself would show it."""

    text: str

    def __repr__(self) -> str:
        return self.text


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
        self._parts: dict[int, tuple[Entry, str]] = {}  # reference -> where in which answer it came first
        self._replaced: dict[int, int] = {}

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

    def holds(self, entry: Entry, value: Any, path: str = "") -> None:
        """Objects inside an answer can be reached through it, as long as nothing else names them."""
        if type(value) is dict:
            for key, held in value.items():
                self.holds(entry, held, f"{path}[{key!r}]")
        elif type(value) in (list, tuple):
            for number, held in enumerate(value):
                self.holds(entry, held, f"{path}[{number}]")
        elif path and (reference := _number_of(value)) is not None:
            self._parts.setdefault(reference, (entry, path))

    def raises(self, entry: Entry, reference: int) -> None:
        entry.raises = reference
        self._parts.setdefault(reference, (entry, ""))

    def replaces(self, reference: int, old: int) -> None:
        """From now on, what was called by the name of the old object is this one."""
        if reference != old:
            self._replaced[reference] = old

    def lines(self) -> list[Line]:
        return list(_Script(self).write())


class _Script:
    """Gives every object that is used again a name, and writes the lines."""

    def __init__(self, transcript: Transcript) -> None:
        self._entries = [entry for entry in transcript.entries if not entry.quiet or (entry.failure and entry.of_check)]
        self._members = transcript._members
        self._modules = transcript._modules
        self._parts = transcript._parts
        self._replaced = transcript._replaced
        self._names = dict(transcript._defined)
        self._named_answers: dict[int, str] = {}  # answers that are no objects, but hold some
        self._imported: dict[str, str] = {}  # name -> the line that brought it
        self._used: set[int] = set()
        self._needed: set[int] = set()  # entries whose answer holds an object that is used
        self._reserved: set[str] = set()  # names that imports bring
        for entry in self._entries:
            for found in _MARK.findall(entry.asked):
                self._use(int(found))

    def _use(self, reference: int) -> None:
        if reference in self._used:
            return
        self._used.add(reference)
        if reference in self._modules:
            self._reserved.add(self._modules[reference].partition(".")[0])
        elif reference in self._members:
            owner, name = self._members[reference]
            if owner in self._modules:
                self._reserved.add(name)
            else:
                self._use(owner)
        elif reference in self._replaced:
            self._use(self._replaced[reference])
        elif reference in self._parts:
            self._needed.add(id(self._parts[reference][0]))

    def write(self) -> Iterable[Line]:
        for entry in self._entries:
            named = None
            if entry.kind == "shell":
                yield Line("in", f"$ {entry.asked}")
            else:
                asked, imports = self._resolve(entry.asked)
                for needed in imports:
                    yield Line("in", f">>> {needed}")
                named = self._name_for(entry)
                for line in _prompted(self._statement(entry, asked, named)):
                    yield Line("in", line)
            yield from _shown("out", entry.printed)
            yield from _shown("err", _OTHERS_FRAME.sub("", entry.errors))
            if entry.failure:
                if not named:
                    yield from _shown("err", entry.failure)
            elif entry.has_answer and not named and not self._is_member(entry) and entry.answer is not None:
                yield from _shown("out", show(entry.answer))

    def _statement(self, entry: Entry, asked: str, name: str | None) -> str:
        if name and entry.raises is not None:
            return f"try:\n    {asked}\nexcept {_class_of(entry.failure)} as problem:\n    {name} = problem"
        return f"{name} = {asked}" if name else asked

    def _is_member(self, entry: Entry) -> bool:
        """Functions and classes are known by their own names, which say more than what Python would show."""
        known = entry.names_object
        return known in self._modules or known in self._members

    def _name_for(self, entry: Entry) -> str | None:
        """A new name for the answer, if later lines use it, or something in it."""
        if entry.failure and entry.raises is None:
            return None
        if id(entry) in self._needed:
            wanted = "error" if entry.raises is not None else _last_word(entry.asked)
            self._named_answers[id(entry)] = name = self._free(wanted)
            return name
        reference = entry.names_object
        if entry.failure or reference is None or reference not in self._used or reference in self._names:
            return None
        if reference in self._modules or reference in self._members:
            return None
        name = self._free(_assigned_name(entry.site) or _snake_case(entry.object_type))
        self._names[reference] = name
        return name

    def _free(self, wanted: str) -> str:
        taken = {*self._names.values(), *self._named_answers.values(), *self._imported, *self._reserved}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}_{number}", number + 1
        return name

    def _resolve(self, text: str) -> tuple[str, list[str]]:
        imports: list[str] = []
        own = _imports_in(text)
        for sign, needed in _STANDARD.items():
            if sign in text and (name := needed.rpartition(" ")[2]) not in own:
                self._import(needed, name, imports)
        self._imported.update(own)
        resolved = _MARK.sub(lambda found: self._expression(int(found[1]), imports), text)
        return resolved, imports

    def _expression(self, reference: int, imports: list[str]) -> str:
        if reference in self._names:
            return self._names[reference]
        if reference in self._modules:
            module = self._modules[reference]
            self._import(f"import {module}", module.partition(".")[0], imports)
            return module
        if reference in self._members:
            return self._member(*self._members[reference], imports)
        if reference in self._replaced:
            return self._expression(self._replaced[reference], imports)
        if reference in self._parts:
            entry, path = self._parts[reference]
            if id(entry) in self._named_answers:
                return self._named_answers[id(entry)] + path
        return f"<object {reference}>"

    def _member(self, owner: int, name: str, imports: list[str]) -> str:
        if owner in self._modules:
            line = f"from {self._modules[owner]} import {name}"
            if self._imported.get(name, line) == line:
                self._import(line, name, imports)
                return name
        return f"{self._expression(owner, imports)}.{name}"

    def _import(self, line: str, name: str, imports: list[str]) -> None:
        if self._imported.get(name) != line:
            self._imported[name] = line
            imports.append(line)


def _number_of(value: Any) -> int | None:
    """The reference that a remote object stands for; nothing for a plain value."""
    if not hasattr(type(value), "_remote_number"):
        return None
    found: int = object.__getattribute__(value, "_remote_number")
    return found


def _class_of(failure: str | None) -> str:
    """The exception in a line such as "ValueError: no", as one would catch it."""
    name = (failure or "").partition(":")[0]
    return name if hasattr(builtins, name) else "Exception"


def _last_word(asked: str) -> str:
    """What a line asks for, in a word: `accounts` for `bank.accounts` and for `bank.accounts()`."""
    found = re.search(r"\.([a-z]\w*)(\([^()]*\))?$", asked)
    return found[1] if found else "elements" if asked.startswith(("list(", "[next(")) else "answer"


def _imports_in(text: str) -> dict[str, str]:
    """What the lines of a check import themselves: name -> line."""
    if "import " not in text:
        return {}
    found = {}
    for line in text.splitlines():
        if match := re.fullmatch(r"(?:from [\w.]+ )?import ([\w., ]+)", line):
            names = [part.split(" as ")[-1].strip() for part in match[1].split(",")]
            found.update({name.partition(".")[0]: line if len(names) == 1 else f"{line} ({name})" for name in names})
    return found


@functools.lru_cache(1000)
def _prompted(text: str) -> list[str]:
    """The lines with Python's prompts, as one would type them: an empty line ends a block, and none stands inside."""
    if text and "\n" not in text and not _MAY_BE_MORE.search(text):
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
    last = MAX_LINES // 2 if kind == "err" else 0  # what went wrong stands at the end of a traceback
    left_out = range(MAX_LINES - last, len(lines) - last)
    for number, line in enumerate(lines):
        if number not in left_out:
            yield Line(kind, line[:MAX_TEXT])
        elif number == left_out[0]:
            yield Line("note", f"… {len(left_out)} more lines")


def readable_trace(errors: str) -> str:
    """What a server has printed, with only the learner's frames, and without the line that begins each traceback."""
    return _OTHERS_FRAME.sub("", errors)


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
