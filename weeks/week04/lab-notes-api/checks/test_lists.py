"""Checks of lists of notes: search, order, pages."""

from itertools import chain

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("search-finds")
def test_a_word_is_found_in_title_and_text(notes, words):
    word, other = words[:2]
    notes.add(f"{word} tea")
    notes.add("shopping", text=f"two {word}s")
    notes.add(word[:2], text=word[2:])
    notes.add(other)
    notes.add(word.upper())
    for q in (word, word.upper(), word.title()):
        assert notes.titles(q=q) == [word.upper(), "shopping", f"{word} tea"]
    assert notes.titles(q=f"{word} t") == [f"{word} tea"]
    assert len(notes.titles(q="")) == 5


@pytest.mark.criterion("search-literal")
def test_special_characters_are_text(notes):
    for title in ("100% rye", "100 loaves of rye", "snake_case", "snake case", "C:\\temp", "C:temp", "Boris' list"):
        notes.add(title)
    for q, title in {"%": "100% rye", "_": "snake_case", "\\": "C:\\temp", "'": "Boris' list"}.items():
        assert notes.titles(q=q) == [title]
    for q, title in {"0% R": "100% rye", "e_c": "snake_case", ":\\t": "C:\\temp"}.items():
        assert notes.titles(q=q) == [title]
    assert notes.titles(q="\\%") == []


@pytest.mark.criterion("notes-sorted")
def test_notes_come_in_the_order_that_is_asked_for(notes, words):
    for word in words[:5]:
        notes.add(word)
    assert notes.titles(sort="created") == words[:5]
    assert notes.titles(sort="-created") == words[4::-1]
    assert notes.titles(sort="title") == sorted(words[:5])
    assert notes.titles(sort="-title") == sorted(words[:5], reverse=True)


@pytest.mark.criterion("query-checked")
def test_a_page_has_twenty_notes_if_nobody_says(notes):
    for number in range(21):
        notes.add(f"note {number}")
    assert [len(notes.titles(**query)) for query in ({}, {"limit": 1}, {"limit": 100})] == [20, 1, 21]


@pytest.mark.criterion("query-checked")
def test_a_wrong_query_is_refused(notes, words):
    notes.add(words[0])
    for query in ("limit=0", "limit=101", "limit=-1", "limit=two", "cursor=nonsense"):
        assert notes.api.get(f"/notes?{query}").status_code == 422
    for query in ("sort=colour", "archived=perhaps"):
        assert notes.api.get(f"/notes?{query}").status_code == 422
    for cursor in ("9" * 30, "-1", "%25%C3%A9", "bm9uc2Vuc2U=", "eyJpZCI6IHt9fQ=="):
        answer = notes.api.get(f"/notes?cursor={cursor}")
        if answer.status_code not in (200, 422):
            raise Mismatch(
                "A cursor from a stranger gets no answer.", expected="422, or 200", actual=answer.status_code
            )


@pytest.mark.criterion("pages-complete")
def test_all_notes_are_seen_once(notes, words):
    for word in words[:5]:
        notes.add(word)
    newest = words[4::-1]
    assert notes.walk(limit=2) == [newest[:2], newest[2:4], newest[4:]]
    assert notes.walk(limit=5) == [newest]
    assert notes.walk(limit=1, sort="created") == [[word] for word in words[:5]]


@pytest.mark.criterion("pages-stable")
def test_a_new_note_disturbs_no_page(notes, words):
    for word in words[:5]:
        notes.add(word)
    first = notes.page(limit=2)
    notes.add(words[5])
    second = notes.page(limit=2, cursor=first["next"])
    assert [one["title"] for one in second["items"]] == [words[2], words[1]]


@pytest.mark.criterion("pages-stable")
def test_a_deleted_note_disturbs_no_page(notes, words):
    for word in words[:5]:
        notes.add(word)
    first = notes.page(limit=2)
    for one in first["items"]:
        notes.api.delete(f"/notes/{one['id']}")
    assert notes.titles(limit=2, cursor=first["next"]) == [words[2], words[1]]


@pytest.mark.criterion("page-from-database")
def test_the_database_cuts(notes, database, words):
    for word in words[:4]:
        notes.add(word, text="green")
    cursor = notes.page(limit=1, q="green")["next"]
    with database.queries() as asked:
        notes.page(limit=2, q="green", cursor=cursor)
    sent = [str(one) for one in asked.selects]
    if len(sent) != 1 or not ("LIMIT" in sent[0].upper() or "FETCH FIRST" in sent[0].upper()):
        raise Mismatch(
            "The database has not made this page alone.",
            expected="one SELECT with LIMIT",
            actual="\n".join(sent) or "no SELECT",
        )


@pytest.mark.criterion("page-from-database")
def test_the_next_page_answers_the_same_question(notes, words):
    for number, word in enumerate(words[:8]):
        note = notes.add(word, text="green" if number % 2 else "red")
        if number in (1, 5):
            notes.api.put(f"/notes/{note['id']}/archived")
    assert notes.walk(limit=1, q="GREEN") == [[words[7]], [words[3]]]
    assert notes.walk(limit=1, archived="true") == [[words[5]], [words[1]]]


@pytest.mark.criterion("title-pages")
def test_equal_titles_are_seen_once(notes, words):
    titles = [*words[:2], *["green"] * 4, words[2]]
    for number, title in enumerate(titles):
        notes.add(title, text=f"number {number}")
    assert list(chain(*notes.walk(limit=2, sort="title"))) == sorted(titles)
    assert list(chain(*notes.walk(limit=2, sort="-title"))) == sorted(titles, reverse=True)


@pytest.mark.criterion("title-pages")
def test_a_new_title_disturbs_no_page(notes, words):
    for word in words[:6]:
        notes.add(word)
    first = notes.page(limit=3, sort="title")
    notes.add("aardvark")
    notes.api.delete(f"/notes/{first['items'][2]['id']}")
    assert notes.titles(limit=3, sort="title", cursor=first["next"]) == sorted(words[:6])[3:]


@pytest.mark.criterion("stateless")
def test_another_server_goes_on(subject, shelf, words):
    first = shelf(subject.app("main:app"), "/notes")
    for word in words[:4]:
        first.add(word)
    cursor = first.page(limit=2)["next"]
    second = shelf(subject.app("main:app"), "/notes")
    assert second.titles(limit=2, cursor=cursor) == [words[1], words[0]]
    second.add(words[5])
    assert first.titles(limit=1) == [words[5]]
