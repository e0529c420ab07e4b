"""Checks of the hunt: what was found, saved, copied and moved."""

import re

import pytest

from grader.toolbox import Mismatch

HIDDEN = "the name of the hidden file in island/village"
WORD = "the word in that file"
COUNT = "how many files in island/beach end in .txt"
GOLD = "the file in island/beach that has the word gold in it"
CHEST = "the path of chest.txt, beginning with island/"
DARK = "the exit status of python3 door.py in the dark"
WRONG = "the exit status of LANTERN=lit python3 door.py pebble"

MAP = "A village, a beach, and cliffs in the north.\nWho seeks a chest looks into every folder.\n"
ROPE = "Forty metres of rope.\n"


@pytest.fixture
def answer(subject):
    """A function that gives what is written after a question in answers.txt."""
    lines = subject.submitted_text("answers.txt").splitlines()
    pairs = [line.partition(":") for line in lines if not line.startswith("#")]
    given = {" ".join(question.split()): text.strip() for question, _, text in pairs}

    def find(question):
        if question not in given:
            raise Mismatch(
                f"The line '{question}:' is missing in answers.txt.",
                expected="the questions of the starter, as they are",
                actual="a file without this one",
            )
        if not given[question]:
            raise Mismatch(f"Nothing is written after '{question}:'.", expected="your answer", actual="nothing")
        return given[question]

    return find


def insist(question, given, right, advice):
    if given != right:
        raise Mismatch(f"This is not right: {question}.", expected="what is there", actual=given, help=advice)


@pytest.mark.criterion("hidden-found")
def test_the_hidden_file_is_found(answer):
    insist(HIDDEN, answer(HIDDEN).removeprefix("island/village/"), ".password", "Its name begins with a dot.")
    insist(WORD, answer(WORD), "coral", "Show the file with cat, and write down the word as it stands there.")


@pytest.mark.criterion("chest-found")
def test_the_chest_is_found(answer):
    path = answer(CHEST).removeprefix("./")
    insist(CHEST, path, "island/north/cliff/cave/chest.txt", "Write every folder on the way, with / between them.")


@pytest.mark.criterion("files-counted")
def test_the_files_are_counted(answer):
    insist(COUNT, answer(COUNT), "12", "Not every file on the beach ends in .txt.")


@pytest.mark.criterion("gold-found")
def test_the_gold_is_found(answer):
    name = answer(GOLD).removeprefix("./").removeprefix("island/beach/")
    insist(GOLD, name, "shell-07.txt", "Write the name of the file, with its ending.")


@pytest.mark.criterion("exit-status-read")
def test_both_exit_statuses_are_known(answer):
    insist(DARK, answer(DARK), "4", "In the dark means: without LANTERN.")
    insist(WRONG, answer(WRONG), "3", "A second `echo $?` shows the status of the first one, which is 0.")


@pytest.mark.criterion("version-saved")
def test_the_version_is_saved(subject):
    text = subject.submitted_text("version.txt")
    if not re.fullmatch(r"Python 3\.\d+\.\d+\S*\s*", text):
        raise Mismatch(
            "version.txt does not hold the line that python3 --version prints.",
            expected="one line such as Python 3.12.4",
            actual=repr(text),
        )


@pytest.mark.criterion("camp-made")
def test_the_map_is_copied(subject):
    for path in ("camp/map.txt", "island/map.txt"):
        if subject.submitted_text(path) != MAP:
            raise Mismatch(f"{path} is not the map.", expected=repr(MAP), actual=repr(subject.submitted_text(path)))


@pytest.mark.criterion("camp-made")
def test_the_rope_is_moved(subject):
    if subject.submitted_text("camp/rope") != ROPE:
        raise Mismatch("camp/rope is not the rope.", expected=repr(ROPE), actual="another text")
    if subject.exists("island/beach/rope"):
        raise Mismatch(
            "The rope is in the camp, but it is still on the beach as well.",
            expected="no file island/beach/rope",
            actual="it is there",
            help="It was copied. Take the first one away, or move it.",
        )
