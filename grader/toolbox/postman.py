"""A Postman collection (v2.1) of the learner's: its requests, with their variables filled in, ready to be sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.toolbox.expectations import Mismatch

if TYPE_CHECKING:
    from grader.subject.subject import Subject
    from grader.subject.web import App, Response

NAME = "postman_collection.json"
_VARIABLE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
# What Postman puts in the place of these names, another value each time.
_MADE_UP = {
    "$randomEmail": "dora.random@example.com",
    "$randomFirstName": "Dora",
    "$randomFullName": "Dora Random",
    "$randomInt": "42",
    "$guid": "0d2f5a4e-6c7b-4a57-9a35-2f1f6a1f5b11",
    "$timestamp": "1767225600",
}


class Planned(NamedTuple):
    """One request of a collection."""

    method: str
    path: str
    body: str
    kind: str  # of the body

    def matches(self, route: str) -> bool:
        """Whether it asks for a route such as `PUT /users/{id}`. A name in braces stands for one part of the path."""
        method, _, pattern = route.partition(" ")
        parts = "/".join("[^/]+" if part.startswith("{") else re.escape(part) for part in pattern.split("/"))
        return self.method == method and re.fullmatch(parts, self.path.partition("?")[0]) is not None

    def send(self, api: App, variable: str = "1") -> Response:
        """Send it; a variable without a value, most often an id, becomes the one given."""
        headers = {"Content-Type": self.kind} if self.body else {}
        return api.request(self.method, _VARIABLE.sub(variable, self.path), content=self.body, headers=headers)


def planned(subject: Subject, name: str = NAME) -> list[Planned]:
    """The requests of a collection in their order, out of all folders."""
    try:
        found = json.loads(subject.submitted_text(name))
    except ValueError as error:
        raise Mismatch(f"{name} is no JSON: {error}", help="Let Postman export it again, or mend this place.") from None
    info = found.get("info") if isinstance(found, dict) else None
    if not isinstance(info, dict) or "v2.1" not in str(info.get("schema")):
        raise Mismatch(
            f"{name} is no collection of version 2.1.",
            expected='"info" with a "schema" that ends in v2.1.0/collection.json',
            actual=json.dumps(info),
            help="In Postman choose Export, then Collection v2.1.",
        )
    values = {one.get("key"): str(one["value"]) for one in found.get("variable") or [] if one.get("value")}
    try:
        return [_filled_in(request, _MADE_UP | values) for request in _requests_in(found.get("item"))]
    except (AttributeError, KeyError, TypeError) as error:
        raise Mismatch(
            f"{name} has a request that is not built as Postman builds it ({type(error).__name__}: {error}).",
            help="Let Postman export it again.",
        ) from None


def has_all(requests: list[Planned], routes: list[str], name: str = NAME) -> None:
    """Each of the routes is asked for at least once."""
    missing = [route for route in routes if not any(one.matches(route) for one in requests)]
    if missing:
        raise Mismatch(
            f"Requests are missing in {name}: {', '.join(missing)}.",
            expected=", ".join(routes),
            actual=", ".join(f"{one.method} {one.path}" for one in requests) or "no request",
        )


def _requests_in(items: Any) -> Iterator[Mapping[str, Any]]:
    for item in items or []:
        if "item" in item:
            yield from _requests_in(item["item"])
        elif "request" in item:
            yield item["request"] if isinstance(item["request"], dict) else {"method": "GET", "url": item["request"]}


def _filled_in(request: Mapping[str, Any], values: Mapping[str, str]) -> Planned:
    def fill(text: str) -> str:
        return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)

    url, body = request.get("url", ""), request.get("body") or {}
    raw = url if isinstance(url, str) else url.get("raw") or "/".join(["".join(url["host"]), *url["path"]])
    path = re.sub(r"^(\{\{[^}]*\}\}|(https?://)?[^/{]*)", "", fill(fill(raw)))
    for one in url.get("variable") or [] if isinstance(url, dict) else []:
        path = path.replace(f":{one['key']}", fill(str(one.get("value") or f"{{{{{one['key']}}}}}")))
    is_json = body.get("options", {}).get("raw", {}).get("language") == "json"
    kind = "application/json" if is_json else "text/plain"
    for header in request.get("header") or []:
        if header["key"].lower() == "content-type" and not header.get("disabled"):
            kind = header["value"]
    method = str(request.get("method", "GET")).upper()
    return Planned(method, path.rstrip("/") or "/", fill(body.get("raw") or ""), kind)
