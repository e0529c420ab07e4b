"""A PostgreSQL server for the learner's own programs, or a session with it."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, suppress

from grader import submission
from grader.services.keeper import binaries

PORT = 54320
NAME, PASSWORD, DATABASE = "learner", "learner", "fastapi_db"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"where it listens; {PORT} if not given")
    parser.add_argument("--psql", action="store_true", help="talk to the server that runs in another terminal")
    parser.add_argument("--file", metavar="FILE", help="with --psql: run the statements of a file")


def run(arguments: argparse.Namespace) -> int:
    url = f"postgresql://{NAME}:{PASSWORD}@127.0.0.1:{arguments.port}/{DATABASE}"
    if arguments.psql or arguments.file:
        return _talk(url, arguments.port, arguments.file)
    if _somebody_listens(arguments.port):
        print(
            f"journey: port {arguments.port} is in use. Is your database running in another terminal?", file=sys.stderr
        )
        print(f"  If it is another program: make database port={arguments.port + 1}", file=sys.stderr)
        return 2
    return _serve(url, arguments.port)


def _serve(url: str, port: int) -> int:
    import psycopg
    from psycopg.errors import DuplicateDatabase, DuplicateObject

    from grader.services.postgres import Postgres

    kept = submission.WORK / ".postgres"
    kept.parent.mkdir(exist_ok=True)
    with closing(Postgres.start(kept, port)) as server, suppress(KeyboardInterrupt):
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
        print(f"  PostgreSQL {address.version} is running. Your data stays in {submission.shown(kept)}.\n")
        print("  In a second terminal, before you start your program:")
        print(f"    export DATABASE_URL={url}")
        print(f"  To talk to it in SQL:   make database psql=yes{f' port={port}' if port != PORT else ''}")
        print("\n  Leave this terminal open. Ctrl-C ends the server.", flush=True)
        signal.pause()
    print("\n  The server has ended. Your data is kept.")
    return 0


def _talk(url: str, port: int, file: str | None) -> int:
    if not _somebody_listens(port):
        print("journey: no database is running. In another terminal: make database", file=sys.stderr)
        return 2
    command = [str(binaries() / "psql"), url, "-v", "ON_ERROR_STOP=1", *(["-f", file] if file else [])]
    return subprocess.run(command, check=False, env={**os.environ, "PSQLRC": os.devnull}).returncode


def _somebody_listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
