"""The brief of an exercise: its table of criteria, written from exercise.toml, and its code blocks, run."""

from __future__ import annotations

import contextlib
import dataclasses
import doctest
import gc
import io
import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.curriculum import COURSE, TIERS, Exercise
from grader.tomlfile import BadFile

_START, _END = "<!-- criteria: written by `journey sync` -->", "<!-- end of criteria -->"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# file: (\S+)\n")
_LANGUAGES = ("python", "pycon", "console", "sh", "text", "json", "toml", "csv", "gitignore", "http", "sql", "ini")


def table(exercise: Exercise) -> str:
    """The criteria by tier, as they stand in the brief."""
    rows = ["| tier | criterion | what must hold | points |", "|---|---|---|---|"]
    for tier in TIERS:
        for criterion in exercise.criteria:
            if criterion.tier == tier:
                points = "mentor" if criterion.by_mentor else str(criterion.points)
                rows.append(f"| {tier} | `{criterion.id}` | {criterion.text} | {points} |")
    return "\n".join([_START, "", *rows, "", _END])


def synced(exercise: Exercise) -> str:
    """The brief with its table up to date."""
    path = exercise.path / "README.md"
    text = path.read_text(encoding="utf-8")
    if _START not in text or _END not in text:
        raise BadFile(f"{path}: there is no place for the criteria. Add the lines {_START!r} and {_END!r}.")
    before, rest = text.split(_START, 1)
    return before + table(exercise) + rest.split(_END, 1)[1]


@dataclasses.dataclass(frozen=True)
class Block:
    language: str
    text: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(text):
        yield Block(found[1], found[2], text[: found.start()].count("\n") + 1)


def run_blocks(path: Path) -> list[str]:
    """Run every code block of a brief in order, in an empty folder; return what is not as it says.

    `python` blocks share their names; a `text` block below one is what it prints; one that begins with
    `# file: NAME` is written to that file instead. `pycon` is a session, `console` shows commands after `$`
    and what they print; each such block is one shell. `sh` is for the reader's own terminal: its syntax is
    looked at, its make targets exist.
    """
    found = list(blocks(path.read_text(encoding="utf-8")))
    problems = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        sys.path.insert(0, folder)
        loaded, own = dict(sys.modules), _modules_of(found)
        for name in loaded:
            if name.split(".")[0] in own:
                del sys.modules[name]  # whoever has loaded it gets it back
        names: dict[str, Any] = {"__name__": "__main__"}
        try:
            for block, after in zip(found, [*found, Block("", "", 0)][1:], strict=True):
                problem = _run(block, after, names)
                if problem:
                    problems.append(f"{path}:{block.line}: {problem}")
        finally:
            sys.path.remove(folder)
            for name, module in list(sys.modules.items()):
                file = str(getattr(module, "__file__", ""))
                if name.split(".")[0] in own or file.startswith(os.path.realpath(folder)):
                    del sys.modules[name]
            sys.modules.update({**loaded, **sys.modules})
            _forget(names)
    return problems


def _forget(names: dict[str, Any]) -> None:
    """A lesson may leave a connection open. It is closed here, and no later test is blamed for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for value in names.values():
            if type(value).__name__ == "Engine":  # of SQLAlchemy, which libraries may keep alive
                value.dispose()
        names.clear()
        gc.collect()


def _modules_of(found: list[Block]) -> set[str]:
    """What the files of a brief are called when they are imported."""
    named = [match[1] for block in found if (match := _FILE.match(block.text))]
    return {Path(name).parts[0].removesuffix(".py") for name in named} - sys.stdlib_module_names


def _run(block: Block, after: Block, names: dict[str, Any]) -> str | None:
    if block.language not in _LANGUAGES:
        return f"a code block is marked {block.language!r}; use one of: {', '.join(_LANGUAGES)}"
    if block.language == "python":
        named = _FILE.match(block.text)
        if named:
            Path(named[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(named[1]).write_text(block.text, encoding="utf-8")
            compile(block.text, named[1], "exec")
            return None
        return _run_python(block, after, names)
    if block.language == "pycon":
        return _run_session(block, names)
    if block.language == "console":
        return _run_console(block)
    if block.language == "sh":
        return _look_at_shell(block)
    return None


def _run_python(block: Block, after: Block, names: dict[str, Any]) -> str | None:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(block.text, "README.md", "exec", dont_inherit=True), names)
    except Exception as error:
        return f"this block raised {type(error).__name__}: {error}"
    if after.language == "text" and printed.getvalue().rstrip() != after.text.rstrip():
        return f"this block printed {printed.getvalue()!r}, the text below it says {after.text!r}"
    return None


def _run_session(block: Block, names: dict[str, Any]) -> str | None:
    test = doctest.DocTestParser().get_doctest(block.text, dict(names), "README.md", None, 0)
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    failed, _ = runner.run(test, out=report.write, clear_globs=False)
    names.update(test.globs)
    return f"this session went otherwise:\n{report.getvalue()}" if failed else None


def _run_console(block: Block) -> str | None:
    """Run the commands of a block in one shell, so that a folder or a variable stays for the next command."""
    commands = re.findall(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE)
    mark = "--- the end of a command ---"
    kept = f"status=$?; printf '\\n%s\\n' '{mark}'; (exit $status)"
    done = subprocess.run(
        ["sh", "-c", "\n".join(f"{command}\n{kept}".replace("\n> ", "\n") for command, _ in commands)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        check=False,
    )
    outputs = done.stdout.split(f"\n{mark}\n")[:-1]
    if len(outputs) != len(commands):
        return f"only {len(outputs)} of {len(commands)} commands came to an end: {done.stdout!r}"
    for (command, expected), came in zip(commands, outputs, strict=True):
        if not doctest.OutputChecker().check_output(expected.strip() + "\n", came.strip() + "\n", doctest.ELLIPSIS):
            return f"`{command}` printed {came!r}, the text below it says {expected!r}"
    return None


def _look_at_shell(block: Block) -> str | None:
    done = subprocess.run(["sh", "-n", "-c", block.text], capture_output=True, text=True, check=False)
    if done.returncode:
        return f"this is not shell: {done.stderr}"
    targets = (COURSE / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", block.text):
        if not re.search(rf"\b{target}\b", targets):
            return f"there is no `make {target}`"
    return None
