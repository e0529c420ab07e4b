"""Text that fits a terminal: width, colour, wrapping, and nothing in it that a terminal would obey."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from typing import TextIO

_CODES = {"green": "32", "red": "31", "yellow": "33", "dim": "2", "bold": "1", "cyan": "36"}
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CI_COMMAND = re.compile(r"^(\s*)::(?=\w)|##(?=\[|vso\[|teamcity\[)")


def harmless(text: str) -> str:
    """The text with control characters made visible and commands to CI systems disarmed."""
    text = _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), text.expandtabs(4))
    return "\n".join(
        _CI_COMMAND.sub(lambda found: f"{found[1] or ''}\\::" if "::" in found[0] else "#\\#", line)
        for line in text.split("\n")
    )


def one_line(text: str) -> str:
    """Harmless text without line breaks."""
    return harmless(text.replace("\n", "\\n"))


class Page:
    """Collects lines for one stream, with colour only where it is wanted and understood."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None, colour: bool | None = None) -> None:
        self.stream = stream or sys.stdout
        self.width = width or min(shutil.get_terminal_size((100, 24)).columns, 110)
        self.colour = _wants_colour(self.stream) if colour is None else colour
        self.unicode = (getattr(self.stream, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
        self.lines: list[str] = []

    def style(self, text: str, *names: str) -> str:
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def sign(self, good: str, plain: str) -> str:
        return good if self.unicode else plain

    def line(self, text: str = "") -> None:
        self.lines.append(text)

    def wrapped(self, text: str, indent: str, first: str | None = None, *styles: str) -> None:
        """A paragraph, wrapped to the width; `first` stands before its first line instead of the indent."""
        initial = indent if first is None else first
        room = max(self.width, len(indent) + 20)
        for number, part in enumerate(
            textwrap.wrap(text, room - len(indent), break_on_hyphens=False, break_long_words=True) or [""]
        ):
            self.line((indent if number else initial) + self.style(harmless(part), *styles))

    def show(self) -> None:
        text = "\n".join(self.lines) + "\n"
        self.lines.clear()
        encoding = getattr(self.stream, "encoding", None) or "utf-8"
        self.stream.write(text.encode(encoding, "replace").decode(encoding))
        self.stream.flush()


def _wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()
