"""Checks of changes that would overwrite each other."""

import pytest

from grader.toolbox import Mismatch


def etag(answer):
    if not answer.headers.get("ETag"):
        raise Mismatch(f"The answer to {answer.asked} has no ETag.", expected="a header ETag", actual="none")
    return answer.headers["ETag"]


@pytest.mark.criterion("stale-change-refused")
def test_a_change_of_an_old_state_is_refused(notes, words):
    answer = notes.api.post("/notes", json={"title": words[0]})
    path, old = f"/notes/{answer.json()['id']}", etag(answer)
    assert etag(notes.api.get(path)) == old
    answer = notes.api.patch(path, json={"text": words[1]}, headers={"If-Match": old})
    assert answer.status_code == 200
    assert etag(answer) == etag(notes.api.get(path)) != old
    for method in ("PUT", "PATCH"):
        body = {"title": words[2]}
        assert notes.api.request(method, path, json=body, headers={"If-Match": old}).status_code == 412
    assert notes.api.get(path).json()["title"] == words[0]
    answer = notes.api.put(path, json={"title": words[3]}, headers={"If-Match": etag(answer)})
    assert answer.status_code == 200
    assert etag(answer) == etag(notes.api.get(path))


@pytest.mark.criterion("one-change-wins")
def test_of_several_changes_one_is_made(notes, words, database):
    number = notes.add(words[0])["id"]
    path, lock = f"/notes/{number}", f"SELECT 1 FROM notes WHERE id = {number} FOR UPDATE"
    headers = {"If-Match": etag(notes.api.get(path))}
    asked = [("PATCH", path, {"json": {"title": word}, "headers": headers}) for word in words[1:5]]
    answers = notes.api.concurrently(*asked, held=database.held(lock))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert notes.api.get(path).json() == winner.json()
