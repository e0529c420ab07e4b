"""Checks of the program: what it prints, what it refuses, and how little memory it needs."""

import pytest

from grader.toolbox import Mismatch, ended_well


def printed(subject, *arguments):
    """The lines that the program prints. It ends without an error."""
    finished = subject.program("word_frequency.py", *arguments)
    ended_well(finished)
    return finished.stdout.splitlines()


def refuses(finished, name=""):
    """The program ended with an error, and a sentence says which; nothing was counted."""
    if finished.exit_code == 0:
        raise Mismatch(
            "The program ended as if all were well.",
            expected="an exit status that is not 0",
            actual="exit status 0",
            help='sys.exit("a sentence") prints the sentence on standard error, and ends with status 1.',
        )
    if "Traceback" in finished.stderr:
        raise Mismatch(
            "The program ended with a traceback, which says little to the person who typed the command.",
            expected="a sentence on standard error",
            actual=finished.stderr.strip().splitlines()[-1],
            help="Catch the exception that the last line of the traceback names.",
        )
    if finished.stdout.strip():
        raise Mismatch(
            "Something was printed on standard output, where only words and numbers belong.",
            expected="nothing on standard output",
            actual=finished.stdout.strip(),
            help='sys.exit("a sentence") prints on standard error. So does print("a sentence", file=sys.stderr).',
        )
    if not finished.stderr.strip() or name not in finished.stderr:
        raise Mismatch(
            "No sentence says what was wrong."
            if not finished.stderr.strip()
            else "The sentence does not name the file.",
            expected=f"a sentence on standard error{f' with {name} in it' * bool(name)}",
            actual=finished.stderr.strip() or "nothing",
        )


@pytest.mark.criterion("words-printed")
def test_words_are_printed_with_their_numbers(subject, rng):
    first, second, third = rng.sample(["tea", "milk", "bread", "salt"], 3)
    subject.write_text(
        "note.txt", f"{first} {second}\n{third}, {third} and... {third}\n{second}\n{third} and and and and"
    )
    lines = printed(subject, "note.txt")
    if not lines:
        raise Mismatch(
            "The program printed nothing.",
            expected="a line for each word of note.txt",
            actual="no line",
            help="Does main() print what it counts? And does the last line of the file call main()?",
        )
    assert lines == ["and 5", f"{third} 4", f"{second} 2", f"{first} 1"]


@pytest.mark.criterion("words-printed")
def test_a_number_may_have_two_digits(subject, rng):
    number = rng.randint(10, 12)
    subject.write_text("note.txt", "milk " * 9 + "tea " * number)
    assert printed(subject, "note.txt") == [f"tea {number}", "milk 9"]


@pytest.mark.criterion("top-printed")
def test_only_the_top_is_printed(subject, rng):
    words = rng.sample(["tea", "bread", "milk", "salt"], 4)
    subject.write_text("note.txt", f"{' '.join(words)}\n{' '.join(words)}\nrice rice rice water\n")
    assert printed(subject, "note.txt", "--top", "3") == ["rice 3", "bread 2", "milk 2"]
    assert printed(subject, "note.txt", "--top", "1") == ["rice 3"]
    assert printed(subject, "note.txt", "--top", "50") == printed(subject, "note.txt")


@pytest.mark.criterion("empty-file")
@pytest.mark.parametrize("text", ["", "\n", "--- !\n"])
def test_without_a_word_nothing_is_printed(subject, text):
    subject.write_text("empty.txt", text)
    assert printed(subject, "empty.txt") == []


@pytest.mark.criterion("empty-file")
def test_without_a_word_there_is_no_top(subject):
    subject.write_text("empty.txt", "")
    assert printed(subject, "empty.txt", "--top", "3") == []


@pytest.mark.criterion("file-refused")
def test_a_missing_file_is_refused(subject, rng):
    name = f"nowhere-{rng.randint(100, 999)}.txt"
    refuses(subject.program("word_frequency.py", name), name)


@pytest.mark.criterion("file-refused")
def test_a_folder_is_refused(subject, rng):
    name = f"shelf-{rng.randint(100, 999)}"
    subject.program("mkdir", name)
    refuses(subject.program("word_frequency.py", name), name)


@pytest.mark.criterion("encoding-refused")
def test_a_file_in_another_encoding_is_refused(subject, rng):
    name = f"old-{rng.randint(100, 999)}.txt"
    subject.program("python", "-c", f'open("{name}", "w", encoding="latin-1").write("tea\\ncaf\u00e9\\n")')
    refuses(subject.program("word_frequency.py", name), name)


@pytest.mark.criterion("top-refused")
@pytest.mark.parametrize("top", ["0", "-3", "many"])
def test_a_top_below_one_is_refused(subject, top):
    subject.write_text("note.txt", "tea and milk\n")
    refuses(subject.program("word_frequency.py", "note.txt", "--top", top))


def counted_in_little_memory(subject, made, counts, advice):
    """A large file is made by an expression that writes it, and counted."""
    subject.program("python", "-c", f'open("chat.txt", "w", encoding="utf-8").writelines({made})', seconds=30)
    finished = subject.program("word_frequency.py", "chat.txt", seconds=60)
    if finished.exit_code:
        raise Mismatch(
            "The program did not come to its end. chat.txt has 50 MB, and the program may use 64 MB of memory.",
            expected="exit status 0",
            actual=finished.stderr.strip().rpartition("\n")[2] or f"exit status {finished.exit_code}",
            help=advice,
        )
    assert sorted(finished.stdout.splitlines()) == sorted(f"{word} {number}" for word, number in counts.items())


@pytest.mark.criterion("large-file")
def test_a_large_file_needs_little_memory(subject, rng):
    one, other = rng.sample(["tea", "milk", "bread", "salt"], 2)
    messages, lists = rng.randint(105, 115), rng.randint(95, 104)
    made = (
        f'["amina: {one}, please! " + "\U0001f375" * 60 + "\\n"] * {messages}_000'
        f' + ["{other} " + "\U0001f375" * 60 + "\\n"] * {lists}_000'
    )
    counts = {"amina": messages * 1000, one: messages * 1000, "please": messages * 1000, other: lists * 1000}
    advice = "read(), readlines() and list(file) fetch the whole file. A loop over the file fetches one line at a time."
    counted_in_little_memory(subject, made, counts, advice)


@pytest.mark.criterion("long-line")
def test_a_large_line_needs_little_memory(subject, rng):
    times = rng.randint(125, 130)
    # A message of 123 characters: blocks of whatever size end everywhere in it.
    made = f'["breakfast, lemonade " + "\U0001f375" * 94 + " o\'clock "] * {times}_000'
    counts = dict.fromkeys(["breakfast", "lemonade", "o'clock"], times * 1000)
    advice = (
        "A loop over the file fetches a whole line, and here that is the whole file. read(100_000) fetches a block."
    )
    counted_in_little_memory(subject, made, counts, advice)
