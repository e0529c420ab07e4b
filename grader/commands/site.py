"""A web site or an API for the learner's own programs, in the place of one on the internet."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import signal
import sys

from grader.toolbox.doubles import KNOWN, made
from grader.toolbox.site import Asked, Double, Reply, Site

PORT = 8100
_EACH = 3  # with --trouble, so many requests lie between two that fail
_TROUBLES = (
    Reply("Something went wrong.\n", 500),
    Reply("Too many requests.\n", 429, {"Retry-After": "1"}),
    Reply("Out of order for a moment.\n", 503, {"Retry-After": "1"}),
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=f"one of {', '.join(KNOWN)}")
    parser.add_argument("--port", type=int, default=PORT, help=f"where it listens; {PORT} if not given")
    parser.add_argument("--trouble", action="store_true", help="every third request fails, each in another way")


def run(arguments: argparse.Namespace) -> int:
    if arguments.name not in KNOWN:
        return _unknown(arguments.name)
    known = KNOWN[arguments.name]
    double: Double = made(arguments.name)
    try:
        site = Site(arguments.port, Told(Troubled(double) if arguments.trouble else double))
    except OSError as error:
        print(f"journey: port {arguments.port} cannot be used: {error.strerror}.", file=sys.stderr)
        print(f"  Try another one: make site name={arguments.name} port={arguments.port + 1}", file=sys.stderr)
        return 2
    with contextlib.closing(site), contextlib.suppress(KeyboardInterrupt):
        print(f"  {known.title}. It runs on this machine, and is the same each time.\n")
        print("  In a second terminal, before you start your program:")
        print(f"    export {known.variable}={site.url}")
        print("  To see what it answers:")
        for path in known.try_out:
            print(f"    curl -i {site.url}{path}")
        if token := getattr(double, "token", ""):
            print(f"  Its token: {token}")
        print("\n  Leave this terminal open. Ctrl-C ends it.", flush=True)
        signal.pause()
    print("\n  The site has ended.")
    return 0


def _unknown(name: str | None) -> int:
    near = difflib.get_close_matches(name or "", KNOWN, 1, 0.5)
    offer = f" Did you mean {near[0]}?" if near else ""
    print(f"journey: {f'there is no site {name!r}.' if name else 'say which site.'}{offer}", file=sys.stderr)
    for one, known in KNOWN.items():
        print(f"  make site name={one:<12} {known.title}", file=sys.stderr)
    return 2


class Told:
    """Prints each request, as a server does."""

    def __init__(self, double: Double) -> None:
        self._double = double

    def answer(self, asked: Asked) -> Reply | None:
        reply = self._double.answer(asked)
        print(f"  {asked.method} {asked.path}  {reply.status if reply else 404}", flush=True)
        return reply


class Troubled:
    """Fails now and then, as services do."""

    def __init__(self, double: Double) -> None:
        self._double = double
        self._count = 0

    def answer(self, asked: Asked) -> Reply | None:
        self._count += 1
        if self._count % _EACH:
            return self._double.answer(asked)
        return _TROUBLES[self._count // _EACH % len(_TROUBLES)]
