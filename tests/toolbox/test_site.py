"""The small web site that the grader serves."""

from __future__ import annotations

import contextlib
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from grader.toolbox.site import Nobody, Site, understood


@pytest.fixture
def site() -> Iterator[Site]:
    with contextlib.closing(Site()) as made:
        yield made


def sent(site: Site, raw: bytes, end: bool = True) -> bytes:
    with socket.create_connection((site.host, site.port)) as connection:
        connection.sendall(raw)
        if end:
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_page_is_answered_with_its_headers(site: Site) -> None:
    site.page("/tea", "green\n", X_Kind="leaf")
    with urllib.request.urlopen(f"{site.url}/tea") as response:
        assert (response.status, response.read(), response.headers["X-Kind"]) == (200, b"green\n", "leaf")


def test_what_was_asked_is_kept(site: Site) -> None:
    site.page("/", "")
    sent(site, b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\nabc", end=False)
    (asked,) = site.asked
    assert (asked.method, asked.path, asked.headers["host"], asked.body) == ("POST", "/", "here", b"abc")
    assert asked.problem == ""


def test_an_unknown_path_is_404(site: Site) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{site.url}/nowhere")
    caught.value.close()
    assert caught.value.code == 404


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"GET / HTTP/1.1\nHost: here\n\n", "no empty line"),
        (b"GET /\r\nHost: here\r\n\r\n", "the first line"),
        (b"GET / HTTP/1.1\r\nHost here\r\n\r\n", "a line below the first"),
        (b"GET / HTTP/1.1\r\nHost: here\r\n", "no empty line"),
        (b"GET / HTTP/1.1\r\n\r\n", "no Host header"),
        (b"GET / HTTP/1.1\r\nHost: here\r\nContent-Length: many\r\n\r\n", "Content-Length"),
        (b"x" * 300_000, "no empty line"),
    ],
)
def test_what_is_no_request_is_told_so(site: Site, raw: bytes, problem: str) -> None:
    assert sent(site, raw).startswith(b"HTTP/1.1 400 ")
    assert problem in site.asked[0].problem


def test_a_request_that_is_not_all_there_yet_is_waited_for() -> None:
    assert understood(b"GET / HTTP/1.1\r\nHost: he", ended=False) is None
    assert understood(b"GET / HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\nab", ended=False) is None


def test_a_silent_client_does_not_keep_others_waiting(site: Site) -> None:
    site.page("/", "here")
    with socket.create_connection((site.host, site.port)):
        assert sent(site, b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").endswith(b"here")


def test_many_who_never_hang_up_keep_nobody_waiting(site: Site) -> None:
    site.page("/", "here")
    with contextlib.ExitStack() as stay:
        for _ in range(150):
            connection = stay.enter_context(socket.create_connection((site.host, site.port)))
            connection.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
            assert b"".join(iter(lambda asked=connection: asked.recv(65536), b"")).endswith(b"here")


def test_nobody_listens_when_a_site_is_closed() -> None:
    site = Site()
    site.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((site.host, site.port))


def test_nobody_listens_and_nobody_else_gets_the_port() -> None:
    with contextlib.closing(Nobody()) as nobody:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((nobody.host, nobody.port))
        with pytest.raises(OSError, match="in use"):
            Site(nobody.port)
