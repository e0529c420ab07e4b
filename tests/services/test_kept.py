"""What all servers of the course have in common."""

from __future__ import annotations

import socket
import sys

import pytest

from grader.services.kept import HOST, free_port, let_go

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, no port can be held for somebody else")


def test_a_port_is_held_until_its_server_is_there():
    port = free_port()
    with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
        stranger.bind((HOST, port))
    with socket.create_server((HOST, port)) as server, socket.create_connection((HOST, port)):
        server.accept()[0].close()
    let_go(port)
    with socket.socket() as anybody:
        anybody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the connection of just now lingers
        anybody.bind((HOST, port))


def test_each_server_has_a_port_of_its_own():
    ports = [free_port() for _ in range(200)]
    for port in ports:
        let_go(port)
    assert len(set(ports)) == 200
