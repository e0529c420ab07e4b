"""Speaks to the hub over HTTP, and knows nothing of the terminal."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx2

MOST_TRIES = 3
LONGEST_WAIT = 30
PAGE_SIZE = 100


@dataclass(frozen=True)
class User:
    """Somebody who has an account."""

    login: str


@dataclass(frozen=True)
class Repo:
    """A repository."""

    full_name: str
    description: str | None
    language: str | None
    stargazers_count: int
    open_issues_count: int


@dataclass(frozen=True)
class Issue:
    """Something that somebody has reported about a repository."""

    number: int
    title: str
    state: str


Thing = TypeVar("Thing", User, Repo, Issue)


class HubError(Exception):
    """What went wrong, in a sentence for the person who typed the command."""


class HubClient:
    """Asks the hub. One method for each thing that it can do."""

    def __init__(self, url: str, token: str, timeout: float) -> None:
        headers = {"Accept": "application/json", "User-Agent": "hub-client/1.0"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            self._http = httpx2.Client(base_url=url, headers=headers, timeout=timeout)
        except httpx2.InvalidURL as error:
            raise HubError(f"HUB_URL is no address: {error}.") from None

    @classmethod
    def from_environment(cls) -> Self:
        """A client with the settings that stand in the environment."""
        url, token = os.environ.get("HUB_URL", ""), os.environ.get("HUB_TOKEN", "").strip()
        if not url.startswith(("http://", "https://")):
            raise HubError("Set HUB_URL to the address of the hub, with http:// or https:// in front.")
        if not (token.isascii() and token.isprintable()):
            raise HubError("HUB_TOKEN has a character that no token has. Copy it once more.")
        try:
            timeout = float(os.environ.get("HUB_TIMEOUT", "10"))
        except ValueError:
            raise HubError("HUB_TIMEOUT is no number of seconds.") from None
        return cls(url, token, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def me(self) -> User:
        """Who the token belongs to."""
        return _made(User, _json(self._get("/user", "user with this token")))

    def repos(self, login: str) -> Iterator[Repo]:
        """The repositories of a user. The next page is asked for when it is needed."""
        return self._pages(Repo, f"/users/{quote(login, safe='')}/repos", f"user {login}")

    def repo(self, name: str) -> Repo:
        """One repository."""
        return _made(Repo, _json(self._get(f"/repos/{quote(name)}", f"repository {name}")))

    def issues(self, name: str, state: str) -> Iterator[Issue]:
        """The issues of a repository. The next page is asked for when it is needed."""
        return self._pages(Issue, f"/repos/{quote(name)}/issues", f"repository {name}", state=state)

    def create_issue(self, name: str, title: str, body: str | None) -> Issue:
        """Report something. Sent once, whatever happens: the hub may have heard it without an answer."""
        fields = {"title": title} if body is None else {"title": title, "body": body}
        response = self._send("POST", f"/repos/{quote(name)}/issues", json=fields)
        return _made(Issue, _json(_accepted(response, f"repository {name}")))

    def _pages(self, kind: type[Thing], path: str, what: str, **query: str) -> Iterator[Thing]:
        response = self._get(path, what, params={"per_page": PAGE_SIZE, **query})
        yield from _all_made(kind, _json(response))
        while link := response.links.get("next"):
            response = self._get(self._own(response.url.join(link["url"])), what)
            yield from _all_made(kind, _json(response))

    def _own(self, address: httpx2.URL) -> httpx2.URL:
        """An address at the hub. The token is for nobody else."""
        base = self._http.base_url
        if (address.scheme, address.host, address.port) != (base.scheme, base.host, base.port):
            raise HubError(f"The next page is at {address.host}, which is not the hub. It is not asked.")
        return address

    def _get(self, url: str | httpx2.URL, what: str, params: dict[str, Any] | None = None) -> httpx2.Response:
        response = self._send("GET", url, params=params)
        for _ in range(MOST_TRIES - 1):
            wait = _wait_told(response)
            if wait is None or wait > LONGEST_WAIT:
                break
            time.sleep(wait)
            response = self._send("GET", url, params=params)
        return _accepted(response, what)

    def _send(self, method: str, url: str | httpx2.URL, **content: Any) -> httpx2.Response:
        try:
            return self._http.request(method, url, **content)
        except httpx2.TimeoutException:
            raise HubError(f"{self._http.base_url} did not answer in time.") from None
        except httpx2.HTTPError as error:
            raise HubError(f"{self._http.base_url} cannot be asked: {error}") from None


def _wait_told(response: httpx2.Response) -> int | None:
    """The seconds after which the hub may be asked again; nothing if it does not say so."""
    told = response.headers.get("Retry-After", "")
    asks_to_wait = response.status_code in (429, 503) and told.isascii() and told.isdecimal()
    return int(told) if asks_to_wait else None


def _accepted(response: httpx2.Response, what: str) -> httpx2.Response:
    """The answer, if it is no refusal."""
    if response.is_success:
        return response
    if response.status_code == 404:
        raise HubError(f"The hub has no {what}.")
    if response.status_code == 401:
        raise HubError("The hub wants a valid token. Put it into the environment variable HUB_TOKEN.")
    if response.status_code == 403 and response.headers.get("X-RateLimit-Remaining") == "0":
        raise HubError(f"No more requests for now. Go on at {_reset_of(response)}.")
    wait = _wait_told(response)
    later = "" if wait is None else f" Try again in {wait} seconds."
    raise HubError(f"The hub answered {response.status_code}: {_reason(response)}.{later}")


def _reset_of(response: httpx2.Response) -> str:
    """When there are requests again."""
    told = response.headers.get("X-RateLimit-Reset", "")
    return f"{datetime.fromtimestamp(int(told), UTC):%H:%M} UTC" if told.isdecimal() else "a later time"


def _reason(response: httpx2.Response) -> str:
    """What the hub says about its refusal, as far as it says anything."""
    try:
        told = response.json()
        problems = [f"{problem['field']} ({problem['code']})" for problem in told.get("errors", [])]
        return ": ".join([str(told["message"]), *problems])
    except (ValueError, KeyError, TypeError, AttributeError):
        return response.reason_phrase


def _json(response: httpx2.Response) -> Any:
    """What is in the body."""
    try:
        return response.json()
    except ValueError:
        raise HubError(f"The answer from {response.url} is no JSON. Is HUB_URL the address of a hub?") from None


def _made(kind: type[Thing], data: Any) -> Thing:
    """One of our own objects. The hub sends many more fields than these have."""
    try:
        return kind(**{field.name: data[field.name] for field in fields(kind)})
    except (TypeError, KeyError):
        raise HubError(f"The hub answered with something that is no {kind.__name__.lower()}.") from None


def _all_made(kind: type[Thing], data: Any) -> list[Thing]:
    """A page of our own objects."""
    if not isinstance(data, list):
        raise HubError("The hub answered with something that is no list.")
    return [_made(kind, one) for one in data]
