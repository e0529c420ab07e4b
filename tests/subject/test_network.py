"""Ports that the learner's code may connect to, and those that it may not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from grader.subject import cage
from grader.subject.faults import RemoteError
from grader.toolbox.site import Site

from .conftest import SubjectOf

_CLIENT = """
    import socket

    def first_line(host, port):
        with socket.create_connection((host, port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\\r\\nHost: here\\r\\n\\r\\n")
            return connection.recv(4096).split(b"\\r\\n")[0]

    if __name__ == "__main__":
        import sys
        print(first_line("127.0.0.1", int(sys.argv[1])))
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with contextlib.closing(Site()) as made:
        made.page("/", "here")
        yield made


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_granted_port_can_be_reached(subject_of: SubjectOf, site: Site, host: str) -> None:
    subject = subject_of({"client.py": _CLIENT})
    subject.may_connect(site.port)
    assert subject.module("client").first_line(host, site.port) == b"HTTP/1.1 200 OK"


def test_a_program_can_reach_a_granted_port(subject_of: SubjectOf, site: Site) -> None:
    subject = subject_of({"client.py": _CLIENT})
    subject.may_connect(site.port)
    assert subject.program("client.py", str(site.port)).stdout == "b'HTTP/1.1 200 OK'\n"


@pytest.mark.skipif("network" not in cage.rules().enforced, reason="this machine's cage has no network rules")
def test_no_other_port_can_be_reached(subject_of: SubjectOf, site: Site) -> None:
    subject = subject_of({"client.py": _CLIENT})
    with contextlib.closing(Site()) as granted:
        subject.may_connect(granted.port)
        with pytest.raises(RemoteError, match="Permission denied"):
            subject.module("client").first_line("127.0.0.1", site.port)
    assert site.asked == []
