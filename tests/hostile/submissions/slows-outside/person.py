"""Tries to move, trace, copy files of and slow down processes that are not its own."""

import os

import targets
from attempts import attempt, system_call, tell
from honest.person import Person as Honest

ATTACH, OWN_USER = 16, 3


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        with attempt("trace a bystander"):
            system_call("ptrace", ATTACH, targets.BYSTANDER, None, None)
        with attempt("take an open file of the parent"):
            system_call("pidfd_getfd", os.pidfd_open(os.getppid()), 0, 0)
        with attempt("read the memory of the parent"):
            system_call("process_vm_readv", os.getppid(), None, 0, None, 0, 0)
        with attempt("move a bystander to another processor"):
            os.sched_setaffinity(targets.BYSTANDER, {0})
        with attempt("make a bystander wait for all others"):
            os.sched_setscheduler(targets.BYSTANDER, os.SCHED_IDLE, os.sched_param(0))
        with attempt("slow down every process of this user"):
            os.setpriority(os.PRIO_USER, 0, 0)
        with attempt("slow down the disk for every process of this user"):
            system_call("ioprio_set", OWN_USER, 0, 0)
        tell()
