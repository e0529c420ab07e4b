"""Runs a command of the learner's: a Python file or module in a forked interpreter, anything else by exec."""

from __future__ import annotations

import linecache
import os
import runpy
import sys
import types
from typing import NoReturn

from grader.subject import ending

_PYTHON_NAMES = ("python", "python3")
_INTERRUPTED = 130


def run(argv: list[str], root: str) -> NoReturn:
    """Become the command, and end as it ends."""
    try:
        _run(argv)
        status = 0
    except SystemExit as leaving:
        status = _status(leaving)
    except BaseException as error:
        _show(error)
        status = _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    ending.leave(status, root)


def _run(argv: list[str]) -> None:
    if argv[0] in _PYTHON_NAMES and len(argv) > 1 and argv[1].endswith(".py"):
        _run_file(argv[1:])
    elif argv[0] in _PYTHON_NAMES and len(argv) > 2 and argv[1] == "-m":
        _run_module(argv[2:])
    elif argv[0] in _PYTHON_NAMES and len(argv) > 2 and argv[1] == "-c":
        _run_text(argv[1:])
    elif argv[0] in _PYTHON_NAMES:
        os.execv(sys.executable, [sys.executable, *argv[1:]])
    else:
        _run_command(argv)


def _run_command(argv: list[str]) -> None:
    try:
        os.execvp(argv[0], argv)
    except OSError as error:
        print(f"{argv[0]}: {error.strerror}", file=sys.stderr)
        raise SystemExit(127) from None


def _run_file(argv: list[str]) -> None:
    path = argv[0]
    sys.argv = argv
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print(f"python: can't open file {path!r}: {error.strerror}", file=sys.stderr)
        raise SystemExit(2) from None
    _run_source(source, path)


def _run_text(argv: list[str]) -> None:
    sys.argv = ["-c", *argv[2:]]
    sys.path.insert(0, "")
    _run_source(argv[1], "<string>")


def _run_source(source: str | bytes, filename: str) -> None:
    main = types.ModuleType("__main__")
    if filename != "<string>":
        main.__file__ = os.path.abspath(filename)
    elif sys.version_info >= (3, 13):  # from there on, a traceback shows these lines too
        linecache.cache[filename] = (len(source), None, str(source).splitlines(keepends=True), filename)
    sys.modules["__main__"] = main
    exec(compile(source, filename, "exec", dont_inherit=True), main.__dict__)


def _run_module(argv: list[str]) -> None:
    sys.argv = argv
    sys.path.insert(0, os.getcwd())
    runpy.run_module(argv[0], run_name="__main__", alter_sys=True)


def _status(leaving: SystemExit) -> int:
    if leaving.code is None or isinstance(leaving.code, int):
        return (leaving.code or 0) & 0xFF
    print(leaving.code, file=sys.stderr)
    return 1


def _show(error: BaseException) -> None:
    """Print the traceback as Python would, without the frames of this file."""
    trace = error.__traceback__
    while trace is not None and (
        trace.tb_frame.f_code.co_filename == __file__ or "runpy" in trace.tb_frame.f_code.co_filename
    ):
        trace = trace.tb_next
    linecache.checkcache()
    sys.excepthook(type(error), error.with_traceback(trace), trace)
