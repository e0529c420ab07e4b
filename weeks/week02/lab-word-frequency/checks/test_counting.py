"""Checks of the functions: what a word is, how words are counted, and in which order they come."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def count_words(subject):
    return subject.module("word_frequency").count_words


@pytest.fixture
def top_words(subject):
    return subject.module("word_frequency").top_words


@pytest.mark.criterion("words-counted")
def test_words_are_counted(count_words, rng):
    tea, milk = rng.sample(range(2, 6), 2)
    lines = ["tea, " * tea + "\n", "milk " * milk + "and bread.\n", "\n", "(tea)"]
    assert count_words(lines) == {"tea": tea + 1, "milk": milk, "and": 1, "bread": 1}


@pytest.mark.criterion("words-counted")
def test_no_line_has_no_word(count_words):
    assert count_words([]) == {}


@pytest.mark.criterion("words-counted")
def test_every_call_begins_anew(count_words):
    count_words(["tea\n"])
    assert count_words(["tea milk\n"]) == {"tea": 1, "milk": 1}


@pytest.mark.criterion("signs-left-out")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("well-known, snake_case\n", ["well", "known", "snake", "case"]),
        ("24 teas at 9h for 3.50\n", ["teas", "at", "h", "for"]),
        ("tea+milk=good \u2014 or/and [bread]\n", ["tea", "milk", "good", "or", "and", "bread"]),
    ],
)
def test_only_letters_make_a_word(count_words, line, words):
    assert count_words([line]) == dict.fromkeys(words, 1)


@pytest.mark.criterion("case-folded")
@pytest.mark.parametrize(
    ("line", "counts"),
    [("Tea TEA tea\n", {"tea": 3}), ("Stra\u00dfe STRASSE\n", {"strasse": 2})],
)
def test_capitals_make_no_difference(count_words, line, counts):
    assert count_words([line]) == counts


@pytest.mark.criterion("alphabets-known")
@pytest.mark.parametrize("word", ["caf\u00e9", "\u0447\u0430\u0439", "\u03bd\u03b5\u03c1\u03cc", "\u0634\u0627\u064a"])
def test_letters_of_every_alphabet_are_letters(subject, count_words, word):
    assert count_words([f"({word}) {word}!\n"]) == {word: 2}


@pytest.mark.criterion("alphabets-known")
def test_a_file_may_be_in_any_alphabet(subject, rng):
    word = rng.choice(["\u0447\u0430\u0439", "caf\u00e9", "\u03bd\u03b5\u03c1\u03cc"])
    subject.write_text("note.txt", f"{word} tea {word}\n")
    assert subject.program("word_frequency.py", "note.txt").stdout.splitlines() == [f"{word} 2", "tea 1"]


@pytest.mark.criterion("apostrophes-inside")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("don't, o'clock: rock'n'roll\n", ["don't", "o'clock", "rock'n'roll"]),
        ("'tea' and the dogs' milk '\n", ["tea", "and", "the", "dogs", "milk"]),
        ("the 80's\n", ["the", "s"]),
    ],
)
def test_an_apostrophe_stands_between_letters(count_words, line, words):
    assert count_words([line]) == dict.fromkeys(words, 1)


@pytest.mark.criterion("typeset-apostrophes")
def test_both_apostrophes_are_the_same(count_words):
    assert count_words(["don\u2019t don't\n", "\u2018tea\u2019\n"]) == {"don't": 2, "tea": 1}


@pytest.mark.criterion("lines-lazy")
def test_lines_come_from_a_generator(subject, count_words):
    lines = subject.evaluate('(line for line in ["tea\\n", "milk tea\\n"])')
    assert count_words(lines) == {"tea": 2, "milk": 1}


@pytest.mark.criterion("lines-lazy")
def test_no_line_is_kept(subject, count_words):
    memory_for = subject.define("""
        import tracemalloc

        def memory_for(function):
            lines = ("tea and milk\\n" * (number % 5) for number in range(8_000))
            tracemalloc.start()
            function(lines)
            return tracemalloc.get_traced_memory()[1] // 1000
    """)
    needed = memory_for(count_words)
    if needed > 300:
        raise Mismatch(
            "count_words() keeps the lines, or all their words, while it counts.",
            expected="at most 300 KB of memory for 8,000 lines",
            actual=f"{needed} KB",
            help="Count the words of one line, then forget that line. A list of everything is not needed.",
        )


@pytest.mark.criterion("top-ordered")
def test_the_most_frequent_words_come_first(top_words, rng):
    numbers = rng.sample(range(8, 14), 4)
    counts = dict(zip(["milk", "tea", "bread", "salt"], numbers, strict=True))
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    assert top_words(counts, 2) == ordered[:2]
    assert top_words(counts, 4) == ordered
    assert top_words(counts, 9) == ordered


@pytest.mark.criterion("top-ordered")
def test_words_with_the_same_number_come_alphabetically(top_words, rng):
    words = rng.sample(["tea", "bread", "milk", "salt"], 4)
    counts = {"water": 1, **dict.fromkeys(words, 3), "rice": 7}
    assert top_words(counts, 3) == [("rice", 7), ("bread", 3), ("milk", 3)]


@pytest.mark.criterion("top-ordered")
def test_no_word_has_no_top(top_words):
    assert top_words({}, 3) == []
