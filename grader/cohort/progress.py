"""How far a run is, and how long it may still take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from grader.render.text import harmless

_ENOUGH = 3.0  # seconds of work before an estimate means anything


class Progress:
    """One line that is written anew on a terminal; elsewhere, a line for each tenth.

    What is left is counted in criteria: an exercise with twice as many takes about twice as long.
    """

    def __init__(
        self, criteria: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._all = criteria
        self._done = 0
        self._stream = stream or sys.stderr
        self._clock = clock
        self._began = clock()
        self._told = 0
        self._live = self._stream.isatty()

    def did(self, criteria: int, what: str) -> None:
        self._done += criteria
        tenth = self._done * 10 // max(self._all, 1)
        if self._live:
            self._stream.write(f"\r\x1b[K{self.line(what)}")
        elif tenth > self._told:
            self._told = tenth
            self._stream.write(f"{self.line(what)}\n")
        self._stream.flush()

    def close(self) -> None:
        if self._live and self._done:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def line(self, what: str) -> str:
        share = f"{100 * self._done // max(self._all, 1):3d} %"
        return harmless(f"  {share}  {self.left()}  {what}"[:78].rstrip())

    def left(self) -> str:
        """How long it may still take, from what was measured in this run; nothing before there is enough of it."""
        spent = self._clock() - self._began
        if spent < _ENOUGH or not self._done:
            return "…"
        seconds = spent / self._done * (self._all - self._done)
        return "under 5 s left" if seconds < 5 else f"about {_words(seconds)} left"


def _words(seconds: float) -> str:
    if seconds < 90:
        return f"{round(seconds / 5) * 5} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
