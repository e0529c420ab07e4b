"""The folder of pages: complete, up to date, and never more written than has changed."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from render.making import report

from grader.cli import main
from grader.cohort.reviews import Review, Reviews
from grader.cohort.roster import Learner
from grader.cohort.store import Change, Results
from grader.commands import bench_pages
from grader.pages import words
from grader.pages.chart import chart, moments
from grader.pages.cohort import write
from grader.pages.summary import Past
from grader.report import FAULT, Cause
from grader.subject.scratch import Unusable

from . import making
from .making import HOSTILE_NAMES, cohort, half, keep, learner, result, whole

NAMES = ("Amina Banda", "Bo", "Chidi", "Dalia", "Esi")


@pytest.fixture
def made(tmp_path: Path) -> tuple[Results, Path]:
    results, _ = cohort(tmp_path / "results", *NAMES)
    write(results, tmp_path / "pages")
    return results, tmp_path / "pages"


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _text(path: Path) -> str:
    return " ".join(_soup(path).get_text(" ").split())


def _times(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*.*") if path.is_file()}


def _written(results: Results, folder: Path) -> set[str]:
    before = _times(folder)
    write(results, folder)
    return {name for name, time in _times(folder).items() if before.get(name) != time and not name.startswith(".made")}


def _dead_links(folder: Path) -> list[str]:
    pages = {path.resolve(): _soup(path) for path in folder.rglob("*.html")}
    ids = {path: {one["id"] for one in soup.find_all(id=True)} for path, soup in pages.items()}
    dead = []
    for path, soup in pages.items():
        for one in soup.find_all(["a", "link", "script"]):
            address = urlsplit(one.get("href") or one.get("src"))
            assert not address.scheme, one
            assert not address.netloc, one
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            fragment = unquote(address.fragment)
            if not target.is_file() or (fragment and fragment not in ids[target]):
                dead.append(f"{path.name}: {one}")
    return dead


def test_all_links_lead_somewhere(made: tuple[Results, Path]) -> None:
    assert _dead_links(made[1]) == []


def test_nothing_is_written_again_if_nothing_has_changed(made: tuple[Results, Path]) -> None:
    assert _written(*made) == set()


def test_a_new_grading_changes_the_page_of_its_learner_and_of_nobody_else(made: tuple[Results, Path]) -> None:
    results, folder = made
    keep(results, learner("Bo"), whole(), day=9)
    assert _written(*made) == {
        "learners/Bo.html", "index.html", "data.js", "learners.html", "missed.html", "exercises.html",
        "exercises/day01.html", "mentor.html",
    }  # fmt: skip
    assert (
        "adds" not in _soup(folder / "learners" / "Bo.html").find("section", id="day01").find("article", recursive=True)
        if _soup(folder / "learners" / "Bo.html").article
        else True
    )


def test_a_grading_before_the_last_is_read_once(made: tuple[Results, Path]) -> None:
    results, folder = made
    for path in (results.folder / "results" / "Bo" / "day01").iterdir():
        path.write_text("gone", encoding="utf-8")
    keep(results, learner("Bo"), whole(), day=9)
    write(results, folder)
    page = _text(folder / "learners" / "Bo.html")
    assert "2026-10-05 09:30 UTC 0 0 2" in page
    assert "2026-10-09 09:30 UTC 4 4 4" in page


def test_a_verdict_of_a_person_changes_their_page_and_the_list_of_what_waits(made: tuple[Results, Path]) -> None:
    results, folder = made
    place = results.folder / "reviews" / "Amina Banda"
    place.mkdir(parents=True)
    said = '[signed]\nverdict = "no"\ncomment = "Where is </script> it?"\nby = "Grace"\nat = 2026-10-07T10:00:00Z\n'
    (place / "day01.toml").write_text(said, encoding="utf-8")
    written = _written(*made)
    assert "learners/Amina Banda.html" in written
    assert not {name for name in written if name.startswith("learners/")} - {"learners/Amina Banda.html"}
    text = _text(folder / "learners" / "Amina Banda.html")
    assert "A person says no. Where is </script> it? Grace, 2026-10-07 10:00" in text
    assert "0 waiting · 0 yes · 1 no" in _text(folder / "mentor.html")


@pytest.mark.parametrize("content", ("verdict = [", "[signed]\nverdict = 3\n", "signed = 1\n", "\x00"))
def test_a_verdict_that_cannot_be_read_is_told(made: tuple[Results, Path], content: str) -> None:
    results, folder = made
    (results.folder / "reviews" / "Bo").mkdir(parents=True)
    (results.folder / "reviews" / "Bo" / "day02.toml").write_text(content, encoding="utf-8")
    write(results, folder)
    text = _text(folder / "learners" / "Bo.html")
    assert "The file of verdicts cannot be read" in text or 'No verdict "yes" or "no" is given for: signed.' in text


def test_what_journey_review_writes_is_read(made: tuple[Results, Path]) -> None:
    results, folder = made
    said = 'Say "why"\n</pre> and how'
    Reviews(results.folder).keep("Bo", "day02", "signed", Review("yes", said, "Grace", "2026-10-07T10:00:00.000000Z"))
    write(results, folder)
    text = _text(folder / "learners" / "Bo.html")
    assert 'A person says yes. Say "why" </pre> and how Grace, 2026-10-07 10:00 UTC' in text


def test_a_verdict_on_what_awaits_nobody_is_told(made: tuple[Results, Path]) -> None:
    results, folder = made
    (results.folder / "reviews" / "Bo").mkdir(parents=True)
    (results.folder / "reviews" / "Bo" / "day02.toml").write_text('[sined]\nverdict = "yes"\n', encoding="utf-8")
    write(results, folder)
    assert "A verdict is written down for sined, but" in _text(folder / "learners" / "Bo.html")


def test_what_most_people_miss_stands_first_and_alike_failures_together(tmp_path: Path) -> None:
    results, _ = cohort(tmp_path / "results", *(f"learner {number}" for number in range(8)))
    write(results, tmp_path / "pages")
    section = _soup(tmp_path / "pages" / "missed.html").find("section")
    captions = [" ".join(one.get_text(" ").split()) for one in section.find_all("figcaption")]
    assert captions[0].startswith("4 learners like this")
    assert captions[1].startswith("3 learners like this")
    assert ["came 5" in " ".join(one.get_text(" ").split()) for one in section.find_all("figure")] == [True, False]


def test_where_all_answers_differ_failures_are_alike_but_for_their_values(tmp_path: Path) -> None:
    results = Results(tmp_path / "results")
    people = [learner(f"learner {number}") for number in range(12)]
    results.remember(people)
    for number, who in enumerate(people):
        keep(results, who, half(f"{number}.5"))
    write(results, tmp_path / "pages")
    assert "12 learners like this" in _text(tmp_path / "pages" / "missed.html")


def test_a_page_of_a_learner_has_their_past_and_what_awaits_a_person(made: tuple[Results, Path]) -> None:
    page = made[1] / "learners" / "Amina Banda.html"
    assert [one["class"] for one in _soup(page).svg.find_all("path")][1:]
    text = _text(page)
    assert "awaits a person 2" in text
    assert "Points over time" in text
    assert (
        "Points over time" not in _text(made[1] / "learners" / "Empty.html")
        if (made[1] / "learners" / "Empty.html").exists()
        else True
    )


def test_points_over_time_are_those_of_all_exercises_together() -> None:
    past = [
        Past("day01", "a", "2026-10-01T09:00:00.000000Z", (1, 0, 0)),
        Past("day02", "b", "2026-10-03T09:00:00.000000Z", (2, 5, 0)),
        Past("day01", "c", "2026-10-03T10:00:00.000000Z", (3, 1, 0)),
    ]
    assert [one.earned for one in moments(past)] == [(1, 0, 0), (5, 6, 0)]
    drawn = chart(past)
    assert drawn is not None
    assert [(one.tier, one.points) for one in drawn.lines] == [("core", 5), ("full", 6)]
    assert chart(past[:1]) is None


def test_names_of_lines_never_stand_on_one_another() -> None:
    past = [Past("day01", "a", f"2026-10-0{day}T09:00:00Z", (day, day, day)) for day in (1, 2)]
    drawn = chart(past)
    assert drawn is not None
    places = sorted(one.name for one in drawn.lines)
    assert all(below - above >= 15 for above, below in itertools.pairwise(places))


def test_a_run_says_what_it_changed_and_why_the_work_that_did_not_change_first(made: tuple[Results, Path]) -> None:
    results, folder = made
    results.note(
        "2026-10-09T10:00:00.000000Z",
        [
            *(Change(name, "day01", "adds", "failed", "passed", ("submission",)) for name in ("Bo", "Chidi")),
            Change("Dalia", "day01", "adds", "passed", "failed", ("checks", "engine")),
        ],
        {},
    )
    write(results, folder)
    rows = [" ".join(one.get_text(" ").split()) for one in _soup(folder / "changes.html").find_all("tr")][1:]
    assert rows == [
        "1 day01 adds ✓ holds ✗ does not hold the checks were mended, the grader was changed Dalia",
        "2 day01 adds ✗ does not hold ✓ holds the work was changed Bo , Chidi",
    ]
    assert "2026-10-09 10:00 UTC" in _text(folder / "changes.html")


def test_what_could_not_be_read_is_told_without_passwords(made: tuple[Results, Path]) -> None:
    results, folder = made
    why = "https://bot:hunter2@example.org/x?token=abc says ghp_0123456789abcdef is refused"
    results.note("2026-10-09T10:00:00.000000Z", [], {"Bo": {"all": why}, "somebody": {"Day 1": "gone"}})
    write(results, folder)
    text = _text(folder / "changes.html")
    assert "https://…@example.org/x?token=… says … is refused" in text
    assert "somebody" in text
    assert _dead_links(folder) == []


def test_no_place_of_a_learners_work_is_told(made: tuple[Results, Path]) -> None:
    assert not [path for path in made[1].rglob("*") if path.is_file() and b"secret-token" in path.read_bytes()]


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    results, _ = cohort(tmp_path / "results", *HOSTILE_NAMES)
    write(results, tmp_path / "pages")
    assert _dead_links(tmp_path / "pages") == []
    for path in (tmp_path / "pages").rglob("*.html"):
        soup = _soup(path)
        assert {one["src"] for one in soup.find_all("script")} <= {"data.js", "static/heat.js"}
        assert not soup.find_all(["img", "iframe", "style"])
        assert not [one for one in soup.find_all(True) if any(key.startswith("on") for key in one.attrs)]
    data = (tmp_path / "pages" / "data.js").read_text(encoding="utf-8")
    assert data.isascii()
    assert not set("<>&") & set(data)
    assert {path.parent.name for path in tmp_path.rglob("*.html")} == {"pages", "learners", "exercises"}


def test_a_fault_of_the_grader_is_told_apart(tmp_path: Path) -> None:
    results, people = cohort(tmp_path / "results", "Bo")
    broken = report(result("adds", FAULT, cause=Cause("no", actual="Traceback of ours")), exercise=making.exercise(3))
    keep(results, people[0], broken)
    write(results, tmp_path / "pages")
    assert "! the grader failed here" in _text(tmp_path / "pages" / "learners" / "Bo.html")
    assert "! 1 grader" in _text(tmp_path / "pages" / "exercises" / "day03.html")
    assert not [path for path in tmp_path.rglob("*.html") if "Traceback of ours" in path.read_text()]


def test_a_damaged_file_is_passed_over(made: tuple[Results, Path]) -> None:
    results, folder = made
    (results.folder / "results" / "Bo" / "day01" / "29991231T000000Z-000.json").write_text("{", encoding="utf-8")
    write(results, folder)
    assert "does not hold" in _text(folder / "learners" / "Bo.html")


def test_people_of_one_name_are_told_apart(tmp_path: Path) -> None:
    results = Results(tmp_path / "results")
    results.remember([Learner("a1", "Amina", ""), Learner("a2", "Amina", ""), Learner("Bo", "Bo", "")])
    write(results, tmp_path / "pages")
    names = [one.get_text() for one in _soup(tmp_path / "pages" / "learners.html").tbody.find_all("a")]
    assert names == ["Amina (a1)", "Amina (a2)", "Bo"]


def test_somebody_without_results_has_a_page(tmp_path: Path) -> None:
    results = Results(tmp_path / "results")
    results.remember([learner("Bo")])
    write(results, tmp_path / "pages")
    assert "Nothing of this learner has been graded so far." in _text(tmp_path / "pages" / "learners" / "Bo.html")
    assert "Nothing has been graded so far." in _text(tmp_path / "pages" / "index.html")
    assert _dead_links(tmp_path / "pages") == []


def test_many_processes_write_what_one_would_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results, _ = cohort(tmp_path / "results", *(f"learner {number}" for number in range(45)))
    write(results, tmp_path / "many")
    monkeypatch.setattr("grader.pages.learners._ENOUGH_FOR_MANY", 1_000)
    write(results, tmp_path / "one")
    many, one = ({path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")
                  if path.is_file()} for name in ("many", "one"))  # fmt: skip
    assert many == one


def test_pages_of_people_who_are_not_in_these_results_are_taken_away(
    made: tuple[Results, Path], tmp_path: Path
) -> None:
    others, _ = cohort(tmp_path / "others", "Zola")
    write(others, made[1])
    assert [path.name for path in (made[1] / "learners").iterdir()] == ["Zola.html"]
    assert "Amina" not in (made[1] / "data.js").read_text(encoding="utf-8")


def test_a_folder_of_somebodys_files_is_left_alone(made: tuple[Results, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(Unusable, match="Name an empty folder"):
        write(made[0], tmp_path / "mine")
    with pytest.raises(Unusable, match="is a file"):
        write(made[0], tmp_path / "mine" / "index.html")
    assert (tmp_path / "mine" / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_write_that_is_broken_off_leaves_the_page_as_it_was(
    made: tuple[Results, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    results, folder = made
    page = folder / "learners" / "Bo.html"
    before = page.read_bytes()
    keep(results, learner("Bo"), whole(), day=9)

    def broken(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", broken)
        with pytest.raises(OSError, match="no space"):
            write(results, folder)
    assert page.read_bytes() == before
    assert not list(folder.rglob("*.part"))
    write(results, folder)
    assert page.read_bytes() != before


def test_the_cohort_that_the_bench_makes_up_is_one(tmp_path: Path) -> None:
    results = Results(tmp_path / "results")
    reports = [half(), whole()]
    for one in reports:
        one.receipt.update(dict.fromkeys(("lock", "python", "platform"), "?"))
    bench_pages.fill(results, reports, learners=5, exercises=3)
    assert write(results, tmp_path / "pages").learners == 5
    assert _text(tmp_path / "pages" / "exercises.html").count("5") >= 3
    assert _dead_links(tmp_path / "pages") == []


def test_the_command_says_what_it_did(
    made: tuple[Results, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["cohort", "report", "--results", str(made[0].folder), "--output", str(tmp_path / "new")]
    assert main(words) == 0
    assert "5 learners: 16 files written, 0 as before." in capsys.readouterr().out
    assert main(words) == 0
    assert "5 learners: 0 files written, 16 as before." in capsys.readouterr().out
    assert main(["cohort", "report", "--results", str(tmp_path / "new"), "--output", str(tmp_path / "x")]) == 2
    assert "holds no results of a cohort" in capsys.readouterr().err


def test_the_words_on_the_pages_are_plain() -> None:
    folder = Path(words.__file__).parent
    text = " ".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html")).lower().split()
    assert not {"just", "simply", "obviously", "color", "favorite"} & set(text)
