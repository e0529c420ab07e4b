"""Standard input, output and error of one process of the learner's: fed and read whenever its selector says so."""

from __future__ import annotations

import os
import selectors
from collections.abc import Callable

from grader.subject import faults


class Streams:
    """What a process prints is kept, up to a limit, and what it is to read is written as it reads."""

    def __init__(self, selector: selectors.BaseSelector, kilobytes: int, end_it: Callable[[], None]) -> None:
        self._selector = selector
        self._kilobytes = kilobytes
        self._end_it = end_it
        self._outputs: dict[int, bytearray] = {}
        self._unread: list[int] = []
        self._stdin = memoryview(b"")

    def follow(self, out: int, err: int) -> None:
        """Read from our ends of two pipes from now on."""
        for reader in (out, err):
            os.set_blocking(reader, False)
            self._outputs[reader] = bytearray()
            self._selector.register(reader, selectors.EVENT_READ, lambda reader=reader: self._read(reader))

    def feed(self, text: bytes) -> int:
        """Write this as fast as it is read. What is returned is the end to read from."""
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        self._stdin = memoryview(text)
        self._selector.register(writer, selectors.EVENT_WRITE, lambda: self._write(writer))
        return reader

    @property
    def errors(self) -> bytearray:
        """What stands on standard error that nobody has taken yet."""
        return list(self._outputs.values())[1]

    @property
    def still_open(self) -> list[int]:
        return [fd for fd in self._selector.get_map() if fd in self._outputs]

    def drain(self) -> None:
        """Read what is there now, without waiting."""
        while ready := [key for key, _ in self._selector.select(0) if key.fd in self._outputs]:
            for key in ready:
                key.data()

    def take(self) -> tuple[str, str]:
        """What was printed since the last time, on standard output and standard error."""
        self.drain()
        out, err = (kept.decode("utf-8", "backslashreplace") for kept in self._outputs.values())
        for kept in self._outputs.values():
            kept.clear()
        return out, err

    def close(self) -> None:
        """Those that are not looked after any more; the others are the selector's."""
        for fd in self._unread:
            os.close(fd)
        self._unread.clear()

    def _read(self, fd: int) -> None:
        data = os.read(fd, 1 << 16)
        if not data:
            self._selector.unregister(fd)
            os.close(fd)
        kept = self._outputs[fd]
        kept += data
        if len(kept) > self._kilobytes * 1024:
            del kept[2000:]
            if data:
                self._selector.unregister(fd)
                self._unread.append(fd)  # closed now, it would tell the program before its end
            self._end_it()
            raise faults.TooMuch(
                f"Your program printed more than {self._kilobytes:,} KB.",
                "Look for a print inside a loop that never ends.",
            )

    def _write(self, fd: int) -> None:
        try:
            self._stdin = self._stdin[os.write(fd, self._stdin[: 1 << 16]) :] if self._stdin else self._stdin
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._stdin = memoryview(b"")
        if not self._stdin:
            self._selector.unregister(fd)
            os.close(fd)
