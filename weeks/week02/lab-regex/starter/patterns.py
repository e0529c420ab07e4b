"""Regular expressions: addresses, numbers and logs, checked, read and masked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = re.compile(r"")
PHONE = re.compile(r"")
LINE = re.compile(r"")


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
    return False


def is_phone(text: str) -> bool:
    """Tell whether the whole text is a phone number."""
    return False


def normal_phone(text: str) -> str:
    """Return a phone number without its separators. Refuse what is none."""
    return text


def read_log(lines: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a log, and the lines that are none."""
    return [], []


def mask(text: str) -> str:
    """Return the text with its e-mail addresses and secrets masked."""
    return text
