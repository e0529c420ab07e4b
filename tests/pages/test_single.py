"""One report as a file of its own: whole, readable, and nothing in it that a browser would obey."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from render.making import HOSTILE, faulty, hostile, judged, sample

from grader.pages.single import single, together
from grader.render.text import harmless

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def test_it_shows_what_was_asked_what_came_and_the_line_of_code() -> None:
    text = _soup(single(judged())).get_text(" ", strip=True)
    for part in (
        ">>> account.get_balance()",
        "expected 100.0",
        "came -50.0",
        "bank_system.py:14 self.balance -= amount",
    ):
        assert part in text


def test_every_outcome_is_told_in_words_and_not_by_colour_alone() -> None:
    text = " ".join(_soup(single(judged())).get_text(" ").split())
    for part in (
        "✗ What",
        "does not hold",
        "3 hold",
        "1 skipped",
        "skipped: needs overdraw-refused",
        "Awaits a person.",
    ):
        assert part in text


def test_a_fault_of_the_grader_is_not_the_learners() -> None:
    text = _soup(single(faulty())).get_text()
    assert "The work is not at fault" in text
    assert "Traceback" not in text


def test_it_needs_no_other_file_and_allows_none() -> None:
    page = single(sample())
    soup = _soup(page)
    assert not soup.find_all(["script", "link", "img", "iframe", "object", "form", "base"])
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    digest = base64.b64encode(hashlib.sha256(soup.style.string.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "http://" not in page.replace("http://127.0.0.1", "")


def test_it_reads_the_report_and_nothing_else() -> None:
    script = "import sys, grader.pages.single; print(*(name for name in sys.modules if name.startswith('grader.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.split(".")[1] in ("subject", "grading", "curriculum", "cohort")]


def test_what_holds_can_be_replayed_as_well() -> None:
    given = judged()
    given.criteria[0].transcript = [{"kind": "in", "text": ">>> account.owner"}, {"kind": "out", "text": "'Amina'"}]
    assert ">>> account.owner\n'Amina'" in _soup(single(given)).find("details").get_text()


def test_a_few_reports_stand_on_one_page() -> None:
    assert len(_soup(together([judged(), faulty()])).find_all("section")) == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_hostile_becomes_markup(name: str) -> None:
    page = single(hostile(HOSTILE[name]))
    soup = _soup(page)
    assert not soup.find_all(["script", "img", "svg", "iframe", "form"])
    assert not [one for one in soup.find_all(True) if any(key.startswith("on") or key == "style" for key in one.attrs)]
    assert not _UNSAFE.search(page.replace("\n", ""))
    assert len(page) < 500_000


def test_markup_of_a_learner_is_shown_as_it_was_written() -> None:
    assert harmless(HOSTILE["markup"]) in _soup(single(hostile(HOSTILE["markup"]))).pre.get_text()


def test_a_transcript_of_a_million_signs_is_cut_and_says_so() -> None:
    report = judged()
    report.criteria[1].transcript = [
        {"kind": "out", "text": "x" * 1_000_000},
        *({"kind": "out", "text": f"line {number}"} for number in range(20_000)),
    ]
    page = single(report)
    assert len(page) < 60_000
    assert "characters left out" in page
    assert "19,961 lines" in page
    assert "line 19999" in page
