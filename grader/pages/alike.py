"""Which failures of one criterion are alike: those of the same reason, at the same question, with the same answer."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from grader.report import Result

_CHANGING = re.compile(
    r"0x[0-9a-fA-F]+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16,}\b"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?|(?<=127\.0\.0\.1:)\d+|(?<=localhost:)\d+"
)
_VALUE = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|\d+(?:\.\d+)?")
_MOST = 400


class Likeness(NamedTuple):
    """Two marks of a failure: equal in every word, or equal but for the values in it."""

    exactly: str
    roughly: str


def likeness(result: Result) -> Likeness:
    rationale = result.cause.rationale if result.cause else ""
    came = result.cause.actual if result.cause else None
    asked, told = _last(result, "in"), _last(result, "err", "out")
    parts = (rationale, asked, told if came is None else f"{came}\n{_last(result, 'err')}")
    whole = "\n".join(_CHANGING.sub("…", part[:_MOST]) for part in parts)
    return Likeness(_mark(whole), _mark(_VALUE.sub("#", whole)))


def _last(result: Result, *kinds: str) -> str:
    """The last line of some kinds; the exit status says less than the error before it."""
    found = (line["text"] for line in reversed(result.transcript) if line["kind"] in kinds)
    return next((text for text in found if not text.startswith("(exit status")), "")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:10]
