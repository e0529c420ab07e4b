"""A PostgreSQL, Redis or MongoDB server for the learner's own programs, or a session with it."""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import suppress

from grader import submission
from grader.commands.own_servers import SERVERS, Own
from grader.services.kept import NoServer, somebody_listens


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=SERVERS, default="postgres", help="which server; postgres if not given")
    ports = ", ".join(f"{server.port} for {kind}" for kind, server in SERVERS.items())
    parser.add_argument("--port", type=int, help=f"where it listens; if not given, {ports}")
    talking = "talk to the server that runs in another terminal"
    parser.add_argument("--talk", "--psql", action="store_true", help=talking)
    parser.add_argument("--file", metavar="FILE", help="run what stands in a file, and talk to it no further")


def run(arguments: argparse.Namespace) -> int:
    server = SERVERS[arguments.kind]
    port = arguments.port or server.port
    command = "make database" + (f" kind={arguments.kind}" if arguments.kind != "postgres" else "")
    if arguments.talk or arguments.file:
        if not somebody_listens(port):
            print(f"journey: no {server.title} is running. In another terminal: {command}", file=sys.stderr)
            return 2
        return server.talk(server.url.format(port=port), arguments.file)
    if somebody_listens(port):
        print(f"journey: port {port} is in use. Is your {server.title} running in another terminal?", file=sys.stderr)
        print(f"  If it is another program: {command} port={port + 1}", file=sys.stderr)
        return 2
    try:
        return _serve(server, port, command)
    except NoServer as problem:
        print(f"journey: {server.title} cannot be started: {problem}", file=sys.stderr)
        return 3


def _serve(server: Own, port: int, command: str) -> int:
    kept = submission.WORK / server.folder
    kept.mkdir(parents=True, exist_ok=True)
    with suppress(KeyboardInterrupt), server.serve(kept, port) as version:
        print(f"  {server.title} {version} is running. Your data stays in {submission.shown(kept)}.\n")
        print("  In a second terminal, before you start your program:")
        print(f"    export {server.variable}={server.url.format(port=port)}")
        other = f" port={port}" if port != server.port else ""
        talk = "psql=yes" if server.language == "SQL" else "talk=yes"
        print(f"  To talk to it in {server.language}:   {command} {talk}{other}")
        print("\n  Leave this terminal open. Ctrl-C ends the server.", flush=True)
        signal.pause()
    print("\n  The server has ended. Your data is kept.")
    return 0
