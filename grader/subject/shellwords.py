"""Lines for a shell that can be pasted, and read as well."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping

# What means something between double quotes. A backslash does only before these, or at the end.
_SPECIAL = re.compile(r'["$`]|\\(?=["$`\\\n]|\Z)')


def quoted(word: str) -> str:
    """One word, between the quotes that disturb it less: `"it's here"`, `'{"a": 1}'`, and `plain` in none."""
    single = shlex.quote(word)
    if "'" not in word or "!" in word:  # an interactive shell may put an older command in the place of `!`
        return single
    double = _SPECIAL.sub(r"\\\g<0>", word)
    return min(f'"{double}"', single, key=len)


def joined(words: Iterable[str]) -> str:
    return " ".join(map(quoted, words))


def printf(text: str) -> str:
    """A command that prints this text in every shell."""
    written = text.replace("\\", "\\\\").replace("%", "%%").replace("\n", "\\n")
    return f"printf {'-- ' * written.startswith('-')}{quoted(written)}"


def shell(command: str | Iterable[str], stdin: str | None = None, env: Mapping[str, str] | None = None) -> str:
    """A command as one types it, with what it reads and the variables it has. A text stands for itself."""
    settings = [f"{name}={quoted(value)}" for name, value in (env or {}).items()]
    line = " ".join([*settings, command if isinstance(command, str) else joined(command)])
    return f"{printf(stdin)} | {line}" if stdin else line
