"""A system-call filter for what Landlock leaves open: sockets, tracing, other processes, the machine itself."""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct

from grader.subject import syscalls

# Refused outright: nothing a program of this course needs, much that reaches beyond it.
_REFUSED = """
    acct add_key bpf chroot clock_settime delete_module file_setattr finit_module init_module io_uring_setup kcmp
    kexec_file_load kexec_load keyctl memfd_create mount mount_setattr move_mount mq_open msgctl msgget msgrcv msgsnd
    open_by_handle_at open_tree perf_event_open personality pidfd_getfd pivot_root process_vm_readv
    process_vm_writev ptrace quotactl reboot removexattrat request_key semctl semget semop setdomainname
    sethostname setns settimeofday setxattrat shmat shmctl shmget swapoff swapon syslog umount2 unshare userfaultfd
""".split()
# Landlock does not govern owners, modes, times and attributes of files. These calls succeed and do
# nothing, so that `shutil.copy` and its like still work on the program's own files.
_IGNORED = """
    chmod chown fchmod fchmodat fchmodat2 fchown fchownat fremovexattr fsetxattr futimesat lchown lremovexattr
    lsetxattr removexattr setxattr utime utimes
""".split()
# Allowed on oneself (first argument 0), refused on any other process.
_ON_ITSELF = ("prlimit64", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler")
# The second argument names the process; 0 is oneself.
_SECOND_ITSELF = ("setpriority", "ioprio_set")

_AUDIT_ARCH = 0xC000003E if platform.machine() == "x86_64" else 0xC00000B7
_LOAD, _EQUAL, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE, _PRETEND = 0x00050000 | errno.EPERM, 0x00050000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
_ANY_BIT, _NO_SUCH_CALL = 0x45, 0x00050000 | errno.ENOSYS
_STREAM_MASK = 0xF
_NEW_NAMESPACES = 0x7E020000
# Flags and attributes of files: chattr and its like.
_FILE_COMMANDS = (0x40086602, 0x40046602, 0x401C5820)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def _op(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _argument(index: int) -> int:
    return _ARGUMENTS + 8 * index


def _unless_zero(index: int) -> list[bytes]:
    """Refuse the call unless its argument is 0; leaves the number loaded otherwise."""
    return [
        _op(_LOAD, _argument(index)),
        _op(_EQUAL, 0, yes=1),
        _op(_RETURN, _REFUSE),
        _op(_RETURN, _ALLOW),
    ]


def _tcp_only() -> list[bytes]:
    """Allow a socket that is TCP over IPv4 or IPv6; Landlock then decides about the port."""
    return [
        _op(_LOAD, _argument(0)),
        _op(_EQUAL, socket.AF_INET, yes=2),
        _op(_EQUAL, socket.AF_INET6, yes=1),
        _op(_RETURN, _REFUSE),
        _op(_LOAD, _argument(1)),
        _op(_AND, _STREAM_MASK),
        _op(_EQUAL, socket.SOCK_STREAM, yes=1),
        _op(_RETURN, _REFUSE),
        _op(_RETURN, _ALLOW),
    ]


def _stream_pair() -> list[bytes]:
    """Allow a pair of connected stream sockets; from a pair of datagram sockets one could write to any other."""
    return [
        _op(_LOAD, _argument(1)),
        _op(_AND, _STREAM_MASK),
        _op(_EQUAL, socket.SOCK_STREAM, yes=1),
        _op(_RETURN, _REFUSE),
        _op(_RETURN, _ALLOW),
    ]


def _old_namespaces() -> list[bytes]:
    """Allow new processes and threads, but none with namespaces of its own."""
    return [
        _op(_LOAD, _argument(0)),
        _op(_ANY_BIT, _NEW_NAMESPACES, no=1),
        _op(_RETURN, _REFUSE),
        _op(_RETURN, _ALLOW),
    ]


def _no_file_commands() -> list[bytes]:
    compare = [part for value in _FILE_COMMANDS for part in (_op(_EQUAL, value, no=1), _op(_RETURN, _REFUSE))]
    return [_op(_LOAD, _argument(1)), *compare, _op(_RETURN, _ALLOW)]


def _times() -> list[bytes]:
    """Setting a file's times succeeds and does nothing. Without times it is refused: `touch` then opens the file."""
    return [
        _op(_LOAD, _argument(2)),
        _op(_EQUAL, 0, no=1),
        _op(_RETURN, _REFUSE),
        _op(_RETURN, _PRETEND),
    ]


def compile_filter(tcp: bool) -> bytes:
    """The filter as a program of the kernel's packet-filter machine."""
    program = [_op(_LOAD, _ARCH), _op(_EQUAL, _AUDIT_ARCH, yes=1), _op(_RETURN, _KILL), _op(_LOAD, _NUMBER)]
    if platform.machine() == "x86_64":  # the x32 numbers would slip past the comparisons
        program += [_op(_AT_LEAST, 0x40000000, no=1), _op(_RETURN, _REFUSE)]
    bodies: list[tuple[str, list[bytes]]] = [(name, [_op(_RETURN, _REFUSE)]) for name in _REFUSED]
    bodies += [(name, [_op(_RETURN, _PRETEND)]) for name in _IGNORED]
    bodies += [(name, _unless_zero(0)) for name in _ON_ITSELF]
    bodies += [(name, _unless_zero(1)) for name in _SECOND_ITSELF]
    bodies += [("socket", _tcp_only() if tcp else [_op(_RETURN, _REFUSE)])]
    bodies += [("socketpair", _stream_pair()), ("clone", _old_namespaces()), ("ioctl", _no_file_commands())]
    bodies += [("utimensat", _times())]
    bodies += [("clone3", [_op(_RETURN, _NO_SUCH_CALL)])]  # its flags cannot be read here; libc then uses clone
    for name, body in bodies:
        number = syscalls.number(name)
        if number is not None:
            program += [_op(_EQUAL, number, no=len(body)), *body]
    return b"".join([*program, _op(_RETURN, _ALLOW)])


def install(program: bytes) -> None:
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    whole = _Program(len(program) // 8, program)
    syscalls.prctl(syscalls.PR_SET_SECCOMP, 2, ctypes.byref(whole))
