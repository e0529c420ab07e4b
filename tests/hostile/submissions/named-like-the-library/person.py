"""Right: the files beside it have names of the standard library, and are meant."""

import json
import os
import random

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        print(random.pick(), json.word(), os.sep)
