"""Tries to get a world of its own: users, files, processes or a network in which it would be the master."""

import ctypes
import os
import signal

from attempts import attempt, system_call, tell
from honest.person import Person as Honest

NAMESPACES = {"users": 0x10000000, "files": 0x00020000, "processes": 0x20000000, "a network": 0x40000000}


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        for name, flag in NAMESPACES.items():
            with attempt(f"{name} of one's own"):
                system_call("unshare", flag)
            with attempt(f"a process with {name} of its own"):
                leave_if_new(system_call("clone", flag | NAMESPACES["users"] | signal.SIGCHLD, None, None, None, None))
        with attempt("a process with users of its own, by a newer call"):
            arguments = (ctypes.c_uint64 * 8)(NAMESPACES["users"], 0, 0, 0, signal.SIGCHLD)
            leave_if_new(system_call("clone3", arguments, ctypes.c_size_t(64)))
        with attempt("another root"):
            os.chroot(".")
        tell()


def leave_if_new(number: int) -> None:
    if number == 0:
        os._exit(0)
    os.waitpid(number, 0)
