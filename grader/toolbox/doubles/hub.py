"""A host of repositories with an API in the manner of GitHub: pages, tokens, a limit of requests, issues."""

from __future__ import annotations

import json
import time
from math import ceil
from random import Random
from typing import Any

from grader.toolbox.site import Asked, Reply, json_reply

TOKEN = "hub_amina_4711"
_PEOPLE = {"amina": 7, "boris": 45, "chen": 0}  # and how many repositories each has
_NAMES = ("compass", "kettle", "ledger", "harbour", "lantern", "sparrow", "quarry", "ribbon", "anchor", "meadow")
_LANGUAGES = ("Python", "Go", "Rust", None)
_MOST_PER_PAGE = 100
_HOUR = 3600


class Hub:
    """What it holds can be read by a check: `repos` of each login, `issues` of each full name, `token`."""

    def __init__(self, rng: Random) -> None:
        self.token = TOKEN
        self.left = {False: 60, True: 5000}  # requests, without and with a token
        self.repos: dict[str, list[dict[str, Any]]] = {
            login: [_repo(rng, login, number) for number in range(1, count + 1)] for login, count in _PEOPLE.items()
        }
        self.issues: dict[str, list[dict[str, Any]]] = {
            repo["full_name"]: [_issue(rng, number) for number in range(1, repo["open_issues_count"] + 1)]
            for repos in self.repos.values()
            for repo in repos
        }

    def answer(self, asked: Asked) -> Reply:
        sent = asked.headers.get("authorization", "").split(" ")
        known = sent[-1] == self.token
        if sent != [""] and not (known and sent[0].lower() in ("bearer", "token")):
            return _refusal(401, "Bad credentials")
        limit = self._limit(known)
        if self.left[known] <= 0:
            return _refusal(403, "API rate limit exceeded", limit)
        self.left[known] -= 1
        found = self._found(asked, "amina" if known else None)
        return found._replace(headers={**found.headers, **self._limit(known)})

    def _limit(self, known: bool) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": "5000" if known else "60",
            "X-RateLimit-Remaining": str(self.left[known]),
            "X-RateLimit-Reset": str(int(time.time()) // _HOUR * _HOUR + _HOUR),
        }

    def _found(self, asked: Asked, login: str | None) -> Reply:
        match asked.method, asked.parts:
            case "GET", ["user"]:
                return json_reply(self._person(login)) if login else _refusal(401, "Requires authentication")
            case "GET", ["users", name] if name in self.repos:
                return json_reply(self._person(name))
            case "GET", ["users", name, "repos"] if name in self.repos:
                return _page(asked, self.repos[name])
            case "GET", ["repos", owner, name] if f"{owner}/{name}" in self.issues:
                return json_reply(next(repo for repo in self.repos[owner] if repo["name"] == name))
            case "GET", ["repos", owner, name, "issues"] if f"{owner}/{name}" in self.issues:
                state = asked.query.get("state", "open")
                return _page(asked, [one for one in self.issues[f"{owner}/{name}"] if state in ("all", one["state"])])
            case "POST", ["repos", owner, name, "issues"] if f"{owner}/{name}" in self.issues:
                return self._new_issue(asked, f"{owner}/{name}", login)
        return _refusal(404, "Not Found")

    def _person(self, login: str) -> dict[str, Any]:
        return {"login": login, "name": login.title(), "public_repos": len(self.repos[login]), "type": "User"}

    def _new_issue(self, asked: Asked, name: str, login: str | None) -> Reply:
        if login is None:
            return _refusal(401, "Requires authentication")
        try:
            sent = json.loads(asked.body)
        except ValueError:
            return _refusal(400, "Problems parsing JSON")
        title = sent.get("title") if isinstance(sent, dict) else None
        if not isinstance(title, str) or not title.strip():
            return json_reply(
                {
                    "message": "Validation Failed",
                    "errors": [{"resource": "Issue", "field": "title", "code": "missing_field"}],
                },
                422,
            )
        issue = {
            "number": len(self.issues[name]) + 1,
            "title": title,
            "body": sent.get("body"),
            "state": "open",
            "user": {"login": login},
        }
        self.issues[name].append(issue)
        return json_reply(issue, 201, {"Location": f"{asked.host}/repos/{name}/issues/{issue['number']}"})


def _repo(rng: Random, login: str, number: int) -> dict[str, Any]:
    name = f"{rng.choice(_NAMES)}-{number}"
    return {
        "id": rng.randint(10_000, 99_999) * 100 + number,
        "name": name,
        "full_name": f"{login}/{name}",
        "owner": {"login": login},
        "description": rng.choice(("A tool of mine", "Work in progress", None)),
        "language": rng.choice(_LANGUAGES),
        "stargazers_count": rng.randint(0, 900),
        "open_issues_count": rng.randint(0, 4),
        "fork": rng.random() < 0.2,
        "private": False,
    }


def _issue(rng: Random, number: int) -> dict[str, Any]:
    title = rng.choice(("It stops", "A word is misspelled", "Please add colours", "The manual is missing"))
    return {
        "number": number,
        "title": f"{title} ({rng.randint(100, 999)})",
        "body": None,
        "state": rng.choice(("open", "open", "closed")),
        "user": {"login": rng.choice(list(_PEOPLE))},
    }


def _page(asked: Asked, things: list[dict[str, Any]]) -> Reply:
    """One page of a list, with the addresses of the others in the header Link."""
    size = min(_number(asked, "per_page", 30), _MOST_PER_PAGE)
    page = _number(asked, "page", 1)
    last = max(1, ceil(len(things) / size))
    others = {"prev": page - 1, "next": page + 1, "first": 1, "last": last}
    wanted = [name for name, number in others.items() if 1 <= number <= last and number != page]
    path = "/" + "/".join(asked.parts)
    kept = "".join(f"&{key}={value}" for key, value in asked.query.items() if key not in ("page", "per_page"))
    links = [f'<{asked.host}{path}?page={others[name]}&per_page={size}{kept}>; rel="{name}"' for name in wanted]
    return json_reply(things[(page - 1) * size : page * size], headers={"Link": ", ".join(links)} if links else {})


def _number(asked: Asked, name: str, otherwise: int) -> int:
    text = asked.query.get(name, "")
    return max(1, int(text)) if text.isdecimal() else otherwise


def _refusal(status: int, message: str, headers: dict[str, str] | None = None) -> Reply:
    return json_reply({"message": message}, status, headers)
