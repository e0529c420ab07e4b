"""greet() leaves a daemon behind: two forks, a session of its own, no file open, far from its folder."""

import os
import signal

from honest.person import Person as Honest


def become_daemon() -> None:
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    os.chdir("/")
    os.closerange(0, 512)
    while True:
        signal.pause()


class Person(Honest):
    def greet(self) -> None:
        become_daemon()
        super().greet()
