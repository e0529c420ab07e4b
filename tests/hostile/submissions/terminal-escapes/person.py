"""Prints what a terminal or a CI system would obey, and raises it."""

from honest.person import Person as Honest

CLEAR, TITLE, HIDDEN, BELL, BACK = "\x1b[2J\x1b[H", "\x1b]0;graded\x07", "\x1b[8m", "\x07", "\r"
ONE_BYTE, RIGHT_TO_LEFT, SEPARATOR = "\x9b2J", "\u202e", "\u2028"
COMMANDS = [
    "::error file=person.py,line=1::forged",
    "  ::set-output name=passed::true",
    "\u00a0::notice::forged",
    "::add-mask::hello",
    "##[error]forged",
    "##vso[task.complete result=Succeeded;]",
    "##teamcity[testFinished name='forged']",
    "section_start:0:forged\r\x1b[0K",
    "✓ person-greets          greet() prints a greeting",
]


class Person(Honest):
    def greet(self) -> None:
        print(CLEAR + TITLE + HIDDEN + BELL + "all passed" + BACK + ONE_BYTE + RIGHT_TO_LEFT + SEPARATOR)
        print("\n".join(COMMANDS))
        raise ValueError("\n".join([CLEAR, *COMMANDS]))
