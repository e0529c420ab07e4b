"""Checks of notes: one after the other, without search and pages."""

import pytest

from grader.toolbox import Mismatch


def known(body):
    """What an answer says, without the id and the moment."""
    return {key: body.get(key) for key in ("title", "text", "archived")}


@pytest.mark.criterion("note-created")
def test_a_note_is_kept_in_the_table(notes, database, words):
    body = notes.add(words[0], text=words[1])
    assert known(body) == {"title": words[0], "text": words[1], "archived": False}
    rows = [{key: row.get(key) for key in ("id", "title", "text")} for row in database.rows("notes")]
    assert rows == [{"id": body["id"], "title": words[0], "text": words[1]}]
    if not body.get("created_at"):
        raise Mismatch("The moment is missing.", expected="created_at in the answer", actual=body)
    assert known(notes.add(words[2])) == {"title": words[2], "text": "", "archived": False}


@pytest.mark.criterion("note-found")
def test_one_note_is_found(notes, words):
    added = [notes.add(word, text="something") for word in words[:3]]
    assert [notes.one(one) for one in added] == added
    assert notes.api.get(f"/notes/{added[2]['id'] + 1}").status_code == 404


@pytest.mark.criterion("notes-listed")
def test_a_page_has_the_newest_first(notes, words):
    assert notes.page() == {"items": [], "next": None}
    added = [notes.add(word) for word in words[:3]]
    assert notes.page() == {"items": added[::-1], "next": None}


@pytest.mark.criterion("note-replaced")
def test_a_note_is_replaced(notes, database, words):
    old, other = notes.add(words[0], text=words[1]), notes.add(words[2])
    for _ in range(2):
        answer = notes.api.put(f"/notes/{old['id']}", json={"title": words[3]})
        assert answer.status_code == 200
        assert answer.json() == {**old, "title": words[3], "text": ""}
    assert notes.one(old) == {**old, "title": words[3], "text": ""}
    assert notes.one(other) == other
    assert notes.api.put(f"/notes/{other['id'] + 1}", json={"title": words[4]}).status_code == 404
    assert len(database.rows("notes")) == 2


@pytest.mark.criterion("note-patched")
def test_a_note_is_changed_in_parts(notes, words):
    expected = notes.add(words[0], text=words[1])
    for changes in ({"title": words[2]}, {"text": words[3]}, {}, {"text": ""}):
        answer = notes.api.patch(f"/notes/{expected['id']}", json=changes)
        expected |= changes
        assert answer.status_code == 200
        assert answer.json() == expected
    assert notes.one(expected) == expected
    assert notes.api.patch(f"/notes/{expected['id'] + 1}", json={"text": "x"}).status_code == 404


@pytest.mark.criterion("note-deleted")
def test_a_note_is_removed(notes, database, words):
    first, second = notes.add(words[0]), notes.add(words[1])
    answer = notes.api.delete(f"/notes/{first['id']}")
    assert answer.status_code == 204
    assert answer.text == ""
    assert [row["id"] for row in database.rows("notes")] == [second["id"]]
    assert notes.api.delete(f"/notes/{first['id']}").status_code == 404


WRONG = [{"title": ""}, {"title": "  "}, {"title": "x" * 101}, {"title": None}, {"text": None}, {"text": "x" * 10_001}]


@pytest.mark.criterion("bad-note-refused")
def test_a_bad_note_is_refused(notes, database, words):
    old = notes.add("x" * 100, text=words[0])
    path = f"/notes/{old['id']}"
    for wrong in WRONG:
        assert notes.api.post("/notes", json={"title": words[1], **wrong}).status_code == 422
        assert notes.api.put(path, json={"title": words[1], **wrong}).status_code == 422
        assert notes.api.patch(path, json=wrong).status_code == 422
    assert notes.api.post("/notes", json={"text": words[1]}).status_code == 422
    assert notes.api.put(path, json={"text": words[1]}).status_code == 422
    assert notes.one(old) == old
    assert len(database.rows("notes")) == 1
    assert notes.add("x")["title"] == "x"
    assert len(notes.add("x" * 100, text="y" * 10_000)["text"]) == 10_000


@pytest.mark.criterion("server-fields-kept")
def test_a_body_decides_only_what_a_client_may(notes, words):
    theirs = {"id": 4711, "archived": True, "created_at": "1999-12-31T00:00:00Z"}
    old = notes.add(words[0])
    path = f"/notes/{old['id']}"
    for method, asked in (("POST", "/notes"), ("PUT", path), ("PATCH", path)):
        answer = notes.api.request(method, asked, json={"title": words[1], **theirs})
        if answer.status_code == 422:
            continue
        body = answer.json()
        assert body.get("id") != 4711
        assert body.get("archived") is False
        assert "1999" not in str(body.get("created_at"))
    assert {key: notes.one(old)[key] for key in theirs} == {key: old[key] for key in theirs}


@pytest.mark.criterion("archive-and-back")
def test_a_note_goes_to_the_archive_and_comes_back(notes, words):
    first, second, third = (notes.add(word) for word in words[:3])
    for _ in range(2):
        assert notes.api.put(f"/notes/{second['id']}/archived").status_code == 204
        assert notes.page()["items"] == [third, first]
        assert notes.page(archived="true")["items"] == [{**second, "archived": True}]
    for _ in range(2):
        assert notes.api.delete(f"/notes/{second['id']}/archived").status_code == 204
        assert notes.page(archived="false")["items"] == [third, second, first]
        assert notes.page(archived="true")["items"] == []
    path = f"/notes/{third['id'] + 1}/archived"
    assert notes.api.put(path).status_code == 404
    assert notes.api.delete(path).status_code == 404


@pytest.mark.criterion("archive-closed")
def test_an_archived_note_stays_as_it_is(notes, words):
    old = notes.add(words[0])
    path = f"/notes/{old['id']}"
    notes.api.put(f"{path}/archived")
    assert notes.api.put(path, json={"title": words[1]}).status_code == 409
    assert notes.api.patch(path, json={"text": words[1]}).status_code == 409
    assert notes.one(old) == {**old, "archived": True}
    notes.api.delete(f"{path}/archived")
    assert notes.api.patch(path, json={"text": words[1]}).status_code == 200
    notes.api.put(f"{path}/archived")
    assert notes.api.delete(path).status_code == 204
    assert notes.page(archived="true")["items"] == []
