"""A server in the hands of a keeper: it ends with whoever started it, however that ends."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from grader.subject import ignition

HOST = "127.0.0.1"
PATIENCE = 30.0
CACHE = Path(sys.prefix) / "cache"
_LAST_WORDS = 600


class NoServer(Exception):
    """The service cannot be had: a fault of the machine or of the course, never of the learner."""


class NotInstalled(NoServer):
    """There is none on this machine, and most of the course does without it."""


def new_folder(name: str) -> Path:
    """For the moment: the log of a server, its settings, and its data unless they are kept elsewhere."""
    return Path(ignition.new_folder(f"journey-{name}-"))


_held: dict[int, socket.socket] = {}


def free_port() -> int:
    """A port for a server of ours that is about to start. On Linux, nobody else is given it before `let_go`."""
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # so that the server may have it, too
    holder.bind((HOST, 0))
    port = int(holder.getsockname()[1])
    if sys.platform == "linux":
        _held[port] = holder
    else:
        holder.close()  # elsewhere, the server could not have it either
    return port


def let_go(port: int) -> None:
    """The server is gone for good."""
    if port in _held:
        _held.pop(port).close()


def resolved(host: str) -> str:
    """A number in place of a name: inside the cage nobody can look a name up."""
    try:
        return socket.gethostbyname(host)
    except OSError:
        return host


def somebody_listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex((HOST, port)) == 0


class Kept:
    """A keeper and its server, begun and not waited for."""

    def __init__(self, folder: Path, keeper: str, *arguments: str) -> None:
        self.folder = folder
        self.log = folder / "log"
        with (folder / "keeper").open("wb") as errors:
            self._keeper = subprocess.Popen(
                [sys.executable, "-I", "-m", f"grader.services.{keeper}", str(folder), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )

    def runs(self) -> bool:
        """Asked by processes that are not the keeper's parent, too: its end of the pipe closes with it."""
        assert self._keeper.stdout is not None
        return not select.select([self._keeper.stdout], [], [], 0)[0]

    def told(self) -> str:
        """The last words of the keeper and of its server."""
        files = [path for path in (self.folder / "keeper", self.log) if path.exists()]
        return "".join(path.read_text("utf-8", "replace")[-_LAST_WORDS:] for path in files).strip()

    def take(self) -> bool:
        """Whether it is free to be used by one process alone; from now on it is not."""
        try:
            os.close(os.open(self.folder / "taken", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            return False
        return True

    def leave(self) -> None:
        (self.folder / "taken").unlink(missing_ok=True)

    def close(self) -> None:
        assert self._keeper.stdin is not None
        assert self._keeper.stdout is not None
        self._keeper.stdin.close()
        self._keeper.wait()
        self._keeper.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
