"""A conversation with one resident: questions go out, answers come back as values, objects or errors."""

from __future__ import annotations

import difflib
import re
import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple

from grader.subject import faults, values, wire
from grader.subject.faults import RemoteError
from grader.subject.remote import NOTHING, Method, Remote, about, arguments_text, literal, number_of
from grader.subject.running import Running
from grader.subject.scratch import SCRATCH
from grader.subject.transcript import Entry, Transcript, call_site

_DEEPEST = 5
_PLACE = re.compile(r"[^:]{1,200}:[1-9]\d{0,6}")


class CheckMistake(Exception):
    """A check asks for something that cannot be asked: the grader's fault, never the learner's."""


class MissingName(faults.Missing, AttributeError):
    """A class, function or attribute that the brief asks for is not there."""


class Latest:
    """The answer to the latest call, for expectations about the calls in a block."""

    answer: Any = None

    def forget(self) -> None:
        self.answer = None


latest = Latest()


class Imported(NamedTuple):
    """A module that a resident has imported, and what that printed."""

    name: str
    description: dict[str, Any]
    printed: str
    errors: str


class Session:
    def __init__(self, running: Running, transcript: Transcript) -> None:
        self.running = running
        self._transcript = transcript
        self._remotes: dict[int, Remote] = {}
        self._depth = 0
        self._walked: Remote | None = None
        self.printed: list[tuple[str, str]] = []

    # -- what remote objects use -----------------------------------------------------------------

    def ask(self, operation: str, *arguments: Any, asked: str, quiet: bool = False) -> Any:
        if operation in ("set", "delete"):
            about(arguments[0]).pop("members", None)
        request = {"do": operation, "args": [self._encode(argument) for argument in arguments]}
        entry = Entry(asked, site=call_site(), quiet=quiet)
        probing, self._walked = operation == "len" and arguments[0] is self._walked, None
        try:
            return self._exchange(request, entry)
        except RemoteError:
            if probing:  # list() asks for the length of what it goes through, and takes no for an answer
                self._transcript.entries.remove(entry)
            raise

    def change(self, operation: str, owner: Remote, other: Any, asked: str) -> Any:
        """`owner += other` and its like: the answer goes on under the name of the old object."""
        value = self.ask(operation, owner, other, asked=asked)
        entry = self._transcript.entries[-1]
        entry.has_answer, entry.names_object = False, None
        if isinstance(value, Remote):
            self._transcript.replaces(number_of(value), number_of(owner))
        return value

    def call(self, function: Remote, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        entry = Entry(f"{literal(function)}({arguments_text(arguments, keywords)})", site=call_site())
        entry.where = about(function).get("where")
        return self._call("call", (function, *arguments), keywords, entry)

    def call_method(self, owner: Remote, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        entry = Entry(f"{literal(owner)}.{name}({arguments_text(arguments, keywords)})", site=call_site())
        entry.where = _place(about(owner)["methods"][name])
        return self._call("method", (owner, name, *arguments), keywords, entry)

    def _call(self, operation: str, arguments: tuple[Any, ...], keywords: dict[str, Any], entry: Entry) -> Any:
        request = {
            "do": operation,
            "args": [self._encode(argument) for argument in arguments],
            "kwargs": {name: self._encode(value) for name, value in keywords.items()},
        }
        latest.answer = self._exchange(request, entry)
        return latest.answer

    def get(self, owner: Remote, name: str) -> Any:
        described = about(owner)
        if name == "__name__" and "name" in described:
            return described["name"]
        if name in described.get("methods", ()):
            return Method(self, owner, name)
        if name in described.get("members", ()):
            member = self._resolve(described["members"][name])
            self._transcript.is_member(number_of(member), number_of(owner), name)
            return member
        return self.fetch(owner, name)

    def fetch(self, owner: Remote, name: str) -> Any:
        """An attribute, as it is now."""
        request = {"do": "get", "args": [self._encode(owner), name]}
        entry = Entry(f"{literal(owner)}.{name}", site=call_site())
        value = self._exchange(request, entry)
        if isinstance(value, Remote) and about(value)["kind"] != "object":
            entry.quiet = True
            self._transcript.is_member(number_of(value), number_of(owner), name)
        return value

    def advance(self, iterator: Remote) -> Any:
        """The next element. Several in a row are one line of the transcript."""
        asked = f"next({literal(iterator)})"
        before = self._transcript.entries[-1:]
        entry = Entry(asked, site=call_site())
        found = self._exchange({"do": "next", "args": [self._encode(iterator)]}, entry)
        if not found:
            entry.failure = "StopIteration"
            raise StopIteration
        entry.answer = found[0]
        if before and before[0].advances and before[0].advances[0] == asked and not (entry.printed or entry.errors):
            self._transcript.entries.pop()
            before[0].advances.append(found[0])
            before[0].answer, before[0].names_object = before[0].advances[1:], None
            before[0].asked = f"[{asked} for _ in range({len(before[0].answer)})]"
            self._transcript.holds(before[0], before[0].answer)
        else:
            entry.advances = [asked, found[0]]
            if isinstance(found[0], Remote):
                entry.names_object, entry.object_type = number_of(found[0]), about(found[0])["type"]
        return found[0]

    def elements(self, owner: Remote, operation: str) -> Iterator[Any]:
        """The elements of a remote object, one question each, so that endless ones can be looked into."""
        self._walked = owner
        return self._elements(owner, operation)

    def _elements(self, owner: Remote, operation: str) -> Iterator[Any]:
        walked = literal(owner) if operation == "iter" else f"reversed({literal(owner)})"
        entry = Entry(f"list({walked})")
        iterator = self._exchange({"do": operation, "args": [self._encode(owner)]}, entry)
        taken: list[Any] = []
        entry.answer, entry.names_object = taken, None
        if not isinstance(iterator, Remote):
            taken += iterator
            self._transcript.holds(entry, taken)
            yield from iterator
            return
        while found := self.ask("next", iterator, asked=entry.asked, quiet=True):
            taken.append(found[0])
            self._transcript.holds(entry, found[0], f"[{len(taken) - 1}]")
            whole, entry.asked = entry.asked, f"list(itertools.islice({walked}, {len(taken)}))"
            yield found[0]
            entry.asked = whole  # who asks on wants all of it

    # -- what the subject uses -------------------------------------------------------------------

    def load(self, name: str) -> Imported:
        """Import a module; what comes of it can be adopted by sessions with copies of this resident."""
        entry = Entry(f"import {name}", site=call_site(), quiet=True)
        module = self._exchange({"do": "import", "args": [name]}, entry)
        if not isinstance(module, Remote):
            raise self._no_answer("an import that brings no module", entry)
        self._transcript.is_module(number_of(module), name)
        return Imported(name, {"ref": number_of(module), **about(module)}, entry.printed, entry.errors)

    def adopt(self, imported: Imported) -> None:
        """Go on from an import that has happened before this resident was copied."""
        self._transcript.is_module(imported.description["ref"], imported.name)
        entry = Entry(f"import {imported.name}", quiet=True, printed=imported.printed, errors=imported.errors)
        self._transcript.add(entry)
        if entry.printed or entry.errors:
            self.printed.append((entry.printed, entry.errors))

    def module(self, imported: Imported) -> Remote:
        return self._resolve(imported.description)

    def define(self, source: str, given: dict[str, Any], names: list[str], expression: str = "") -> list[Any]:
        """Run lines of a check; they are shown as they are, or as the one expression that they are about."""
        introduced = [f"{name} = {literal(value)}" for name, value in given.items() if literal(value) != name]
        if introduced and expression:
            self._transcript.add(Entry("\n".join(introduced)))
            introduced = []
        entry = Entry("\n".join([*introduced, expression or source]), site=call_site())
        request = {"do": "define", "args": [source, self._encode(given), self._encode(names)]}
        found: list[Any] = self._exchange(request, entry)
        entry.has_answer = False
        if expression:
            self._answered(entry, found[0])
            self._transcript.holds(entry, found[0])
            return found
        for known in self._remotes.values():
            about(known).pop("members", None)  # the lines may have put something else in their place
        for name, value in zip(names, found, strict=True):
            if isinstance(value, Remote):
                self._transcript.is_named(number_of(value), name)
        return found

    # -- the exchange ----------------------------------------------------------------------------

    def _exchange(self, request: wire.Message, entry: Entry) -> Any:
        self._transcript.add(entry)
        request["id"] = secrets.token_hex(8)
        try:
            answer = self.running.ask(request)
        except faults.SubjectFault as fault:
            entry.failure = fault.rationale
            self._note_output(entry)
            raise
        self._note_output(entry)
        return self._read(answer, request, entry)

    def _read(self, answer: wire.Message, request: wire.Message, entry: Entry) -> Any:
        try:
            problem, value = self._parse(answer, request, entry)
        except (wire.WireError, KeyError) as error:
            raise self._no_answer(error, entry) from None
        if problem is not None:
            raise problem
        self._answered(entry, value)
        if request["do"] not in ("next", "define"):  # they answer with a list that nobody has asked for
            self._transcript.holds(entry, value)
        return value

    def _answered(self, entry: Entry, value: Any) -> None:
        entry.answer, entry.has_answer = value, True
        if isinstance(value, Remote):
            entry.names_object, entry.object_type = number_of(value), about(value)["type"]

    def _parse(self, answer: wire.Message, request: wire.Message, entry: Entry) -> tuple[Exception | None, Any]:
        if answer.get("awaited") is True:
            entry.asked = f"asyncio.run({entry.asked})"
        if "error" in answer:
            details = faults.check_error(answer["error"])
            return self._error(details, self._decode(details["object"]), request, entry), None
        if "unfit" in answer:
            return self._unfit(str(answer["unfit"])[:300], entry), None
        return None, self._decode(answer["value"])

    def _no_answer(self, reason: object, entry: Entry) -> faults.SubjectFault:
        entry.failure = "(not an answer)"
        return faults.OutOfTurn(
            f"Your program sent something that is not an answer: {reason}.",
            "Leave the open files that your program did not open itself alone.",
        )

    def _unfit(self, reason: str, entry: Entry) -> faults.SubjectFault:
        entry.failure = f"(an answer that cannot be shown: {reason})"
        return faults.Unfit(f"The answer cannot be compared: {reason}.", "Return a smaller, plain value.")

    def _error(self, details: wire.Message, remote: Any, request: wire.Message, entry: Entry) -> Exception:
        if details["type"] == "AttributeError" and not details["frames"] and request["do"] == "get":
            self._transcript.entries.remove(entry)
            return _missing_name(self._decode(request["args"][0]), str(request["args"][1]), details)
        entry.failure = f"{details['type']}: {details['message']}".rstrip(": ")
        if isinstance(remote, Remote):
            self._transcript.raises(entry, number_of(remote))
        return faults.twin(details, remote)

    def _note_output(self, entry: Entry) -> None:
        entry.printed, entry.errors = self.running.output()
        entry.errors = SCRATCH.sub("", entry.errors)
        if entry.printed or entry.errors:
            self.printed.append((entry.printed, entry.errors))

    def _encode(self, value: Any) -> values.Encoded:
        try:
            return values.Encoder(_reference).encode(value)
        except values.NotPlain as reason:
            raise CheckMistake(f"a check cannot send this value: {reason}") from None

    def _decode(self, data: values.Encoded) -> Any:
        if self._depth > _DEEPEST:
            raise wire.WireError("it can only be read by asking again and again")
        self._depth += 1
        try:
            return values.Decoder(self._resolve).decode(data)  # a set of objects asks for the hash of each
        finally:
            self._depth -= 1

    def _resolve(self, data: dict[str, Any]) -> Remote:
        number = data["ref"]
        if not isinstance(number, int):
            raise wire.WireError("a reference is not a number")
        known = self._remotes.get(number)
        if known is None:
            described: dict[str, Any] = {
                "type": str(data.get("type", "object"))[:200],
                "kind": str(data.get("kind", "object")),
            }
            if isinstance(name := data.get("name"), str):
                described["name"] = name[:200]
            if isinstance(members := data.get("members"), dict) and described["kind"] == "module":
                described["members"] = dict(members)
            if isinstance(methods := data.get("methods"), dict):
                described["methods"] = methods
            if where := _place(data.get("where")):
                described["where"] = where
            held = self._decode(data["plain"]) if "plain" in data else NOTHING
            if isinstance(held, Remote):
                raise wire.WireError("an object does not hold an object")
            known = self._remotes[number] = Remote(self, number, described, held)
        return known


def _place(text: Any) -> str | None:
    """A file and a line as they came over the wire, if that is what they are."""
    return text if isinstance(text, str) and _PLACE.fullmatch(text) else None


def _reference(value: Any) -> values.Encoded:
    if isinstance(value, Remote):
        return {"ref": number_of(value)}
    raise CheckMistake(
        f"a check cannot send a {type(value).__name__}: plain values and the learner's own objects travel. "
        "Define functions and classes inside the subject with subject.define(...)."
    )


def _missing_name(owner: Any, name: str, details: wire.Message) -> MissingName:
    offers = details.get("offers", [])
    described = about(owner)
    place = f"An object of the class {described['type']}"
    if described["kind"] == "module":
        place = "Your module"
    elif described["kind"] == "class":
        place = "Your class"
    near = [offer for offer in offers if offer.lower().replace("_", "") == name.lower().replace("_", "")]
    near = near or difflib.get_close_matches(name, offers, 1, 0.6)
    advice = f"Did you mean {near[0]}? The brief asks for {name}." if near else f"Define {name} as the brief says."
    if not near and described["kind"] == "module" and not offers:
        advice = f"The file is empty: define {name} as the brief says."
    return MissingName(f"{place} has no {name}.", advice)
