"""Runs a command of the learner's: a Python file or module in a forked interpreter, anything else by exec."""

from __future__ import annotations

import linecache
import os
import runpy
import sys
import types

_PYTHON_NAMES = ("python", "python3")


def run(argv: list[str]) -> None:
    """Become the command. Returns when a Python program ends; the interpreter then shuts down as usual."""
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
    main = types.ModuleType("__main__")
    main.__file__ = path
    sys.modules["__main__"] = main
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec")
        exec(code, main.__dict__)
    except OSError as error:
        if error.filename != path:
            _show(error)
        print(f"python: can't open file {path!r}: {error.strerror}", file=sys.stderr)
        raise SystemExit(2) from None
    except (Exception, KeyboardInterrupt) as error:
        _show(error)


def _run_text(argv: list[str]) -> None:
    sys.argv = ["-c", *argv[2:]]
    sys.path.insert(0, "")
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    try:
        exec(compile(argv[1], "<string>", "exec"), main.__dict__)
    except (Exception, KeyboardInterrupt) as error:
        _show(error)


def _run_module(argv: list[str]) -> None:
    sys.argv = argv
    sys.path.insert(0, os.getcwd())
    try:
        runpy.run_module(argv[0], run_name="__main__", alter_sys=True)
    except (Exception, KeyboardInterrupt) as error:
        _show(error)


def _show(error: Exception | KeyboardInterrupt) -> None:
    """Print the traceback as Python would, without the frames of this file, and leave with the status it would."""
    trace = error.__traceback__
    while trace is not None and (
        trace.tb_frame.f_code.co_filename == __file__ or "runpy" in trace.tb_frame.f_code.co_filename
    ):
        trace = trace.tb_next
    linecache.checkcache()
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    raise SystemExit(130 if isinstance(error, KeyboardInterrupt) else 1)
