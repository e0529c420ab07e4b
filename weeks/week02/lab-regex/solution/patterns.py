"""Regular expressions: addresses, numbers and logs, checked, read and masked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,63}"
)
PHONE = re.compile(r"(?:\+[1-9]|0)(?:[ .-]?[0-9]){6,14}")
LINE = re.compile(
    r"(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) "
    r"(?P<level>DEBUG|INFO|WARNING|ERROR) "
    r"(?P<source>[A-Za-z0-9_.-]+): "
    r"(?P<message>.+)"
)
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.+-])(?P<first>[A-Za-z0-9_.+-])[A-Za-z0-9_.+-]*"
    r"(?P<domain>@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"
)
_SECRET = re.compile(r"(?P<key>(?:token|password)=)[^\s,;&]+", re.IGNORECASE)


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
    if len(text) > 254 or len(text.partition("@")[0]) > 64:
        return False
    return EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Tell whether the whole text is a phone number."""
    return PHONE.fullmatch(text) is not None


def normal_phone(text: str) -> str:
    """Return a phone number without its separators. Refuse what is none."""
    if not is_phone(text):
        raise ValueError(f"{text!r} is no phone number. Write it like +49 30 1234567 or 030 1234567.")
    return re.sub(r"[ .-]", "", text)


def read_log(lines: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a log, and the lines that are none."""
    entries, problems = [], []
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r\n")
        found = LINE.fullmatch(line)
        if found:
            entries.append(Entry(**found.groupdict()))
        elif line.strip():
            problems.append(Problem(number, line))
    return entries, problems


def mask(text: str) -> str:
    """Return the text with its e-mail addresses and secrets masked."""
    text = _ADDRESS.sub(r"\g<first>***\g<domain>", text)
    return _SECRET.sub(r"\g<key>***", text)
