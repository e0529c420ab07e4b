"""The cage: what learner code may use of the machine. Entered once, by a forked child, never left.

Linux enforces all of it. Elsewhere the resource limits hold, and `rules()` says what does not.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import resource
import site
import sys

from grader.subject import landlock, seccomp, syscalls
from grader.subject.limits import MEGABYTE, ORPHANS, Limits

_SYSTEM_PATHS = (
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/bin",
    "/usr/sbin",
    "/usr/share",
    "/usr/local/lib",
    "/usr/local/bin",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/nsswitch.conf",
    "/etc/hosts",
    "/etc/ssl",
    "/etc/alternatives",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/sys/devices/system/cpu",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
)


@dataclasses.dataclass(frozen=True)
class Rules:
    """Which rules of the cage this machine enforces, for the report."""

    platform: str
    enforced: tuple[str, ...]
    missing: tuple[str, ...]


@functools.cache
def rules() -> Rules:
    version = landlock.version()
    held = {
        "time, memory and output limits": True,
        ORPHANS: syscalls.SUPPORTED and os.path.exists(f"/proc/self/task/{os.getpid()}/children"),
        "files": version >= 3,
        "device commands": version >= 5,
        "network": syscalls.SUPPORTED,
        "signals": version >= 6,
        "other processes": syscalls.SUPPORTED,
    }
    return Rules(
        platform=f"{sys.platform}, Landlock {version}" if version else sys.platform,
        enforced=tuple(rule for rule, holds in held.items() if holds),
        missing=tuple(rule for rule, holds in held.items() if not holds),
    )


@functools.cache
def readable_paths() -> tuple[str, ...]:
    """The interpreter, its packages and the system's libraries: nothing of the grader or the course."""
    interpreter = {sys.prefix, *site.getsitepackages()}
    for part in ("bin", "lib", "lib64"):
        interpreter.add(os.path.join(sys.base_prefix, part))
    interpreter.add(os.path.realpath(sys.executable))
    return (*_SYSTEM_PATHS, *sorted(interpreter))


@functools.cache
def _system_places() -> list[landlock.Place]:
    return landlock.places(readable_paths())


@functools.cache
def _filter(tcp: bool) -> bytes:
    return seccomp.compile_filter(tcp)


def prepare() -> None:
    """Work out, once and before any fork, what every child would otherwise work out again."""
    rules()
    _system_places()
    if syscalls.SUPPORTED:
        _filter(False), _filter(True)


def enter(scratch: str, limits: Limits, read: tuple[str, ...] = (), ports: tuple[int, ...] = ()) -> None:
    """Give up everything but the scratch folder, what may be read, and the ports granted."""
    syscalls.die_with_parent()
    _limit_resources(limits)
    if not syscalls.SUPPORTED:
        return
    own_process = f"/proc/{os.getpid()}"
    landlock.confine(
        read=[*_system_places(), *landlock.places((own_process, *read))],
        write=landlock.places((scratch, "/dev/null")),
        ports=ports,
    )
    if os.geteuid() == 0:
        syscalls.drop_capabilities()
    seccomp.install(_filter(bool(ports) and landlock.version() >= 4))


def _limit_resources(limits: Limits) -> None:
    memory = limits.memory_mb * MEGABYTE
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(limits.seconds) + 2,
        resource.RLIMIT_FSIZE: limits.file_mb * MEGABYTE,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_DATA: memory,
        resource.RLIMIT_AS: 2 * memory + 1024 * MEGABYTE,
    }
    for kind, value in wanted.items():
        _, ceiling = resource.getrlimit(kind)
        if ceiling != resource.RLIM_INFINITY:
            value = min(value, ceiling)
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):
            continue  # macOS knows some limits by name only
