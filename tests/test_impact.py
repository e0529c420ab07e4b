"""A change that a check cannot touch is not looked at again, and every other one is."""

from __future__ import annotations

import dataclasses

import pytest

from grader import proof
from grader.curriculum import curriculum
from grader.impact import changed_functions, safe
from grader.proof import gather, read_proofs
from grader.report import FAILED, PASSED, Report, Result

_BEFORE = '''
"""A module."""
import os

RATE = 2


def cached(function):
    return function


class Account:
    """An account."""

    def deposit(self, amount):
        """Put money in."""
        self.balance += amount

    @cached
    def history(self, most=10):
        def newest(entry):
            return entry[0]

        return sorted(self.entries, key=newest)[:most]


async def main():
    print("hello")
'''


def _changed(find: str, replace: str) -> set[str] | None:
    assert _BEFORE.count(find) == 1
    return changed_functions({"bank.py": _BEFORE.encode()}, {"bank.py": _BEFORE.replace(find, replace).encode()})


@pytest.mark.parametrize(
    ("find", "replace", "line"),
    [
        ("+= amount", "-= amount", 15),
        ("[:most]", "", 19),
        ("entry[0]", "entry[1]", 21),
        ("def newest(entry):", "def newest(entry, by=0):", 19),
        ('print("hello")', "pass", 27),
        ("        self.balance += amount", "        # a remark\n        self.balance -= amount", 15),
    ],
)
def test_a_changed_body_is_one_function(find: str, replace: str, line: int) -> None:
    assert _changed(find, replace) == {f"bank.py:{line}"}


@pytest.mark.parametrize(
    ("find", "replace"),
    [
        ("RATE = 2", "RATE = 3"),
        ("import os", "import sys"),
        ("most=10", "most=9"),
        ("    @cached\n", ""),
        ("class Account:", "class Account(dict):"),
        ("async def main", "def main"),
        ('"""Put money in."""', '"""Take money out."""'),
        ("def deposit", "def pay_in"),
        ('print("hello")', 'print("hello"'),
        ("\n\nasync def main", "\n\ndef more(): ...\n\n\nasync def main"),
    ],
)
def test_what_is_not_in_a_body_may_touch_everything(find: str, replace: str) -> None:
    assert _changed(find, replace) is None


def test_other_files_may_touch_everything() -> None:
    assert changed_functions({"a.py": b"", "notes.md": b"x"}, {"a.py": b"", "notes.md": b"y"}) is None
    assert changed_functions({"a.py": b""}, {"a.py": b"", "b.py": b""}) is None
    assert changed_functions({"a.py": b"x = 1"}, {"a.py": b"x = 1"}) == set()


def _report(reach: dict[str, list[str] | None], *, failed: str = "") -> Report:
    results = [Result(name, "", "full", 1, "failed" if name == failed else PASSED, None) for name in reach]
    return Report({}, {}, 1, {}, results, {"reach": reach})


def test_only_what_was_entered_is_graded_again() -> None:
    before = {"bank.py": _BEFORE.encode()}
    after = {"bank.py": _BEFORE.replace("+= amount", "-= amount").encode()}
    reach: dict[str, list[str] | None] = {"a": ["bank.py:15"], "b": ["bank.py:27"], "c": None, "d": []}
    assert safe(_report(reach), _report(reach), before, after) == {"b", "d"}
    assert safe(_report(reach, failed="b"), _report(reach), before, after) == {"d"}
    assert safe(_report(reach), _report(reach, failed="d"), before, after) == {"b"}
    spawning = {**before, "run.py": b"import subprocess"}
    assert safe(_report(reach), _report(reach), spawning, {**after, "run.py": b"import subprocess"}) == set()


@pytest.mark.parametrize("name", ["day03", "lab-decorators"])
def test_leaving_out_what_cannot_be_touched_finds_the_same(name: str) -> None:
    exercise = curriculum().exercise(name)
    (short,), (whole,) = gather([exercise]), gather([exercise], all_checks=True)
    for one, report in whole.changes.items():
        found = {result.id: result.outcome for result in short.changes[one].criteria}
        assert found == {result.id: result.outcome for result in report.criteria}, one
    assert short.golden == whole.golden


def test_some_of_the_others_find_what_a_fault_must_fail() -> None:
    exercise = curriculum().exercise("day03")
    (some,), (whole,) = gather([exercise], others=1), gather([exercise], all_checks=True)
    assert some.golden == whole.golden
    assert some.problems() == []
    fault = whole.proofs.faults[0].name
    graded = [sum(result.seconds > 0 for result in one.changes[fault].criteria) for one in (some, whole)]
    assert graded[0] < graded[1]


def test_what_is_set_apart_is_graded_for_the_faults_that_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = curriculum().exercise("day03")
    proofs = read_proofs(exercise)
    (apart, *_) = proofs.faults[0].catches
    monkeypatch.setattr(proof, "read_proofs", lambda _: dataclasses.replace(proofs, apart=frozenset({apart})))
    monkeypatch.setattr(proof, "_OURS", {})
    (evidence,) = gather([exercise])
    assert evidence.problems() == []
    for fault in proofs.faults:
        (result,) = (one for one in evidence.changes[fault.name].criteria if one.id == apart)
        assert (result.outcome == FAILED) == (apart in fault.catches)
        assert result.seconds > 0 or apart not in fault.catches
