"""Checks of day 4: the demonstration, and the words that explain the design."""

import ast
import io
import re
import tokenize

import pytest

from grader.toolbox import Mismatch, ended_well


@pytest.fixture
def explanations(subject):
    """All docstrings and comments of the learner's file."""
    subject.module("bank_system_v2")
    source = subject.submitted_text("bank_system_v2.py")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    alone = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr)]
    texts = [str(value.value) for value in alone if isinstance(value, ast.Constant)]
    return "\n".join([*comments, *texts])


@pytest.mark.criterion("demonstration-runs")
def test_the_demonstration_shows_two_kinds_of_account(subject):
    shown = subject.program("bank_system_v2.py")
    ended_well(shown)
    missing = [word for word in ("saving", "checking", "deposit", "withdraw") if word not in shown.stdout.lower()]
    if missing:
        raise Mismatch(
            "The demonstration does not show everything.",
            expected="the words savings, checking, deposit and withdraw in what it prints",
            actual=f"nothing with {' or '.join(missing)}",
            help="Print the kind of each account, and each transaction of its history with its kind and amount.",
        )
    rare = [word for word in ("deposit", "withdraw") if shown.stdout.lower().count(word) < 2]
    if rare:
        raise Mismatch(
            "The demonstration does not show a deposit and a withdrawal on both accounts.",
            expected=f"the word {rare[0]} at least twice, once for each account",
            actual=f"{rare[0]} once",
            help="Make a deposit and a withdrawal on both accounts. Then print the transactions of both.",
        )
    numbers = re.findall(r"\d+(?:[.,]\d+)*", shown.stdout)
    if len(numbers) < 6:
        raise Mismatch(
            "The demonstration is too short to show two accounts with their transactions.",
            expected="at least 6 numbers: for each account a balance, a deposit and a withdrawal",
            actual=f"{len(numbers)} numbers",
            help="Print each transaction with its kind and its amount.",
        )


@pytest.mark.criterion("demonstration-runs")
def test_importing_runs_no_demonstration(subject):
    shown = subject.program("python", "-c", "import bank_system_v2")
    ended_well(shown)
    if shown.stdout:
        raise Mismatch(
            "Importing the file ran the demonstration.",
            expected="nothing is printed",
            actual=repr(shown.stdout.splitlines()[0]),
            help='The demonstration belongs under the line if __name__ == "__main__":',
        )


@pytest.mark.criterion("patterns-explained")
@pytest.mark.parametrize("word", ["inheritance", "composition"])
def test_both_patterns_are_spoken_of(explanations, word):
    if word[:6] not in explanations.lower():
        raise Mismatch(
            f"No docstring and no comment speaks of {word}.",
            expected=f"the word {word} in a docstring or a comment",
            actual="it is in none of them",
            help="The name of a variable or a printed text does not count.",
        )
