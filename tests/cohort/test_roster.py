"""Who is in a cohort: folders, lists and tables as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cohort import roster
from grader.subject.scratch import Unusable


def test_each_folder_is_a_learner(tmp_path: Path) -> None:
    for name in ("Boris", "Amina", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes.txt").touch()
    assert [learner.name for learner in roster.read(tmp_path)] == ["Amina", "Boris"]


def test_a_list_holds_folders_urls_and_bundles(tmp_path: Path) -> None:
    places = ["# the morning group", "amina", "", "https://example.org/work/boris.git", "/srv/chen.bundle"]
    (tmp_path / "list.txt").write_text("\n".join(places))
    found = roster.read(tmp_path / "list.txt")
    assert [(learner.id, learner.source) for learner in found] == [
        ("amina", str(tmp_path / "amina")),
        ("boris", "https://example.org/work/boris.git"),
        ("chen", "/srv/chen.bundle"),
    ]


def test_a_table_has_names_and_whatever_else_is_known(tmp_path: Path) -> None:
    (tmp_path / "group.csv").write_text(
        "\ufeffName,GitHub,Source,E-mail\nAmina Diallo,amina-d,work/amina,amina@example.org\n,boris,work/boris,\n"
    )
    amina, boris = roster.read(tmp_path / "group.csv")
    assert (amina.id, amina.name, amina.source) == ("amina-d", "Amina Diallo", str(tmp_path / "work/amina"))
    assert dict(amina.known_as) == {"GitHub": "amina-d", "E-mail": "amina@example.org"}
    assert (boris.id, boris.name) == ("boris", "boris")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,email\nAmina,a@example.org\n", "no column that says where the work lies"),
        ("name,source\nAmina,\n", "line 2: the column source is empty"),
        ("name,source\nAmina,a\nAmina,b\n", "two learners would have the name 'Amina'"),
        ("name,source\n", "names no learners"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "group.csv").write_text(text)
    with pytest.raises(Unusable, match=said):
        roster.read(tmp_path / "group.csv")


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="There is no folder or file"):
        roster.read(tmp_path / "nobody")


@pytest.mark.parametrize("name", ["../out", "a/b", ".hidden", "two\nlines", "con\x00", "\udcff", "", "é", "x" * 300])
def test_a_name_for_files_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    found = roster.safe(name)
    assert found
    assert "/" not in found
    assert not found.startswith(".")
    (tmp_path / found).mkdir()
    assert (tmp_path / found).parent == tmp_path


def test_other_names_give_other_names_for_files() -> None:
    names = ["a/b", "a%2Fb", "a b", "a  b", "A", "é", "e", "x" * 300, "x" * 301]
    assert len({roster.safe(name) for name in names}) == len(names)
