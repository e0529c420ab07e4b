"""greet() answers no signal, catches every exception, and goes on."""

import signal
import time

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        while True:
            try:
                time.sleep(3600)
            except BaseException:
                continue
