"""The pages in a real browser, opened as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from render.making import HOSTILE, hostile, judged

from grader.pages import heat
from grader.pages.cohort import write
from grader.pages.everybody import Fared
from grader.pages.single import single
from grader.pages.summary import Standing

from . import browser
from .browser import Tab
from .making import HOSTILE_NAMES, cohort, learner

pytestmark = pytest.mark.skipif(browser.found() is None, reason="no Chromium on this machine: apt-get install chromium")
MANY, EXERCISES = 3_000, 60
PATIENCE = 5.0  # seconds on a machine where much else is running; alone it takes a tenth


@pytest.fixture(scope="module")
def window() -> Iterator[Tab]:
    with browser.tab() as tab:
        yield tab


@pytest.fixture
def tab(window: Tab) -> Iterator[Tab]:
    window.complaints.clear()
    window.look(1280, 900)
    yield window
    assert window.complaints == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    results, _ = cohort(folder / "results", "Amina Banda", *(f"learner {number}" for number in range(250)))
    write(results, folder / "pages")
    return folder / "pages"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of 3,000 learners in 60 exercises, without their pages."""
    folder = tmp_path_factory.mktemp("many")
    results, _ = cohort(folder / "results", "Amina")
    write(results, folder / "pages")
    points = (4, 4, 6, 6, 1, 2)
    exercises = [
        Fared(name, Standing(name, f"Exercise {number}", "A title", "2026", "", points, False, ()), "x")
        for number, name in enumerate(f"exercise{number:02}" for number in range(EXERCISES))
    ]
    rows = [
        heat.Row(
            f"l{number}",
            f"Learner {number}",
            {
                one.id: ((number + place) % 5, number % 7, place % 3)
                for place, one in enumerate(exercises)
                if (number * place) % 11
            },
            (),
            0,
            "",
        )
        for number in range(MANY)
    ]
    weeks = {one.id: number // 5 for number, one in enumerate(exercises)}
    (folder / "pages" / "data.js").write_text(heat.data(exercises, weeks, rows), encoding="utf-8")
    return folder / "pages"


def _names(tab: Tab) -> list[str]:
    found: list[str] = tab.run("[...document.querySelectorAll('#rows th')].map((one) => one.textContent)")
    return found


def _type(tab: Tab, box: str, value: str, event: str = "input") -> None:
    tab.run(f"{{ const box = document.getElementById('{box}'); box.value = {value!r};"
            f" box.dispatchEvent(new Event('{event}', {{ bubbles: true }})); }}")  # fmt: skip


def _click(tab: Tab, selector: str) -> None:
    tab.run(f"document.querySelector({selector!r}).click()")


def test_every_page_opens_without_a_complaint(tab: Tab, pages: Path) -> None:
    some = [*pages.glob("*.html"), *pages.glob("exercises/*.html"), *sorted(pages.glob("learners/*.html"))[:3]]
    for page in some:
        tab.open(page)
        assert tab.run("getComputedStyle(document.querySelector('h1')).fontWeight") == "650", page
    assert tab.complaints == []


def test_a_hundred_rows_stand_on_the_page_and_the_others_behind_them(tab: Tab, pages: Path) -> None:
    tab.open(pages / "index.html")
    assert len(_names(tab)) == 100
    assert tab.run("document.getElementById('range').textContent") == "1\N{EN DASH}100 of 251"
    _click(tab, "#after")
    _click(tab, "#after")
    assert len(_names(tab)) == 51
    assert tab.run("document.getElementById('after').disabled") is True
    assert _names(tab)[-1] == "learner 249"


def test_a_name_finds_people(tab: Tab, pages: Path) -> None:
    tab.open(pages / "index.html")
    _type(tab, "name", "BANDA")
    assert _names(tab) == ["Amina Banda"]
    assert tab.run("document.getElementById('said').textContent").startswith("1 learner, all points")
    _type(tab, "name", "nobody of this name")
    assert _names(tab) == []
    assert tab.run("document.getElementById('range').textContent") == "nobody"


def test_a_column_sorts_and_says_so(tab: Tab, pages: Path) -> None:
    tab.open(pages / "index.html")
    _click(tab, "[data-sort='0']")
    assert "Amina Banda" not in _names(tab)
    assert tab.run("document.querySelector('[aria-sort]').getAttribute('aria-sort')") == "ascending"
    _click(tab, "[data-sort='0']")
    assert _names(tab)[0] == "Amina Banda"
    assert tab.run("document.querySelector('[aria-sort]').getAttribute('aria-sort')") == "descending"
    assert tab.run("document.activeElement.dataset.sort") == "0"
    assert "sorted by Day 1, most first" in tab.run("document.getElementById('said').textContent")


def test_points_of_one_tier_are_shown(tab: Tab, pages: Path) -> None:
    tab.open(pages / "index.html")
    row = "[...document.querySelectorAll('#rows tr')].map((one) => one.textContent)[0]"
    assert tab.run(row) == "Amina Banda1266"
    _type(tab, "tier", "2", "change")
    assert tab.run(row) == "Amina Banda422"


def test_who_has_not_begun_has_no_points_and_comes_first_where_fewest_are_first(tab: Tab, tmp_path: Path) -> None:
    results, _ = cohort(tmp_path / "results", "Amina", "Bo")
    results.remember([learner("Zola")])
    write(results, tmp_path / "pages")
    tab.open(tmp_path / "pages" / "index.html")
    _click(tab, "[data-sort='-1']")
    rows = tab.run("[...document.querySelectorAll('#rows tr')].map((one) => one.textContent)")
    assert rows == ["Zola0\N{EN DASH}\N{EN DASH}", "Bo826", "Amina1266"]
    assert tab.run("document.querySelector('.mean').textContent").endswith("67100")


def test_a_cell_leads_to_its_report(tab: Tab, pages: Path) -> None:
    tab.open(pages / "index.html")
    tab.follow("document.querySelector(\"#rows [data-at='1']\").click()")
    assert tab.run("decodeURI(location.href)").endswith("learners/Amina Banda.html#day02")


def test_a_link_to_a_report_shows_it(tab: Tab, pages: Path) -> None:
    tab.look(400, 500)
    tab.open(pages / "learners" / "learner 3.html", "#day02")
    assert 0 <= tab.run("document.getElementById('day02').getBoundingClientRect().top") < 450


def test_the_keyboard_gets_past_the_links_and_its_place_is_seen(tab: Tab, pages: Path) -> None:
    tab.open(pages / "missed.html")
    tab.press("Tab")
    assert tab.run("document.activeElement.textContent") == "Skip to the content"
    assert tab.run("document.activeElement.getBoundingClientRect().top") >= 0
    assert tab.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.press("Enter")
    assert tab.run("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize(
    "name", ("index.html", "missed.html", "exercises/day01.html", "learners/Amina Banda.html", "changes.html")
)
def test_a_narrow_page_is_no_wider_than_the_screen(tab: Tab, pages: Path, name: str, scheme: str) -> None:
    tab.look(400, 800, scheme)
    tab.open(pages / name)
    assert tab.run("document.documentElement.scrollWidth") <= 400
    paper = tab.run("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(252, 252, 250)", "dark": "rgb(20, 24, 26)"}[scheme]


def test_three_thousand_learners_never_freeze_the_page(tab: Tab, many: Path) -> None:
    taken = {"open": tab.open(many / "index.html")}
    assert len(_names(tab)) == 100
    for what, action in {
        "filter": "box = document.getElementById('name'); box.value = '29'; box.dispatchEvent(new Event('input'))",
        "sort": "document.querySelector(\"[data-sort='30']\").click()",
        "turn": "document.getElementById('after').click()",
        "week": "box = document.getElementById('week'); box.value = 'Week 3'; box.dispatchEvent(new Event('change'))",
    }.items():
        layout = "document.body.offsetHeight"  # reading it makes the browser lay the page out
        until = "(performance.now() - began) / 1000"
        taken[what] = tab.run(f"{{ let box; const began = performance.now(); {action}; {layout}; {until} }}")
    assert tab.run("document.querySelectorAll('#heads .exercise').length") == 5
    print({what: round(seconds, 3) for what, seconds in taken.items()})
    assert max(taken.values()) < PATIENCE, taken


def test_nothing_that_a_learner_is_called_or_has_written_runs(tab: Tab, tmp_path: Path) -> None:
    results, _ = cohort(tmp_path / "results", *HOSTILE_NAMES)
    write(results, tmp_path / "pages")
    for page in (*(tmp_path / "pages").glob("*.html"), *(tmp_path / "pages" / "learners").glob("*.html")):
        tab.open(page)
    tab.open(tmp_path / "pages" / "index.html")
    assert len(_names(tab)) == len(HOSTILE_NAMES)
    assert "<script>alert(1)</script>" in _names(tab)
    assert tab.run("document.scripts.length") == 2


@pytest.mark.parametrize("name", ("markup", "direction", "escape of a command"))
def test_a_page_of_its_own_obeys_nobody(tab: Tab, tmp_path: Path, name: str) -> None:
    (tmp_path / "one.html").write_text(single(hostile(HOSTILE[name])), encoding="utf-8")
    tab.open(tmp_path / "one.html")
    assert tab.run("document.scripts.length + document.images.length") == 0


def test_a_page_of_its_own_is_styled(tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(single(judged()), encoding="utf-8")
    tab.open(tmp_path / "one.html")
    assert tab.run("getComputedStyle(document.querySelector('.miss')).borderLeftWidth") == "3px"
