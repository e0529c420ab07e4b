"""Tries to read and remove memory and queues that other programs of this user share."""

import ctypes
import os

import targets
from attempts import attempt, system_call, tell
from honest.person import Person as Honest

REMOVE, READ_ONLY, SHM_STAT = 0, 0o10000, 13


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        with attempt("make shared memory"):
            system_call("shmget", 0, ctypes.c_size_t(4096), 0o600)
        with attempt("list shared memory"):
            for index in range(64):
                system_call("shmctl", index, SHM_STAT, ctypes.create_string_buffer(256))
        with attempt("attach shared memory"):
            system_call("shmat", targets.SHARED_MEMORY, None, READ_ONLY)
        with attempt("remove shared memory"):
            system_call("shmctl", targets.SHARED_MEMORY, REMOVE, None)
        with attempt("remove a queue"):
            system_call("mq_unlink", targets.QUEUE.encode())
        with attempt("name a file of the shared memory folder"):
            os.listdir("/dev/shm")
        tell()
