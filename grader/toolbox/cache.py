"""The learner's Redis, in the words of a learner: keys, their types and values, when they expire, what was asked."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from grader.services.resp import Refusal, Reply, shown
from grader.subject.faults import SubjectFault
from grader.subject.shellwords import joined
from grader.subject.transcript import Entry, call_site

if TYPE_CHECKING:
    from grader.services.redis import Tenant
    from grader.subject.subject import Subject

# A line of MONITOR: when, which database, who, and the words of the command.
_OBSERVED = re.compile(r"[\d.]+ \[\d+ (?P<who>[^\]]*)\] (?P<words>.*)", re.DOTALL)
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TALK = ("AUTH", "CLIENT", "HELLO", "PING", "QUIT", "RESET", "SELECT")
_TOLD = 10


class Refused(SubjectFault):
    """Redis has refused a command, and says why."""


@dataclasses.dataclass(frozen=True)
class Command:
    """One command that reached Redis."""

    name: str
    arguments: tuple[str, ...]
    in_script: bool = False  # a Lua script has sent it

    def __str__(self) -> str:
        return joined([self.name, *self.arguments])


class Commands(list[Command]):
    """What the learner's program has sent while a block ran, without the talk about the connection."""

    def named(self, *names: str) -> Commands:
        return Commands(one for one in self if one.name in [name.upper() for name in names])

    def about(self, key: str) -> Commands:
        """Those that name this key."""
        return Commands(one for one in self if key in one.arguments)


class Cache:
    """What a check asks of Redis itself, beside the learner's program."""

    def __init__(self, tenant: Tenant, subject: Subject) -> None:
        self._tenant = tenant
        self._subject = subject

    @property
    def url(self) -> str:
        return self._tenant.url

    def clear(self) -> None:
        """It is empty again, as at the beginning of the check, and whoever is connected is thrown out."""
        self._tenant.renew()
        self._tenant.touch()

    def run(self, *parts: str | bytes | float) -> Any:
        """Run a command, as `redis-cli` does; `Refused` if Redis refuses it. Bytes come back as text."""
        entry = self._note(f"redis-cli {joined(part if isinstance(part, str) else str(part) for part in parts)}")
        try:
            reply = self._tenant.admin.run(*parts)
        except Refusal as refusal:
            entry.errors = shown(refusal)
            raise Refused(f"Redis refuses this: {refusal}") from None
        entry.printed = shown(reply)
        return _plain(reply)

    def keys(self, pattern: str = "*") -> list[str]:
        """The names of all keys, or of those that a pattern like `user:*` fits."""
        return sorted(self.run("KEYS", pattern))

    def __contains__(self, key: str) -> bool:
        return bool(self.run("EXISTS", key))

    def type(self, key: str) -> str:
        """string, list, hash, set, zset or stream."""
        return str(self.run("TYPE", self._known(key)))

    def ttl(self, key: str) -> float | None:
        """The seconds until the key expires; None if it never does."""
        left = self.run("PTTL", self._known(key))
        return None if left < 0 else left / 1000

    def value(self, key: str) -> Any:
        """What the key holds: a text, list, dict, set, pairs of member and score, or entries of a stream."""
        kind = _plain(self._tenant.admin.run("TYPE", self._known(key)))
        if kind == "string":
            return self.run("GET", key)
        if kind == "list":
            return self.run("LRANGE", key, 0, -1)
        if kind == "hash":
            return _pairs(self.run("HGETALL", key))
        if kind == "set":
            return set(self.run("SMEMBERS", key))
        if kind == "zset":
            scored = self.run("ZRANGE", key, 0, -1, "WITHSCORES")
            return [(member, float(score)) for member, score in _pairs(scored).items()]
        if kind == "stream":
            return [(number, _pairs(fields)) for number, fields in self.run("XRANGE", key, "-", "+")]
        raise SubjectFault(f"The key {key} holds a value of the kind {kind}.", "The brief asks for another kind.")

    @contextlib.contextmanager
    def commands(self) -> Iterator[Commands]:
        """What reaches Redis from the learner's program while this block runs."""
        found = Commands()
        fence = secrets.token_hex(8)
        with contextlib.closing(self._tenant.enter()) as watching:
            watching.run("MONITOR")
            yield found
            self._tenant.admin.run("ECHO", fence)
            while fence not in (line := str(watching.read())):
                observed = _OBSERVED.match(line)
                if observed and observed["who"] != self._tenant.admin.address:
                    found.extend(_commands(observed["words"], observed["who"] == "lua"))

    def _known(self, key: str) -> str:
        if not self._tenant.admin.run("EXISTS", key):
            known = sorted(_plain(self._tenant.admin.run("KEYS", "*")))
            more = f" and {len(known) - _TOLD} more" if len(known) > _TOLD else ""
            advice = f"The keys are: {', '.join(known[:_TOLD])}{more}." if known else "Redis is empty."
            raise SubjectFault(f"There is no key {key} in Redis.", advice)
        return key

    def _note(self, line: str) -> Entry:
        return self._subject.transcript.add(Entry(line, kind="shell", site=call_site()))


def _commands(words: str, in_script: bool) -> Iterator[Command]:
    name, *arguments = [_unquoted(word) for word in _WORD.findall(words)]
    if name.upper() not in _TALK:
        yield Command(name.upper(), tuple(arguments), in_script)


def _unquoted(word: str) -> str:
    return (
        word.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
    )


def _plain(reply: Reply) -> Any:
    if isinstance(reply, bytes):
        return reply.decode("utf-8", "backslashreplace")
    return [_plain(one) for one in reply] if isinstance(reply, list) else reply


def _pairs(flat: list[Any]) -> dict[str, Any]:
    return dict(zip(flat[::2], flat[1::2], strict=True))
