"""Text of learners and graders, made short and harmless. Escaping for HTML comes after this."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from grader.render.story import cut
from grader.render.text import harmless, one_line

LONGEST_NAME = 120
_MOST_LINES = 40
_MOST_SIGNS = 6_000
_SHORTEST_LINE = 200
_SHORT = 200
_CREDENTIALS = re.compile(r"(?<=://)[^/\s'\"]*@")
_TOKEN = re.compile(r"\b(?:gh[a-z]_|github_pat_|glpat-|xox[a-z]-)[\w-]{8,}|(?<=token=)[^&\s'\"]+", re.IGNORECASE)


def text(value: object, most: int = 2_000) -> str:
    return harmless(cut(str(value), most))


def line(value: object, most: int = 2_000) -> str:
    whole = str(value)
    return _short_line(whole) if len(whole) <= min(most, _SHORT) else one_line(cut(whole, most))


@functools.lru_cache(maxsize=8192)
def _short_line(value: str) -> str:
    """Names of criteria, files and exercises come again on every page."""
    return one_line(value)


def name(value: object) -> str:
    return line(value, LONGEST_NAME).strip() or "(no name)"


def without_secrets(value: str) -> str:
    """What git or a file system said, without the passwords and tokens that stand in addresses."""
    return line(_TOKEN.sub("…", _CREDENTIALS.sub("…@", value)))


def lines(transcript: Sequence[dict[str, str]]) -> list[tuple[str, str]]:
    """Kind and text of each line: the beginning and the end of what is long, so that a page stays readable."""
    shown: list[dict[str, str]] = list(transcript)
    if len(shown) > _MOST_LINES:
        half = _MOST_LINES // 2
        left_out = {"kind": "note", "text": f"… {len(shown) - 2 * half:,} lines …"}
        shown = [*shown[:half], left_out, *shown[-half:]]
    most = max(_SHORTEST_LINE, _MOST_SIGNS // max(1, len(shown)))
    return [(one["kind"], text(one["text"], most)) for one in shown]
