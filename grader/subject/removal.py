"""Removes folders that learners' programs have written in."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def remove_folder(folder: str | Path) -> None:
    """Remove a folder, also where a program has taken permissions away or nested folders beyond every limit."""
    try:
        root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    names = itertools.count()
    try:
        while entries := os.listdir(root):
            for name in entries:
                _remove_entry(root, name, names)
    except OSError:
        import shutil  # slow to load, seldom needed

        shutil.rmtree(folder, ignore_errors=True)  # another process removes it too
    finally:
        os.close(root)
    with contextlib.suppress(OSError):
        os.rmdir(folder)


def _remove_entry(root: int, name: str, names: Iterator[int]) -> None:
    """Remove one entry of a folder; what is nested in it moves up, so that no path gets long."""
    if not stat.S_ISDIR(os.lstat(name, dir_fd=root).st_mode):
        os.unlink(name, dir_fd=root)
        return
    os.chmod(name, 0o700, dir_fd=root)
    inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=root)
    try:
        for entry in os.listdir(inner):
            if stat.S_ISDIR(os.lstat(entry, dir_fd=inner).st_mode):
                os.chmod(entry, 0o700, dir_fd=inner)
                os.rename(entry, f".removed-{os.getpid()}-{next(names)}", src_dir_fd=inner, dst_dir_fd=root)
            else:
                os.unlink(entry, dir_fd=inner)
    finally:
        os.close(inner)
    os.rmdir(name, dir_fd=root)
