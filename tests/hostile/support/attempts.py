"""Tells what came of each attempt to reach out, one line for each, for a report to show."""

import contextlib
import ctypes
import platform
from collections.abc import Iterator

# Numbers on x86-64 and on 64-bit Arm.
_CALLS = {
    "clone": (56, 220),
    "clone3": (435, 435),
    "file_setattr": (469, 469),
    "io_uring_setup": (425, 425),
    "ioprio_set": (251, 30),
    "mq_unlink": (241, 181),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "process_vm_readv": (310, 270),
    "ptrace": (101, 117),
    "setxattrat": (463, 463),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "shmget": (29, 194),
    "socket": (41, 198),
    "unshare": (272, 97),
}
_COLUMN = 0 if platform.machine() == "x86_64" else 1
_lines: list[str] = []
_libc = ctypes.CDLL(None, use_errno=True)


@contextlib.contextmanager
def attempt(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        outcome = type(error).__name__
    else:
        outcome = "no error"
    _lines.append(f"attempt: {what}: {outcome}")


def tell() -> None:
    print("\n".join(_lines))


def system_call(name: str, *arguments: object) -> int:
    """Ask the kernel itself, past everything that Python checks."""
    result = _libc.syscall(_CALLS[name][_COLUMN], *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result
