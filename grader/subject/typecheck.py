"""mypy over a learner's files, inside the cage, with a warm cache of the standard library's types."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.subject.ignition import clean_environment
from grader.subject.launcher import COURSE

_SEED = COURSE / ".cache" / f"mypy-{sys.version_info.major}.{sys.version_info.minor}"
_OPTIONS = ("--config-file=", "--no-error-summary", "--no-color-output", "--hide-error-context")
_COMMON = (
    "abc argparse collections csv dataclasses datetime decimal enum functools itertools json logging pathlib typing"
)


def command(files: tuple[str, ...], cache: Path) -> list[str]:
    return ["python", "-m", "mypy", *_OPTIONS, f"--cache-dir={cache}", *files]


def warm_cache(target: Path) -> None:
    """Put what mypy knows of the standard library where a check can use it; slower, not wrong, without."""
    try:
        if not _SEED.is_dir():
            _make_seed()
        shutil.copytree(_SEED, target)
    except OSError:
        return


def _make_seed() -> None:
    _SEED.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_SEED.parent) as folder:
        source = Path(folder, "seed.py")
        source.write_text(f"import {', '.join(_COMMON.split())}\n", encoding="utf-8")
        cache = Path(folder, "cache")
        subprocess.run(
            [sys.executable, *command(("seed.py",), cache)[1:]],
            cwd=folder,
            env=clean_environment(),
            capture_output=True,
            check=False,
        )
        if cache.is_dir() and not _SEED.is_dir():
            os.rename(cache, _SEED)
