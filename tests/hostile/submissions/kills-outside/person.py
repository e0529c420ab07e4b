"""Tries to end, stop or slow down the grader and a bystander."""

import os
import resource
import signal

import targets
from attempts import attempt, system_call, tell
from honest.person import Person as Honest

OTHERS = {"the grader": targets.GRADER, "the parent": os.getppid(), "a bystander": targets.BYSTANDER}


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        for name, number in OTHERS.items():
            with attempt(f"kill {name}"):
                os.kill(number, signal.SIGKILL)
            with attempt(f"stop {name}"):
                os.kill(number, signal.SIGSTOP)
            with attempt(f"limit {name}"):
                resource.prlimit(number, resource.RLIMIT_CPU, (1, 1))
            with attempt(f"slow down {name}"):
                os.setpriority(os.PRIO_PROCESS, number, 19)
        with attempt("kill the grader's group"):
            os.killpg(os.getpgid(targets.GRADER), signal.SIGKILL)
        with attempt("kill by a file that stands for a process"):
            system_call("pidfd_send_signal", os.pidfd_open(targets.BYSTANDER), 9, None, 0)
        tell()
