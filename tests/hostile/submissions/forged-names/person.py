"""Commands and escapes stand where names belong: of a class of exceptions, and of a file."""

from pathlib import Path

from honest.person import Person as Honest

NAME = "\x1b[2J\n::error::forged\n##[error]"
Odd = type(NAME, (ValueError,), {})


class Person(Honest):
    def greet(self) -> None:
        exec(compile("raise Odd(NAME)", str(Path(__file__).with_name(NAME)), "exec"), {"Odd": Odd, "NAME": NAME})
