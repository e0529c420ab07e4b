"""Submissions that are much alike: a place to look, never a verdict.

Winnowing (Schleimer, Wilkerson and Aiken, 2003) over the tokens of Python: other names, other numbers, other comments
and another layout change nothing. What the starter gives, and what a good part of the cohort has, does not count.
"""

from __future__ import annotations

import collections
import dataclasses
import io
import itertools
import keyword
import tokenize
import zlib
from collections.abc import Iterator, Mapping

_GRAM = 12  # tokens that must follow each other
_WINDOW = 6
_FEWEST = 8  # fingerprints below which two programs are alike because there is one way to write them
_COMMON = 0.3  # of the cohort
_SMALL = 6  # people, below which nothing can be called common
_LEFT_OUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
Place = tuple[str, int]


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two people whose work is alike, and a place where it is."""

    one: str
    other: str
    share: float  # of the fingerprints of whoever has fewer
    place: Place
    other_place: Place


def pairs(work: Mapping[str, Mapping[str, bytes]], starter: Mapping[str, bytes], at_least: float) -> list[Pair]:
    """The pairs that share at least this much, the most alike first."""
    given = set(fingerprints(starter))
    prints = {who: fingerprints(files) for who, files in work.items()}
    holders: dict[int, list[str]] = collections.defaultdict(list)
    for who, found in prints.items():
        for mark in found:
            holders[mark].append(who)
    most = _COMMON * len(work) if len(work) >= _SMALL else len(work)
    own = {mark for mark, people in holders.items() if len(people) <= max(most, 2) and mark not in given}
    counted = {who: sum(1 for mark in found if mark in own) for who, found in prints.items()}
    shared: collections.Counter[tuple[str, str]] = collections.Counter()
    first: dict[tuple[str, str], int] = {}
    for mark in own:
        for pair in itertools.combinations(holders[mark], 2):
            shared[pair] += 1
            first[pair] = min(first.get(pair, mark), mark)
    found_pairs = []
    for (one, other), number in shared.items():
        fewest = min(counted[one], counted[other])
        if fewest >= _FEWEST and number / fewest >= at_least:
            mark = first[one, other]
            found_pairs.append(Pair(one, other, number / fewest, prints[one][mark], prints[other][mark]))
    return sorted(found_pairs, key=lambda pair: (-pair.share, pair.one, pair.other))


def fingerprints(files: Mapping[str, bytes]) -> dict[int, Place]:
    """The marks of a program, each with the place where it begins."""
    found: dict[int, Place] = {}
    for name in sorted(files):
        if name.endswith(".py"):
            for mark, line in _winnowed(list(_tokens(files[name]))):
                found.setdefault(mark, (name, line))
    return found


def _tokens(content: bytes) -> Iterator[tuple[str, int]]:
    """What a program consists of, without what can be changed by searching and replacing."""
    try:
        for token in tokenize.tokenize(io.BytesIO(content).readline):
            if token.type in _LEFT_OUT:
                continue
            if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
                yield "name", token.start[0]
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                yield "value", token.start[0]
            else:
                yield token.string, token.start[0]
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError):
        return  # what could be read counts


def _winnowed(tokens: list[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Of each window of neighbouring marks the smallest, so that what is moved is still found."""
    grams = [
        (zlib.crc32("\0".join(text for text, _ in tokens[start : start + _GRAM]).encode()), tokens[start][1])
        for start in range(len(tokens) - _GRAM + 1)
    ]
    for start in range(max(len(grams) - _WINDOW + 1, min(len(grams), 1))):
        yield min(grams[start : start + _WINDOW])
