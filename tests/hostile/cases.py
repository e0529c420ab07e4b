"""The cases: submissions that attack the grader or are merely unlucky, and what must come of each.

`cases.toml` says why each is there and which criteria fail; those that need them are skipped, all others pass.
What is handed in is the solution of day 3 with the files of `submissions/NAME/` laid over it, then changed by the
function of `built.py` of that name, if there is one: for what a repository cannot hold. `forgeries.toml` has
messages that a submission sends in place of its answers; each is a case whose first check fails.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grader.curriculum import curriculum
from grader.subject import cage
from grader.subject.limits import Limits

from . import built

HERE = Path(__file__).parent
EXERCISE = dataclasses.replace(
    curriculum().exercise("day03"),
    limits=Limits(seconds=1.5, memory_mb=96, processes=16, file_mb=4, scratch_mb=16, output_kb=256),
)


@dataclasses.dataclass(frozen=True)
class Forgery:
    message: str
    at_import: bool


@dataclasses.dataclass(frozen=True)
class Case:
    name: str
    why: str
    fails: frozenset[str] = frozenset()
    skips: frozenset[str] = frozenset()  # beside those that need one that fails
    needs: tuple[str, ...] = ()
    pretends: tuple[str, ...] = ()  # attempts to reach out that seem to work, and do nothing
    forgery: Forgery | None = None
    varies: str | None = None  # why the message is not the same everywhere

    @property
    def skipped(self) -> frozenset[str]:
        """What is not looked at, because something else has failed."""
        skipped = set(self.skips)
        for criterion in EXERCISE.criteria:
            if criterion.id not in self.fails and not (self.fails | skipped).isdisjoint(criterion.needs):
                skipped.add(criterion.id)
        return frozenset(skipped)

    @property
    def golden(self) -> Path:
        return HERE / "golden" / f"{self.name}.txt"

    @property
    def lacking(self) -> str:
        """What this machine's cage does not enforce, but the case needs: grading it could do harm here."""
        return ", ".join(sorted(set(self.needs) - set(cage.rules().enforced)))


def all_cases() -> list[Case]:
    cases = [Case(name, **{key: _typed(key, value) for key, value in table.items()}) for name, table in _read("cases")]
    for name, table in _read("forgeries"):
        forgery = Forgery(table["message"], table.get("at_import", False))
        cases.append(Case(f"forged-{name}", table["why"], frozenset({"person-created"}), forgery=forgery))
    return cases


def _read(name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")).items()


def _typed(key: str, value: Any) -> Any:
    return frozenset(value) if key in ("fails", "skips") else tuple(value) if isinstance(value, list) else value


def hand_in(case: Case, folder: Path, targets: str) -> None:
    """Lay out the submission in a folder."""
    solution = EXERCISE.path / "solution"
    shutil.copytree(solution, folder)
    overlay = HERE / "submissions" / case.name
    if overlay.is_dir():
        shutil.copytree(overlay, folder, dirs_exist_ok=True)
    if case.forgery is not None:
        shutil.copy(HERE / "support" / "forger.py", folder / "person.py")
        (folder / "forgery").write_bytes(built.message(case.forgery.message))
        if case.forgery.at_import:
            (folder / "at_import").touch()
    imported = set(re.findall(r"^(?:from|import) (\w+)", _sources(folder), re.MULTILINE))
    if "honest" in imported:
        shutil.copytree(solution, folder / "honest")
    for helper in imported & {"attempts", "tap"}:
        shutil.copy(HERE / "support" / f"{helper}.py", folder)
    if "targets" in imported:
        (folder / "targets.py").write_text(targets, encoding="utf-8")
    if change := getattr(built, case.name.replace("-", "_"), None):
        change(folder)


def _sources(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
