"""What is done once, before any fork: that it fails is told to nobody, so it is looked at here."""

from __future__ import annotations

import importlib
import socket
from urllib.parse import urlsplit

import psycopg
import pytest

from grader.subject.understudy import understudy


@pytest.mark.parametrize(
    ("name", "loaded"),
    [
        ("rehearsal", ["email_validator"]),
        ("rehearsal_sql", ["sqlalchemy.ext.asyncio"]),
        ("rehearsal_web", ["httpx", "httpx2", "bs4"]),
        ("rehearsal_stores", ["pymongo", "redis.asyncio"]),
        ("rehearsal_stores", ["pymongo", "redis.asyncio", "fastapi", "uvicorn"]),
    ],
)
def test_a_rehearsal_goes_through(name: str, loaded: list[str]) -> None:
    for module in loaded:
        importlib.import_module(module)
    importlib.import_module(f"grader.subject.{name}").rehearse()


def test_the_understudy_of_a_server_answers_as_a_client_expects_it() -> None:
    with understudy() as url, psycopg.connect(url.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT id, name FROM teas WHERE id = %s", [1]).fetchall() == []
        assert connection.execute("INSERT INTO teas (name) VALUES (%s) RETURNING id", ["oolong"]).fetchone() == (1,)
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS
        connection.commit()
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_the_understudy_leaves_whoever_it_does_not_understand() -> None:
    with understudy() as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                continue
        with psycopg.connect(url.replace("+psycopg", "")) as another:
            assert another.execute("SELECT name FROM teas").fetchall() == []


def test_the_understudy_leaves_when_it_is_not_needed_any_more() -> None:
    with understudy() as url:
        port = urlsplit(url).port
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(f"host=127.0.0.1 port={port}")
