"""Checks of open.sh, with the door of the starter."""

import pytest

from grader.toolbox import Mismatch, ended_well

RIGHT, WRONG = "coral", "pebble"
OPENS, SHUT = "The door opens.", "The door stays shut."
ADVICE = {
    OPENS: "The lantern is lit only for the command that stands behind LANTERN=lit in the same line.",
    SHUT: 'Give the door the word that the script was given, as it came: "$1", with the quotes.',
}


@pytest.fixture
def script(subject):
    """The learner's script; the door must be the one that the starter has."""
    subject.submitted_text("open.sh")
    subject.submitted_text("door.py")


@pytest.fixture
def door(subject, script):
    """A function that runs open.sh with a word."""

    def knock(word):
        return subject.program("sh", "open.sh", word)

    return knock


def insist_on(shown, sentence):
    if sentence not in shown.stdout:
        raise Mismatch(
            "open.sh does not show what the door says.",
            expected=sentence,
            actual=shown.output.strip() or "nothing",
            help=ADVICE[sentence],
        )


@pytest.mark.criterion("door-opened")
def test_the_right_word_opens_the_door(door):
    shown = door(RIGHT)
    insist_on(shown, OPENS)
    ended_well(shown)


@pytest.mark.criterion("door-opened")
@pytest.mark.parametrize("word", [WRONG, "coral reef", "two words", "coral "])
def test_another_word_does_not(door, word):
    insist_on(door(word), SHUT)


@pytest.mark.criterion("door-opened")
def test_the_door_is_the_one_of_the_starter(subject, script):
    dark = subject.program("python3", "door.py", RIGHT)
    shut = subject.program("python3", "door.py", WRONG, env={"LANTERN": "lit"})
    if (dark.exit_code, shut.exit_code) != (4, 3):
        raise Mismatch(
            "door.py is not as it was.",
            expected="the exit status 4 in the dark, and 3 with a wrong word",
            actual=f"{dark.exit_code} and {shut.exit_code}",
            help="Take it from the starter again: `make reset lab=terminal` keeps what you have in a backup.",
        )


@pytest.mark.criterion("status-passed-on")
def test_the_exit_status_is_the_doors(door):
    shown = door(WRONG)
    if shown.exit_code != 3:
        raise Mismatch("The exit status is not the door's.", expected="3", actual=str(shown.exit_code))
    ended_well(door(RIGHT))


@pytest.mark.criterion("visits-logged")
def test_every_visit_is_added_to_the_log(subject, door):
    if subject.exists("door.log"):
        subject.program("mv", "door.log", "door.log.old")
    insist_on(door(RIGHT), OPENS)
    insist_on(door(WRONG), SHUT)
    if not subject.exists("door.log"):
        raise Mismatch("open.sh has not written door.log.", expected="a file door.log", actual="no such file")
    lines = [line for line in subject.read_text("door.log").splitlines() if line]
    if lines != [OPENS, SHUT]:
        raise Mismatch(
            "door.log does not hold what the door said on two visits.",
            expected=f"{OPENS} {SHUT}",
            actual=" ".join(lines) or "nothing",
        )
