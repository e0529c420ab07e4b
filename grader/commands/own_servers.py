"""The servers that learners may have for their own programs: where each is, how it starts, how one talks to it."""

from __future__ import annotations

import code
import contextlib
import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from grader.services.kept import HOST

NAME, PASSWORD, DATABASE = "learner", "learner", "fastapi_db"


class Own(NamedTuple):
    """One kind of server."""

    title: str
    folder: str
    port: int
    variable: str
    url: str  # with {port}
    language: str
    serve: Callable[[Path, int], contextlib.AbstractContextManager[str]]  # gives the version
    talk: Callable[[str, str | None], int]


@contextlib.contextmanager
def _postgres(data: Path, port: int) -> Iterator[str]:
    import psycopg
    from psycopg.errors import DuplicateDatabase, DuplicateObject

    from grader.services.postgres import Postgres

    with contextlib.closing(Postgres.start(data, port)) as server:
        address = server.address()
        with psycopg.connect(address.admin, autocommit=True) as connection:
            for statement in (
                f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{PASSWORD}'",
                f"CREATE DATABASE {DATABASE} OWNER {NAME}",
            ):
                try:
                    connection.execute(statement.encode())
                except (DuplicateObject, DuplicateDatabase):
                    continue  # from an earlier day
        yield address.version


@contextlib.contextmanager
def _redis(data: Path, port: int) -> Iterator[str]:
    from grader.services.redis import Server, version_of

    with contextlib.closing(Server(port, data)) as server:
        with contextlib.closing(server.enter()) as connection:
            version = version_of(connection)
        yield version


@contextlib.contextmanager
def _mongo(data: Path, port: int) -> Iterator[str]:
    from grader.services.mongo import Server, version_of

    with contextlib.closing(Server(port, data)) as server:
        with server.enter() as client:
            version = version_of(client)
        yield version


def _talk_sql(url: str, file: str | None) -> int:
    from grader.services.postgres_server import binaries

    command = [str(binaries() / "psql"), url, "-v", "ON_ERROR_STOP=1", *(["-f", file] if file else [])]
    return subprocess.run(command, check=False, env={**os.environ, "PSQLRC": os.devnull}).returncode


def _talk_redis(url: str, file: str | None) -> int:
    """Commands as one types them in redis-cli, from the keyboard or from a file."""
    from urllib.parse import urlsplit

    from grader.services.resp import Connection, shown

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # the keys for moving and for what was typed before
    lines = Path(file).read_text(encoding="utf-8").splitlines() if file else _typed(f"{urlsplit(url).netloc}> ")
    with contextlib.closing(Connection(HOST, urlsplit(url).port or 0, None, None)) as connection:
        for line in lines:
            try:
                words = shlex.split(line, comments=True)
            except ValueError as problem:
                print(f"(error) {problem}")
                continue
            if words and words[0].lower() in ("quit", "exit"):
                break
            if words and words[0].lower() in ("monitor", "subscribe", "psubscribe"):
                print(f"(error) {words[0]} has no end. Use it in a program of yours.")
            elif words:
                print(shown(connection.run_all(tuple(words))[0]))
    return 0


def _talk_mongo(url: str, file: str | None) -> int:
    """Python, with `db` as the lessons and the reports have it."""
    from pymongo import MongoClient

    with MongoClient[dict[str, object]](url) as client:
        names = {"db": client.get_default_database(), "client": client}
        if file:
            exec(compile(Path(file).read_text(encoding="utf-8"), file, "exec"), names)
        else:
            code.interact("This is Python, and db is your database: db.users.find_one()", local=names, exitmsg="")
    return 0


def _typed(prompt: str) -> Iterator[str]:
    with contextlib.suppress(EOFError):
        while True:
            yield input(prompt)


SERVERS = {
    "postgres": Own(
        *("PostgreSQL", ".postgres", 54320, "DATABASE_URL"),
        f"postgresql://{NAME}:{PASSWORD}@{HOST}:{{port}}/{DATABASE}",
        *("SQL", _postgres, _talk_sql),
    ),
    "redis": Own(
        *("Redis", ".redis", 63790, "REDIS_URL", f"redis://{HOST}:{{port}}/0"), *("its commands", _redis, _talk_redis)
    ),
    "mongo": Own(
        *("MongoDB", ".mongo", 27170, "MONGO_URL", f"mongodb://{HOST}:{{port}}/journey"),
        *("Python", _mongo, _talk_mongo),
    ),
}
