"""Regular expressions: addresses, numbers and logs, checked, read and masked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = re.compile(
    r"""
    \A
    [a-z0-9_+-]+ (?: \. [a-z0-9_+-]+ )*                  # parts with single dots between them
    @
    (?: [a-z0-9] (?: [a-z0-9-]{0,61} [a-z0-9] )? \. )+   # labels, each with a dot after it
    [a-z]{2,63}                                          # the last label
    \Z
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
PHONE = re.compile(
    r"""
    \A
    (?: \+ [1-9] | 0 )
    (?: [-\ .]? \d ){6,14}
    \Z
    """,
    re.VERBOSE | re.ASCII,
)
LINE = re.compile(
    r"""
    (?P<time>    \d{4} -\d\d -\d\d [ ] \d\d :\d\d :\d\d )  [ ]
    (?P<level>   DEBUG | INFO | WARNING | ERROR )        [ ]
    (?P<source>  [\w.-]+ ) :                             [ ]
    (?P<message> .+ )
    """,
    re.VERBOSE | re.ASCII,
)
_HIDDEN = re.compile(
    r"""
    (?P<key> token= | password= ) [^\s,;&]+
    |
    (?P<first> [a-z0-9_+-] ) [a-z0-9_.+-]{0,63} (?P<domain> @ (?: [a-z0-9-]+ \. )+ [a-z]{2,} )
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@dataclass
class Entry:
    """One line of a log, in its parts."""

    time: str
    level: str
    source: str
    message: str


@dataclass
class Problem:
    """A line that is no log line: its number, and what stands in it."""

    line: int
    text: str


def is_email(text: str) -> bool:
    """Tell whether the whole text is an e-mail address."""
    return len(text) <= 254 and text.find("@") <= 64 and bool(EMAIL.match(text))


def is_phone(text: str) -> bool:
    """Tell whether the whole text is a phone number."""
    return bool(PHONE.match(text))


def normal_phone(text: str) -> str:
    """Return a phone number without its separators. Refuse what is none."""
    if is_phone(text):
        return "".join(re.findall(r"[+0-9]", text))
    raise ValueError(f"no phone number: {text!r}")


def read_log(lines: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a log, and the lines that are none."""
    numbered = [(number, re.sub(r"\r?\n\Z", "", line)) for number, line in enumerate(lines, 1) if line.strip()]
    found = [(number, line, LINE.fullmatch(line)) for number, line in numbered]
    entries = [Entry(*match.group("time", "level", "source", "message")) for _, _, match in found if match]
    return entries, [Problem(number, line) for number, line, match in found if match is None]


def mask(text: str) -> str:
    """Return the text with its e-mail addresses and secrets masked."""
    return _HIDDEN.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    if found["key"]:
        return found["key"] + "***"
    return found["first"] + "***" + found["domain"]
