"""Services outside, as they are played for learners' programs."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from random import Random
from typing import Any

import pytest

from grader.cli import main
from grader.toolbox.doubles import KNOWN, Catalogue, Hub, Placeholder, made
from grader.toolbox.site import Reply, Site


@pytest.fixture
def site() -> Iterator[Site]:
    with contextlib.closing(Site()) as open_site:
        yield open_site


def ask(
    site: Site, path: str, method: str = "GET", data: Any = None, token: str | None = None
) -> tuple[int, Any, dict[str, str]]:
    """Status, body and headers of an answer."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(site.url + path, body, headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, _read(response), dict(response.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, _read(error), dict(error.headers)


def _read(response: Any) -> Any:
    text = response.read().decode()
    return json.loads(text) if "json" in response.headers["Content-Type"] else text


# -- the hub --------------------------------------------------------------------------------------


@pytest.fixture
def hub(site: Site) -> Hub:
    return site.play(Hub(Random(3)))


def test_all_repositories_are_found_by_following_the_links(site: Site, hub: Hub) -> None:
    found: list[dict[str, Any]] = []
    path: str | None = "/users/boris/repos?per_page=20"
    while path:
        _, repos, headers = ask(site, path)
        found += repos
        following = re.search(r'<([^>]*)>; rel="next"', headers.get("Link", ""))
        path = following[1].removeprefix(site.url) if following else None
    assert found == hub.repos["boris"]
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 30), ("?per_page=100", 45), ("?per_page=1000", 45), ("?page=9", 0), ("?per_page=x&page=-1", 30)],
)
def test_a_page_has_a_size(site: Site, hub: Hub, query: str, count: int) -> None:
    assert len(ask(site, f"/users/boris/repos{query}")[1]) == count


def test_no_repositories_are_an_empty_list_without_links(site: Site, hub: Hub) -> None:
    status, repos, headers = ask(site, "/users/chen/repos")
    assert (status, repos, "Link" in headers) == (200, [], False)


@pytest.mark.parametrize("path", ["/users/nobody", "/users/nobody/repos", "/repos/amina/nothing/issues", "/"])
def test_what_is_not_there_is_told_as_json(site: Site, hub: Hub, path: str) -> None:
    assert ask(site, path)[:2] == (404, {"message": "Not Found"})


def test_only_the_right_token_opens_what_is_ones_own(site: Site, hub: Hub) -> None:
    assert ask(site, "/user")[:2] == (401, {"message": "Requires authentication"})
    assert ask(site, "/user", token="wrong")[:2] == (401, {"message": "Bad credentials"})
    assert ask(site, "/user", token=hub.token)[1]["login"] == "amina"


def test_requests_are_counted_until_none_is_left(site: Site, hub: Hub) -> None:
    hub.left[False] = 1
    assert ask(site, "/users/amina")[2]["X-RateLimit-Remaining"] == "0"
    status, body, headers = ask(site, "/users/amina")
    assert (status, body["message"], headers["X-RateLimit-Remaining"]) == (403, "API rate limit exceeded", "0")
    assert ask(site, "/users/amina", token=hub.token)[0] == 200


def test_an_issue_is_made_by_somebody_who_is_known(site: Site, hub: Hub) -> None:
    name = hub.repos["amina"][0]["full_name"]
    path = f"/repos/{name}/issues"
    assert ask(site, path, "POST", {"title": "It stops"})[0] == 401
    assert ask(site, path, "POST", {"title": " "}, hub.token)[1]["errors"][0]["code"] == "missing_field"
    status, issue, _ = ask(site, path, "POST", {"title": "It stops"}, hub.token)
    assert (status, issue["title"], issue["user"]) == (201, "It stops", {"login": "amina"})
    assert issue in ask(site, f"{path}?state=all&per_page=100")[1]


# -- the catalogue --------------------------------------------------------------------------------


def test_every_book_is_reached_from_the_first_page(site: Site) -> None:
    catalogue = site.play(Catalogue(Random(3)))
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith("/private"):
            continue
        seen.add(path)
        status, page, _ = ask(site, path)
        assert status == 200
        for link in re.findall(r'href="([^"]*)"', page):
            whole = urllib.parse.urldefrag(urllib.parse.urljoin(site.url + path, link)).url
            if whole.startswith(site.url):
                waiting.append(whole.removeprefix(site.url))
    assert {book.path for book in catalogue.books} <= seen
    assert len({book.number for book in catalogue.books}) == 20
    assert "Disallow: /private/" in ask(site, "/robots.txt")[1]


def test_titles_are_escaped(site: Site) -> None:
    catalogue = site.play(Catalogue(Random(3), 60))
    book = next(book for book in catalogue.books if "<" in book.title)
    page = ask(site, book.path)[1]
    assert book.title not in page
    assert "The &lt;Last&gt;" in page
    assert f"€{book.price}" in page


# -- the placeholder ------------------------------------------------------------------------------


def test_the_placeholder_answers_as_the_service_that_it_stands_for(site: Site) -> None:
    data = site.play(Placeholder(Random(3))).data
    assert ask(site, "/todos/1")[1] == data["todos"][0]
    assert ask(site, "/todos?userId=2&completed=true")[1] == [
        todo for todo in data["todos"] if todo["userId"] == 2 and todo["completed"]
    ]
    assert len(ask(site, "/users/3/posts")[1]) == 10
    assert {one["postId"] for one in ask(site, "/posts/4/comments")[1]} == {4}
    assert ask(site, "/todos/9999")[:2] == (404, {})
    assert ask(site, "/posts", "POST", {"title": "new"})[:2] == (201, {"title": "new", "id": 101})
    assert ask(site, "/posts/1", "PATCH", {"title": "new"})[1]["title"] == "new"
    assert ask(site, "/posts/1")[1] == data["posts"][0]
    assert ask(site, "/nothing")[0] == 404


# -- what a check can do to them ------------------------------------------------------------------


def test_the_next_requests_meet_trouble_and_the_others_do_not(site: Site) -> None:
    site.play(Placeholder(Random(3)))
    site.trouble("/todos/1", Reply("later", 429, {"Retry-After": "1"}), None)
    assert ask(site, "/todos/1")[0] == 429
    with pytest.raises(RemoteDisconnected):
        ask(site, "/todos/1")
    assert ask(site, "/todos/1")[0] == 200
    assert site.paths() == ["/todos/1"] * 3


@pytest.mark.parametrize("at_once", [2, 4])
def test_requests_wait_for_each_other(site: Site, at_once: int) -> None:
    site.play(Placeholder(Random(3)))
    waiting = site.hold("/todos/", at_once, of=10)
    with ThreadPoolExecutor(at_once) as threads:
        answers = list(threads.map(lambda number: ask(site, f"/todos/{number}")[0], range(1, 11)))
    assert answers == [200] * 10
    assert waiting.most == at_once


def test_more_at_once_than_allowed_are_counted(site: Site) -> None:
    site.play(Placeholder(Random(3)))
    waiting = site.hold("/todos/", 2, of=5)
    together = threading.Barrier(5)

    def one(number: int) -> int:
        together.wait()
        return ask(site, f"/todos/{number}")[0]

    with ThreadPoolExecutor(5) as threads:
        assert list(threads.map(one, range(1, 6))) == [200] * 5
    assert waiting.most == 5


def test_whoever_comes_alone_is_not_held_for_ever(site: Site) -> None:
    site.play(Placeholder(Random(3)))
    waiting = site.hold("/todos/", 3, of=6)
    assert [ask(site, f"/todos/{number}")[0] for number in range(1, 7)] == [200] * 6
    assert waiting.most == 1


# -- for learners ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KNOWN)
def test_a_site_runs_until_it_is_stopped(name: str) -> None:
    with contextlib.closing(Site()) as other:
        port = other.port
    command = [sys.executable, "-m", "grader", "site", name, "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    printed = ""
    while "Ctrl-C" not in printed:
        printed += running.stdout.readline()
    assert f"export {KNOWN[name].variable}=http://127.0.0.1:{port}" in printed
    for path in KNOWN[name].try_out:
        assert f"curl -i http://127.0.0.1:{port}{path}" in printed
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").close()
    running.send_signal(signal.SIGINT)
    rest, _ = running.communicate()
    assert [line.split() for line in rest.splitlines()[: len(KNOWN[name].try_out)]] == [
        ["GET", path, "200"] for path in KNOWN[name].try_out
    ]
    assert running.returncode == 0


def test_a_port_in_use_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "hub", "--port", str(site.port)]) == 2
    assert f"port {site.port} cannot be used" in capsys.readouterr().err


def test_an_unknown_site_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "catalog"]) == 2
    assert "Did you mean catalogue?" in capsys.readouterr().err


def test_each_double_is_the_same_again() -> None:
    first, second = made("hub"), made("hub")
    assert isinstance(first, Hub)
    assert isinstance(second, Hub)
    assert first.repos == second.repos
