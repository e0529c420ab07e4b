"""greet() has set an alarm, and nothing that answers it."""

import signal

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        signal.pause()
