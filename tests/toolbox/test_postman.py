"""Collections as people make them: exported, written by hand, or not quite a collection."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.postman import Planned, has_all, planned

_INFO = {"name": "n", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}


class Handed:
    """A subject that has nothing but one file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def submitted_text(self, _name: str) -> str:
        return self._text


def read(*items: Any, **more: Any) -> list[Planned]:
    return planned(Handed(json.dumps({"info": _INFO, "item": items, **more})))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("{{base_url}}/users", "/users"),
        ("{{ base_url }}/users/", "/users"),
        ("http://localhost:8000/users?skip=1", "/users?skip=1"),
        ("localhost:8000/users/7", "/users/7"),
        ("/users", "/users"),
        ("{{base_url}}", "/"),
        ({"raw": "{{base_url}}/users/{{id}}"}, "/users/{{id}}"),
        ({"host": ["{{base_url}}"], "path": ["users", "1"]}, "/users/1"),
        ({"raw": "{{base_url}}/users/:id", "variable": [{"key": "id", "value": "3"}]}, "/users/3"),
        ({"raw": "{{base_url}}/users/:id", "variable": [{"key": "id"}]}, "/users/{{id}}"),
    ],
)
def test_addresses_are_read_in_every_form(url: Any, path: str) -> None:
    assert read({"request": {"method": "get", "url": url}}) == [Planned("GET", path, "", "text/plain")]


def test_folders_are_opened_and_variables_filled_in() -> None:
    request = {"method": "POST", "url": "{{host}}/users", "body": {"mode": "raw", "raw": '{"name": "{{name}}"}'}}
    request["header"] = [{"key": "Content-Type", "value": "application/json"}]
    found = read(
        {"name": "folder", "item": [{"name": "inner", "item": [{"request": request}]}]},
        variable=[{"key": "host", "value": "http://localhost:8000"}, {"key": "name", "value": "Amina"}],
    )
    assert found == [Planned("POST", "/users", '{"name": "Amina"}', "application/json")]


def test_routes_are_matched_part_by_part() -> None:
    one = Planned("PUT", "/users/{{user_id}}?a=1", "", "")
    assert one.matches("PUT /users/{id}")
    assert not one.matches("PUT /users")
    assert not one.matches("GET /users/{id}")
    assert not Planned("GET", "/users/1/posts", "", "").matches("GET /users/{id}")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(Mismatch, match=r"DELETE /users/\{id\}\."):
        has_all([Planned("GET", "/users", "", "")], ["GET /users", "DELETE /users/{id}"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is no JSON"),
        ("[]", "version 2.1"),
        ('{"info": {"schema": "v2.0.0"}}', "version 2.1"),
        (json.dumps({"info": _INFO, "item": [{"request": {"url": {}}}]}), "not built as Postman builds it"),
        (json.dumps({"info": _INFO, "item": [1]}), "not built as Postman builds it"),
    ],
)
def test_what_is_no_collection_is_told(text: str, problem: str) -> None:
    with pytest.raises(Mismatch, match=problem):
        planned(Handed(text))  # type: ignore[arg-type]
