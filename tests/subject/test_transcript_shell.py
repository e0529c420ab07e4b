"""Lines of a transcript that are for a shell: commands, and files made and read."""

from __future__ import annotations

import contextlib
import itertools
import subprocess
from pathlib import Path

import pytest

from grader.subject.ignition import clean_environment
from grader.subject.shellwords import quoted, shell

from .conftest import SubjectOf

_CAT = "import os, sys\nprint(sys.argv[1:], os.environ.get('NAME'), repr(sys.stdin.read()))\n"


def _shell_says(folder: Path, line: str) -> str:
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=clean_environment(), capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(
    "arguments, stdin, name",
    [
        ([], "", "plain"),
        (["add", "Buy milk", "--now"], "", "plain"),
        (["it's", 'a "quote"', "$HOME", "`x`", "*", "", "a\\b", "é"], "", "it's $HOME"),
        ([], "one\ntwo\n", "plain"),
        ([], 'it\'s "both" $HOME `x`', "plain"),
        ([], "100%\n", "plain"),
        ([], "%d items\n", "plain"),
        ([], "a\\tb\\\\c\n", "plain"),
        ([], "-n\n", "plain"),
    ],
)
def test_a_command_can_be_typed_into_a_shell(
    subject_of: SubjectOf, tmp_path: Path, arguments: list[str], stdin: str, name: str
) -> None:
    subject = subject_of({"main.py": _CAT})
    finished = subject.program("main.py", *arguments, stdin=stdin, env={"NAME": name})
    (asked, answered) = subject.transcript.lines()
    assert asked.text.startswith("$ ")
    (tmp_path / "main.py").write_text(_CAT)
    assert _shell_says(tmp_path, asked.text[2:]) == finished.stdout == f"{answered.text}\n"


@pytest.mark.parametrize(
    "name, text",
    [
        ("a.txt", "plain"),
        pytest.param("a.txt", "one\ntwo\n", id="lines"),
        ("a b.txt", "x"),
        ("a.txt", 'it\'s "both"'),
        ("a.txt", "$HOME it's"),
        ("a.txt", "100%"),
    ],
)
def test_a_file_of_the_check_can_be_made_in_a_shell(
    subject_of: SubjectOf, tmp_path: Path, name: str, text: str
) -> None:
    subject = subject_of({})
    subject.write_text(name, text)
    (asked,) = subject.transcript.lines()
    with contextlib.suppress(subprocess.CalledProcessError):
        _shell_says(tmp_path, asked.text[2:])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {name: text}


def test_reading_a_file_is_a_command_too(subject_of: SubjectOf) -> None:
    subject = subject_of({"a b.txt": "one\ntwo\n"})
    subject.read_text("a b.txt")
    assert [line.text for line in subject.transcript.lines()] == ["$ cat 'a b.txt'", "one", "two"]


def test_a_failing_command_shows_what_it_said_and_its_status(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(3)"})
    subject.program("main.py")
    assert [(line.kind, line.text) for line in subject.transcript.lines()] == [
        ("in", "$ python main.py"),
        ("out", "out"),
        ("err", "err"),
        ("err", "(exit status 3)"),
    ]


def test_a_command_may_be_shown_shorter_than_it_is(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": ""})
    subject.program("python", "-X", "dev", "main.py", shown=["python", "main.py"])
    assert [line.text for line in subject.transcript.lines()] == ["$ python main.py"]


def test_words_of_a_command_are_quoted_where_a_shell_needs_it() -> None:
    assert shell(["python", "a b.py", "x"]) == "python 'a b.py' x"
    assert shell(["ls"], env={"A": "1 2"}) == "A='1 2' ls"
    assert shell(["cat"], stdin="a\nb") == "printf 'a\\nb' | cat"
    assert shell("cat *", stdin="it's") == """printf "it's" | cat *"""


@pytest.mark.parametrize(
    "word, line",
    [
        ("plain", "plain"),
        ("two words", "'two words'"),
        ("it's", '"it\'s"'),
        ('{"a": 1}', """'{"a": 1}'"""),
        ("it's \\n $5", '"it\'s \\n \\$5"'),
        ("it's here!", """'it'"'"'s here!'"""),
        ("""print("a", "b", sep='')""", '"print(\\"a\\", \\"b\\", sep=\'\')"'),
    ],
)
def test_words_are_in_the_quotes_that_disturb_them_less(word: str, line: str) -> None:
    assert quoted(word) == line


def test_a_shell_reads_the_word_that_was_quoted(tmp_path: Path) -> None:
    words = ["".join(signs) for signs in itertools.product("'\"$`\\!n\n", repeat=3)]
    script = "".join(f"printf '%s\\0' {quoted(word)}\n" for word in words)
    assert _shell_says(tmp_path, script).split("\0")[:-1] == words
