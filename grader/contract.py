"""The contract that every exercise keeps, as sentences about what does not hold."""

from __future__ import annotations

import ast
import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.brief import run_blocks, synced
from grader.curriculum import COURSE, Exercise
from grader.golden import comparable
from grader.proof import GOLDEN, Evidence
from grader.subject.scratch import Snapshot

_EXPECTED = {"README.md", "exercise.toml", "proofs.toml", GOLDEN, "starter", "solution", "checks"}
_SHOWN = 40  # lines of a difference
_OPTIONAL = {"given", "variants", "faults"}


def problems_of(evidence: Evidence) -> list[str]:
    """Everything in the exercise that breaks the contract."""
    exercise = evidence.exercise
    return [
        *evidence.problems(),
        *_golden(evidence),
        *_stray_files(exercise),
        *_public_names(exercise),
        *_brief(exercise),
        *lint(exercise),
    ]


def _golden(evidence: Evidence) -> list[str]:
    path = evidence.exercise.path / GOLDEN
    if not path.exists():
        return [f"{GOLDEN} is missing; look at the messages of the faults, then run: journey proof --update"]
    kept, now = path.read_text(encoding="utf-8"), evidence.golden
    if kept == now or not comparable(kept):
        return []
    lines = list(difflib.unified_diff(kept.splitlines(), now.splitlines(), GOLDEN, "now", n=2, lineterm=""))
    difference = "\n".join([*lines[:_SHOWN], *(["…"] if len(lines) > _SHOWN else [])])
    advice = "if they are better now: journey proof --update"
    return [f"the messages of the faults are not those in {GOLDEN}; {advice}\n{difference}"]


def _stray_files(exercise: Exercise) -> list[str]:
    names = {path.name for path in exercise.path.iterdir()} - {"__pycache__"}
    found = [f"{name} does not belong in the folder of an exercise" for name in sorted(names - _EXPECTED - _OPTIONAL)]
    missing = _EXPECTED - names - ({"starter"} if exercise.continues else set())
    return found + [f"{name} is missing" for name in sorted(missing)]


def _public_names(exercise: Exercise) -> list[str]:
    """What the starter offers by name, the solution offers too, and the other way round."""
    starter, solution = exercise.files_of("starter"), exercise.files_of("solution")
    found = []
    for name in starter:
        if name.endswith(".py") and name in solution:
            theirs, ours = public_names(starter[name]), public_names(solution[name])
            if theirs and theirs != ours:  # a file that offers nothing leaves everything open
                found.append(f"starter and solution differ in the public names of {name}: {sorted(theirs ^ ours)}")
        elif name not in solution and starter[name] not in solution.values():  # it may have been moved
            found.append(f"the starter has {name}, the solution has not")
    return found


def public_names(source: bytes) -> set[str]:
    names: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
    return {name for name in names if not any(part.startswith("_") for part in name.split("."))}


def _brief(exercise: Exercise) -> list[str]:
    path = exercise.path / "README.md"
    if not path.exists():
        return []
    stale = path.read_text(encoding="utf-8") != synced(exercise)
    return [
        *run_blocks(path),
        *(["the table of criteria in the brief is out of date; run: journey sync"] if stale else []),
    ]


def lint(exercise: Exercise) -> list[str]:
    """Our own code in the folder passes lint and strict types."""
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as whole:  # with the files that are carried over from the day before
        files = exercise.files_of("solution")
        Snapshot(exercise.path, files, {}, (), "").write_to(Path(whole))
        mypy: list[Path | str] = [bin_folder / "mypy", "--strict", "--no-error-summary", "--ignore-missing-imports"]
        mypy += ["--explicit-package-bases", f"--cache-dir={COURSE / '.mypy_cache' / exercise.id}", "."]
        return [
            *_complaints([bin_folder / "ruff", "check", "-q", "--no-cache", "."], exercise.path),
            *_complaints([bin_folder / "ruff", "format", "-q", "--no-cache", "--check", "."], exercise.path),
            *(_complaints(mypy, Path(whole)) if any(name.endswith(".py") for name in files) else []),
        ]


def _complaints(command: list[Path | str], folder: Path) -> list[str]:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=folder, check=False)
    name = Path(command[0]).name
    return [f"{name}: {(done.stdout + done.stderr).strip()}"] if done.returncode else []
