"""Runs a server for as long as somebody holds its standard input open, then ends it and removes its files.

It is a process of its own, so that the server ends however the grader ends.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PATIENCE = 10.0


def hold(folder: Path, command: Sequence[str], ending: signal.Signals) -> int:
    """Run a server until standard input closes; then end it by this signal, and remove the folder with its log."""
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)
    end, ended = os.pipe()
    signal.signal(signal.SIGCHLD, lambda *_: None)
    os.set_blocking(ended, False)
    signal.set_wakeup_fd(ended)
    while server.poll() is None:
        ready, _, _ = select.select([sys.stdin, end], [], [])
        if sys.stdin in ready and not os.read(0, 1):
            break
        if end in ready:
            os.read(end, 64)
    if server.returncode is not None:
        return server.returncode or 1  # it ended by itself; its log says why
    _end(server, ending)
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def _end(server: subprocess.Popen[bytes], ending: signal.Signals) -> None:
    if server.poll() is None:
        server.send_signal(ending)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(_PATIENCE)
    if server.poll() is None:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(hold(Path(sys.argv[1]), sys.argv[3:], signal.Signals[sys.argv[2]]))
