"""`journey`: parse, call, print. Each command lives in a module of its own and is loaded when it is used."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from typing import NoReturn

from grader.subject import ignition

COMMANDS = {
    "check": "grade your work: a day, a week, a lab; with no name, what you touched last",
    "start": "begin an exercise: its starter goes into your folder",
    "reset": "begin an exercise again; your work is kept as a backup",
    "watch": "grade again on every save",
    "hint": "one more hint for what does not hold yet",
    "solution": "read our solution; asks first until the core holds",
    "progress": "the whole map, with what you have reached",
    "tracks": "where you stand on another roadmap: month-two, six-phases, six-month, zero-to-advanced",
    "next": "what to do next",
    "pr": "grade a pull request: what you committed, with the checks of the branch it goes to",
    "report": "the last report again, as text or for another system",
    "database": "a PostgreSQL, Redis or MongoDB server for your own programs, while you work",
    "site": "a web site or an API for your own programs, in the place of one on the internet",
    "doctor": "what this machine lacks, and how to mend it",
    "cohort": "grade many learners, and see what came of it",
    "review": "judge what only a person can judge, one criterion after the other",
    "proof": "show that the checks of an exercise are right",
    "new": "begin a new exercise for the course",
    "sync": "write the tables of criteria into the briefs",
    "lint": "lint, types and import rules",
    "test": "the tests of the engine and of every exercise",
    "bench": "measure the grader's speed",
}
GRADING = ("check", "watch")
FOR_MAINTAINERS = ("proof", "new", "sync", "lint", "test", "bench")


def run() -> NoReturn:
    """The command, and then the end, without taking the interpreter apart: that takes longer than many a check."""
    gc.disable()  # what is loaded stays until the end; grading turns it on again
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    name, *rest = words
    if name not in COMMANDS:
        import difflib

        near = difflib.get_close_matches(name, COMMANDS, 2, 0.5)
        offer = f"Did you mean {' or '.join(near)}?" if near else "`journey --help` lists the commands."
        print(f"journey: there is no command {name!r}. {offer}", file=sys.stderr)
        return 2
    try:
        if name in GRADING:
            ignition.ahead()
        return _run(name, rest)
    except KeyboardInterrupt as stop:
        print("\nStopped. Nothing is left running, and your files are as you saved them.", file=sys.stderr)
        return 143 if type(stop).__name__ == "Terminated" else 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        return _failed(error)
    finally:
        ignition.put_out()


def _run(name: str, words: list[str]) -> int:
    import argparse

    command = importlib.import_module(f"grader.commands.{name}")
    parser = argparse.ArgumentParser(prog=f"journey {name}", description=COMMANDS[name], allow_abbrev=False)
    command.configure(parser)
    return int(command.run(parser.parse_args(words)))


def _failed(error: Exception) -> int:
    from grader.troubles import describe

    text, status = describe(error)
    print(text, file=sys.stderr)
    return status


def usage() -> str:
    width = max(map(len, COMMANDS))
    lines = ["journey COMMAND [NAME ...]      for example: journey check 3", "", "For learners:"]
    lines += [f"  {name:{width}}  {text}" for name, text in COMMANDS.items() if name not in FOR_MAINTAINERS]
    lines += ["", "For maintainers:"]
    lines += [f"  {name:{width}}  {COMMANDS[name]}" for name in FOR_MAINTAINERS]
    lines += ["", "Names: 3, day3, 8-9, 1-7, week=1, lab-regex. `journey COMMAND --help` tells more."]
    return "\n".join(lines)


if __name__ == "__main__":
    run()
