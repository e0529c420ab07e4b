"""Tries to change modes, owners, times and attributes of files outside; some of these calls only pretend to work."""

import array
import ctypes
import fcntl
import os
import sys

import targets
from attempts import attempt, system_call, tell
from honest.person import Person as Honest

FILE = f"{targets.OUTSIDE}/open-to-all.txt"
PATH = FILE.encode()
GET_FLAGS, SET_FLAGS, NO_DUMP = 0x80086601, 0x40086602, 0x40


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        with attempt("mode"):
            os.chmod(FILE, 0o777)
        with attempt("owner"):
            os.chown(FILE, 1234, 1234)
        with attempt("times"):
            os.utime(FILE, (0, 0))
        with attempt("attribute"):
            os.setxattr(FILE, "user.hostile", b"x")
        with attempt("attribute, by a newer call"):
            set_attribute()
        with attempt("flags, by a newer call"):
            system_call("file_setattr", -100, PATH, bytes(24), ctypes.c_size_t(24), 0)
        with attempt("flags of an interpreter's file"):
            set_flags(os.__file__)
        with attempt("attribute of an interpreter's file"):
            os.setxattr(os.__file__, "user.hostile", b"x")
        with attempt("times of an interpreter's file"):
            os.utime(sys.executable, (0, 0))
        tell()


def set_attribute() -> None:
    value = ctypes.create_string_buffer(b"x", 1)
    arguments = (ctypes.c_uint64 * 2)(ctypes.addressof(value), 1)
    system_call("setxattrat", -100, PATH, 0, b"user.hostile", arguments, ctypes.c_size_t(16))


def set_flags(path: str) -> None:
    with open(path, "rb") as file:
        flags = array.array("L", [0])
        fcntl.ioctl(file, GET_FLAGS, flags)
        fcntl.ioctl(file, SET_FLAGS, flags)
