"""Landlock, by hand: which files, TCP ports, signals and abstract sockets a process may still reach."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import os
import stat
from collections.abc import Iterable

from grader.subject import syscalls

_EXECUTE, _WRITE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _DEVICE_IOCTL = 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE | _READ_FILE | _TRUNCATE | _DEVICE_IOCTL
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_BIND, _CONNECT = 1 << 0, 1 << 1
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1 << 0, 1 << 1
# How many file rights each version of the interface knows.
_FILE_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
_RULE_PATH, _RULE_PORT = 1, 2


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


class _PortRule(ctypes.Structure):
    _fields_ = [("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64)]


@functools.cache
def version() -> int:
    """The version of Landlock in this kernel; 0 where there is none."""
    if not syscalls.SUPPORTED:
        return 0
    try:
        return syscalls.call("landlock_create_ruleset", None, ctypes.c_size_t(0), 1)
    except OSError:
        return 0


def confine_signals() -> None:
    """From now on this process and its descendants can signal only each other."""
    if version() >= 6:
        _restrict(_create(files=0, network=0, scoped=_SCOPE_SIGNALS))


@dataclasses.dataclass(frozen=True)
class Place:
    """A file or folder, opened once so that many rulesets can name it."""

    fd: int
    is_folder: bool


def places(paths: Iterable[str]) -> list[Place]:
    """Those of the paths that exist, open for as long as this process lives."""
    found = []
    for path in paths:
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # nothing there, nothing to allow
        found.append(Place(fd, stat.S_ISDIR(os.fstat(fd).st_mode)))
    return found


def confine(read: Iterable[Place], write: Iterable[Place], ports: Iterable[int]) -> None:
    """Deny every file, TCP port, signal and abstract socket outside, but for those named."""
    abi = version()
    if abi == 0:
        return
    files = (1 << _FILE_BITS.get(abi, 16)) - 1
    network = _BIND | _CONNECT if abi >= 4 else 0
    scoped = _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS if abi >= 6 else 0
    ruleset = _create(files, network, scoped)
    for place in read:
        _allow(ruleset, place, _READ & files)
    for place in write:
        _allow(ruleset, place, files & ~_DEVICE_IOCTL)
    for port in ports if network else ():
        rule = _PortRule(network, port)
        syscalls.call("landlock_add_rule", ruleset, _RULE_PORT, ctypes.byref(rule), 0)
    _restrict(ruleset)


def _create(files: int, network: int, scoped: int) -> int:
    attributes = _Ruleset(files, network, scoped)
    size = 8 if version() < 4 else 16 if version() < 6 else 24
    return syscalls.call("landlock_create_ruleset", ctypes.byref(attributes), ctypes.c_size_t(size), 0)


def _restrict(ruleset: int) -> None:
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    syscalls.call("landlock_restrict_self", ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, place: Place, rights: int) -> None:
    rule = _PathRule(rights if place.is_folder else rights & _FILE_RIGHTS, place.fd)
    syscalls.call("landlock_add_rule", ruleset, _RULE_PATH, ctypes.byref(rule), 0)
