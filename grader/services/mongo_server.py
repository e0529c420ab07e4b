"""Prepares the files of SecantusDB, which speaks MongoDB's protocol, and keeps it; run as a process of its own.

It comes as a package with a licence of its own (GPL 2). It is only ever run, as a program, and never imported.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.services.keeper import hold
from grader.services.kept import HOST, PATIENCE, free_port, somebody_listens

ADMIN, FIRST_PASSWORD = "grader", "changed before anybody else may connect"
_SETTINGS = """
[storage]
cache_size = "256M"
session_max = 300

[oplog]
max_entries = 1000
"""


def keep(folder: Path, template: Path, port: int, data: Path | None) -> int:
    """Start a server, and end it when standard input closes. Its data ends with it, unless there is a place to keep it.

    A server whose data is kept is the learner's own, and knows no users.
    """
    settings = folder / "settings.toml"
    settings.write_text(_SETTINGS, encoding="utf-8")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # NumPy comes along, and would start a thread for each core
    if data:
        return hold(folder, command(data, port, settings), signal.SIGTERM)
    if not template.exists():
        _make_template(template, settings)
    shutil.copytree(template, folder / "data", copy_function=shutil.copyfile)
    return hold(folder, [*command(folder / "data", port, settings), "--auth"], signal.SIGKILL)


def command(data: Path, port: int, settings: Path) -> list[str]:
    """Standalone: a learner's program cannot make it step down, and transactions work all the same."""
    start = [sys.executable, "-I", "-m", "secantus", "--config", str(settings), "--log-level", "WARNING"]
    return [*start, "--standalone", "--host", HOST, "--port", str(port), "--storage-path", str(data)]


def _make_template(template: Path, settings: Path) -> None:
    """The files of an empty server with an administrator. It can make one only while it lets everybody in."""
    from pymongo import MongoClient

    template.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix="making-", dir=template.parent))
    port = free_port()
    server = subprocess.Popen(command(making / "data", port, settings), stdin=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while not somebody_listens(port):
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit("SecantusDB does not start.")
            time.sleep(0.01)
        with MongoClient[dict[str, object]](HOST, port) as client:
            client.admin.command("createUser", ADMIN, pwd=FIRST_PASSWORD, roles=["root"])
        server.terminate()
        server.wait()
        with contextlib.suppress(OSError):  # somebody else may have been faster
            os.rename(making / "data", template)
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(making, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]) if sys.argv[4:] else None))
