"""Regular expressions: addresses, numbers and logs, checked, read and masked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = re.compile(
    r"(?=.{1,254}\Z)(?=[^@]{1,64}@)(?!\.)(?!.*\.[.@])"
    r"(?!.*@(?:.*\.)?-)(?!.*@.*-\.)(?!.*@(?:.*\.)?[^.]{64})"
    r"[a-zA-Z0-9_.+-]+@(?!\.)[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}"
)
PHONE = re.compile(r"(?=(?:[^0-9]*[0-9]){7,15}[^0-9]*\Z)(?:0|\+[1-9])[0-9]*(?:[-. ][0-9]+)*")
LINE = re.compile(
    r"(?P<time>\d{4}(?:-\d\d){2} \d\d(?::\d\d){2}) (?P<level>DEBUG|INFO|WARNING|ERROR) "
    r"(?P<source>[\w.-]+): (?P<message>.+)",
    re.ASCII,
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
    return re.fullmatch(EMAIL, text) is not None


def is_phone(text: str) -> bool:
    """Tell whether the whole text is a phone number."""
    return re.fullmatch(PHONE, text) is not None


def normal_phone(text: str) -> str:
    """Return a phone number without its separators. Refuse what is none."""
    if not re.fullmatch(PHONE, text):
        raise ValueError("A phone number looks like +49 30 1234567 or 030 1234567.")
    return text[0] + re.sub(r"\D", "", text[1:])


def read_log(lines: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a log, and the lines that are none."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not re.search(r"\S", line):
            continue
        if line.endswith(("\n", "\r\n")):
            line = line[:-2] if line.endswith("\r\n") else line[:-1]
        found = LINE.fullmatch(line)
        if found:
            entries.append(Entry(**found.groupdict()))
        else:
            problems.append(Problem(number, line))
    return entries, problems


def mask(text: str) -> str:
    """Return the text with its e-mail addresses and secrets masked."""
    text = re.sub("(?i)(?<=token=)[^\\s,;&]+", "***", text)
    text = re.sub("(?i)(?<=password=)[^\\s,;&]+", "***", text)
    return re.sub(
        r"(?<![\w.+-])([\w+-])[\w.+-]*(@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,})",
        lambda found: f"{found[1]}***{found[2]}",
        text,
        flags=re.ASCII,
    )
