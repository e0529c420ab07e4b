"""Checks of the program: what it reads, and what it prints at the end."""

import re

import pytest

from grader.toolbox import Mismatch, ended_well


def asked(subject, *lines):
    """What the program prints when these lines are typed, with an empty line after them."""
    shown = subject.program("basics.py", stdin="\n".join([*lines, "", ""]))
    if "EOFError" in shown.stderr:
        raise Mismatch(
            "The program reads on after the empty line.",
            expected="no input() after an empty line",
            actual="one more input(), when nothing was left to read",
            help="An empty line is the text with nothing in it. Leave the loop when input() returns it.",
        )
    ended_well(shown)
    return shown.stdout


def numbers_after(word, printed):
    """The numbers that stand behind a word, on the same line."""
    lines = re.findall(rf"{word}(.*)", printed, re.IGNORECASE)
    return [number for line in lines for number in re.findall(r"-?\d+(?:\.\d+)?", line.replace(",", ""))]


def shows(printed, **wanted):
    for word, number in wanted.items():
        found = numbers_after(word, printed)
        if number not in found:
            raise Mismatch(
                f"The program does not print the {word}.",
                expected=f"a line with the word {word}, and {number} behind it",
                actual=f"behind this word: {', '.join(found) or 'no number'}",
                help='The form .2f writes two digits after the point: print(f"Weight: {weight:.2f}")',
            )


@pytest.mark.criterion("program-sums")
def test_the_sum_and_the_average_are_printed(subject, rng):
    count = rng.choice([2, 4, 5])
    cents = [20 * number for number in rng.sample(range(3, 400), count)]
    printed = asked(subject, *[f"{number / 100:.2f}" for number in cents])
    shows(printed, sum=f"{sum(cents) / 100:.2f}", average=f"{sum(cents) / count / 100:.2f}")


@pytest.mark.criterion("program-sums")
def test_numbers_are_printed_with_two_digits(subject):
    shows(asked(subject, "10", "10", "11"), sum="31.00", average="10.33")


@pytest.mark.criterion("program-sums")
def test_an_empty_line_is_the_end(subject):
    shows(asked(subject, "4", "6", "", "200"), sum="10.00", average="5.00")


@pytest.mark.criterion("program-sums")
def test_zero_is_a_price(subject):
    shows(asked(subject, "0", "3"), sum="3.00", average="1.50")


@pytest.mark.criterion("program-empty")
def test_no_price_at_all_is_no_error(subject):
    with_a_price, without = asked(subject, "5"), asked(subject)
    if with_a_price.startswith(without.rstrip()):
        raise Mismatch(
            "Without a price, the program ends and says nothing about it.",
            expected="a sentence that there were no prices",
            actual=f"only {without.strip()!r}, as in every run" if without.strip() else "nothing is printed",
        )


@pytest.mark.criterion("program-skips")
def test_a_line_that_is_no_number_does_not_count(subject, rng):
    low, high = sorted(rng.sample(range(2, 90), 2))
    printed = asked(subject, str(low), "tea", str(high), "3 EUR")
    shows(printed, sum=f"{low + high:.2f}", average=f"{(low + high) / 2:.2f}")


@pytest.mark.criterion("program-skips")
def test_other_lines_alone_are_no_prices(subject):
    asked(subject, "tea", "bread")


@pytest.mark.criterion("import-quiet")
def test_importing_runs_no_program(subject):
    subject.submitted_text("basics.py")
    shown = subject.program("python", "-c", "import basics")
    if "EOFError" in shown.stderr:
        raise Mismatch(
            "Importing basics asks for input.",
            expected="no input()",
            actual="an input(), while the file was imported",
            help='Call main() only under the line if __name__ == "__main__":',
        )
    ended_well(shown)
    if shown.stdout:
        raise Mismatch(
            "Importing basics prints something.",
            expected="nothing is printed",
            actual=repr(shown.stdout),
            help="A print() at the left edge of the file runs on import too.",
        )
