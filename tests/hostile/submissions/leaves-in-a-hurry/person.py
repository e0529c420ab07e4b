"""The process ends on its own, by a thread, while greet() is still at work."""

import os
import threading

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        threading.Timer(0.05, os._exit, (0,)).start()
        threading.Event().wait()
