"""To-dos, posts, comments and users as JSON, in the manner of JSONPlaceholder. What is sent to it is not kept."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from grader.toolbox.site import Asked, Reply, json_reply

_NAMES = ("Amina", "Boris", "Chen", "Dalia", "Emre", "Farida", "Goran", "Hana", "Ines", "Joao")
_WORDS = (
    "rain",
    "bread",
    "a long road",
    "the harbour",
    "seven lamps",
    "winter",
    "a letter",
    "the garden",
    "tea",
    "noise",
)
_OF = {"posts": 10, "comments": 50, "todos": 20}  # for each user or, of comments, in all


class Placeholder:
    """Answers GET for lists, single things and lists of what belongs to one; says yes to everything else."""

    def __init__(self, rng: Random) -> None:
        def title() -> str:
            return f"{rng.choice(_WORDS)} and {rng.choice(_WORDS)} {rng.randint(10, 99)}"

        users = range(1, len(_NAMES) + 1)
        self.data: dict[str, list[dict[str, Any]]] = {
            "users": [
                {"id": number, "name": name, "username": name.lower(), "email": f"{name.lower()}@example.com"}
                for number, name in enumerate(_NAMES, 1)
            ],
            "posts": [
                {"userId": user, "id": (user - 1) * _OF["posts"] + number, "title": title(), "body": title()}
                for user in users
                for number in range(1, _OF["posts"] + 1)
            ],
            "todos": [
                {
                    "userId": user,
                    "id": (user - 1) * _OF["todos"] + number,
                    "title": title(),
                    "completed": rng.random() < 0.5,
                }
                for user in users
                for number in range(1, _OF["todos"] + 1)
            ],
            "comments": [
                {
                    "postId": number % 20 + 1,
                    "id": number,
                    "email": f"{rng.choice(_NAMES).lower()}@example.com",
                    "body": title(),
                }
                for number in range(1, _OF["comments"] + 1)
            ],
        }

    def answer(self, asked: Asked) -> Reply | None:
        match asked.parts:
            case [kind] if kind in self.data and asked.method == "GET":
                return json_reply([one for one in self.data[kind] if _fits(one, asked.query)])
            case [kind] if kind in self.data and asked.method == "POST":
                return json_reply({**_sent(asked), "id": len(self.data[kind]) + 1}, 201)
            case [kind, number] if kind in self.data:
                return self._one(asked, kind, number)
            case [("posts" | "users") as kind, number, part] if part in self.data and asked.method == "GET":
                owner = {"posts": "postId", "users": "userId"}[kind]
                return json_reply([one for one in self.data[part] if str(one.get(owner)) == number])
        return None

    def _one(self, asked: Asked, kind: str, number: str) -> Reply:
        found = next((one for one in self.data[kind] if str(one["id"]) == number), None)
        if found is None:
            return json_reply({}, 404)
        if asked.method == "DELETE":
            return json_reply({})
        return json_reply({**found, **_sent(asked)} if asked.method == "PATCH" else found)


def _fits(one: dict[str, Any], query: dict[str, str]) -> bool:
    return all(json.dumps(one[key]).strip('"') == value for key, value in query.items() if key in one)


def _sent(asked: Asked) -> dict[str, Any]:
    try:
        found = json.loads(asked.body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
