"""The pages can be read by everybody: with a keyboard, a screen reader, in the light and in the dark."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from render.making import judged

from grader.pages.cohort import write
from grader.pages.markup import STATIC
from grader.pages.single import single

from .making import cohort


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BeautifulSoup]:
    folder = tmp_path_factory.mktemp("cohort")
    results, _ = cohort(folder / "results", "Amina", "Bo", "Chidi")
    results.note("2026-10-09T10:00:00.000000Z", [], {"Bo": {"all": "It is not there."}})
    write(results, folder / "pages")
    (folder / "pages" / "single.html").write_text(single(judged()), encoding="utf-8")
    return {
        str(path.relative_to(folder / "pages")): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in (folder / "pages").rglob("*.html")
    }


def test_every_page_has_a_language_a_title_one_first_heading_and_a_main_part(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        assert soup.html["lang"] == "en", name
        assert soup.title.string.strip(), name
        assert len(soup.find_all("h1")) == 1, name
        assert len(soup.find_all("main")) == 1, name


def test_a_page_among_others_begins_with_a_link_past_the_links(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        if name != "single.html":
            assert soup.body.find("a")["href"] == "#main", name
            assert soup.find(id="main").name == "main"


def test_no_rank_of_headings_is_left_out(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        ranks = [int(one.name[1]) for one in soup.find_all(re.compile("^h[1-6]$"))]
        assert all(later <= before + 1 for before, later in itertools.pairwise(ranks)), (name, ranks)


def test_tables_have_headings_for_columns_and_for_rows(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        for table in soup.find_all("table", class_="plain"):
            headings = table.thead.find_all("th")
            assert all(one.get("scope") == "col" and one.get_text(strip=True) for one in headings), name
            for row in table.tbody.find_all("tr"):
                assert row.find("th", scope="row"), name
                assert sum(int(cell.get("colspan", 1)) for cell in row.find_all(["td", "th"])) == len(headings), name


def test_a_part_that_can_be_scrolled_has_a_name_and_takes_the_focus(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        for part in soup.find_all(class_="wide"):
            label = part.get("aria-label") or soup.find(id=part["aria-labelledby"]).get_text()
            assert part["role"] == "region", name
            assert part["tabindex"] == "0", name
            assert label, name


def test_drawings_have_words(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        for drawing in soup.find_all("svg"):
            assert drawing.get("aria-hidden") == "true" or drawing.title.get_text(), name


def test_no_id_stands_twice(pages: dict[str, BeautifulSoup]) -> None:
    for name, soup in pages.items():
        ids = [one["id"] for one in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), name


_SHEET = (STATIC / "pages.css").read_text(encoding="utf-8")
_TEXT = (
    ("ink", "paper"), ("ink", "panel"), ("quiet", "paper"), ("quiet", "panel"), ("accent", "paper"),
    ("accent", "panel"), ("on-dark", "accent"), ("quiet", "h0"), ("ink", "h1"), ("ink", "h2"), ("h3-ink", "h3"),
    ("on-dark", "h4"), ("on-dark", "h5"),
)  # fmt: skip


@pytest.mark.parametrize("scheme", (0, 1), ids=("light", "dark"))
@pytest.mark.parametrize("pair", _TEXT, ids="-on-".join)
def test_text_stands_out_from_what_is_behind_it(scheme: int, pair: tuple[str, str]) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", _SHEET.split(":root {")[1 + scheme].split("}")[0]))
    lighter, darker = sorted((_luminance(colours[name]) for name in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_sheet_follows_the_wish_for_dark_and_for_high_contrast() -> None:
    assert "(prefers-color-scheme: dark)" in _SHEET
    assert "(forced-colors: active)" in _SHEET
    assert ":focus-visible { outline: 3px" in _SHEET
    assert not re.search(r"https?:|@import|url\(", _SHEET), Path(STATIC)
