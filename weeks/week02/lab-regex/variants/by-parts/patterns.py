"""Regular expressions: addresses, numbers and logs, checked, read and masked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = re.compile("([^@]*)@([^@]*)")
PHONE = re.compile(r"\+?[0-9]([0-9 .-]*[0-9])?")
LINE = re.compile(r"(?P<time>.{19}) (?P<level>[A-Z]+) (?P<source>[^: ]+): (?P<message>.+)")
_LOCAL_PART = re.compile("[A-Za-z0-9_+-]+")
_LABEL = re.compile("[A-Za-z0-9-]{1,63}")
_LAST_LABEL = re.compile("[A-Za-z]{2,63}")
_SHAPES = {
    "time": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}"),
    "level": re.compile("DEBUG|INFO|WARNING|ERROR"),
    "source": re.compile("[A-Za-z0-9_.-]+"),
}
_WORD = re.compile("[A-Za-z0-9_.+@-]+")
_SECRET = re.compile(r"(token|password)=([^\s,;&]+)", re.IGNORECASE)


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
    found = EMAIL.fullmatch(text)
    if found is None or len(text) > 254:
        return False
    local, domain = found.groups()
    *labels, last = domain.split(".")
    return (
        len(local) <= 64
        and all(_LOCAL_PART.fullmatch(part) for part in local.split("."))
        and len(labels) > 0
        and all(_LABEL.fullmatch(label) and label.strip("-") == label for label in labels)
        and _LAST_LABEL.fullmatch(last) is not None
    )


def is_phone(text: str) -> bool:
    """Tell whether the whole text is a phone number."""
    if not PHONE.fullmatch(text) or re.search("[ .-]{2}", text):
        return False
    digits = re.sub("[^0-9]", "", text)
    return 7 <= len(digits) <= 15 and text.startswith("+") != text.startswith("0") and not text.startswith("+0")


def normal_phone(text: str) -> str:
    """Return a phone number without its separators. Refuse what is none."""
    if not is_phone(text):
        raise ValueError("This is no phone number: " + text)
    for separator in " .-":
        text = text.replace(separator, "")
    return text


def read_log(lines: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a log, and the lines that are none."""
    entries = []
    problems = []
    number = 0
    for line in lines:
        number += 1
        line = line.removesuffix("\n").removesuffix("\r")
        if line.isspace() or line == "":
            continue
        found = LINE.fullmatch(line)
        if found and all(shape.fullmatch(found[name]) for name, shape in _SHAPES.items()):
            entries.append(Entry(found["time"], found["level"], found["source"], found["message"]))
        else:
            problems.append(Problem(text=line, line=number))
    return entries, problems


def mask(text: str) -> str:
    """Return the text with its e-mail addresses and secrets masked."""
    hidden = _SECRET.sub(r"\1=***", text)
    return _WORD.sub(_masked, hidden)


def _masked(found: re.Match[str]) -> str:
    """A word, masked if it is an address; a full stop at its end belongs to the sentence."""
    word = found[0].rstrip(".")
    if not is_email(word):
        return found[0]
    return word[0] + "***" + word[word.index("@") :] + found[0][len(word) :]
