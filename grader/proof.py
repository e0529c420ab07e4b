"""Evidence that checks are right: faults that they must catch, variants that they must accept."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader import impact
from grader.curriculum import Exercise
from grader.golden import WORDS, golden, sentences
from grader.grading import grade
from grader.judging import Request, Submission
from grader.render.terminal import failures
from grader.report import FAILED, FAULT, MENTOR, PASSED, Report
from grader.subject.scratch import LEFT_OUT, Snapshot
from grader.tomlfile import Reader

SEED = 1  # proofs look at the same random inputs every time, so that their messages can be kept
WORKERS = 2 * (os.cpu_count() or 1)  # many faults make a check wait until its time is over
GOLDEN = "proofs.golden.txt"

_SHAPE = {"apart": list, "fault": list, "variant": list, "survivor": list}
_CHANGE_SHAPE = {"name": str, "catches": list, "races": bool, "edit": list, "overlay": str, "remove": list}
_EDIT_SHAPE = {"file": str, "find": str, "replace": str}
_SURVIVOR_SHAPE = {"file": str, "line": str, "mutant": str, "reason": str, "free": bool}


@dataclasses.dataclass(frozen=True)
class Change:
    """The solution, changed: a fault with the criteria that must fail, or a variant with none."""

    name: str
    catches: frozenset[str]
    files: Mapping[str, bytes]
    races: bool = False  # what happens at once comes in any order, so the golden file keeps the sentences alone

    @property
    def is_fault(self) -> bool:
        return bool(self.catches)


@dataclasses.dataclass(frozen=True)
class Survivor:
    """A mutant that may live, and why."""

    file: str
    line: str
    mutant: str
    reason: str
    free: bool = False  # the brief leaves open what this line does, so nothing may notice


@dataclasses.dataclass(frozen=True)
class Proofs:
    faults: tuple[Change, ...]
    variants: tuple[Change, ...]
    survivors: tuple[Survivor, ...]
    apart: frozenset[str] = frozenset()  # criteria that nearly every fault fails, too: graded for those that name them


def read_proofs(exercise: Exercise) -> Proofs:
    reader = Reader(exercise.path / "proofs.toml")
    reader.check(reader.data, _SHAPE, (), "a file of proofs")
    for survivor in reader.data.get("survivor", ()):
        reader.check(survivor, _SURVIVOR_SHAPE, ("file", "line", "mutant", "reason"), "a survivor")
    return Proofs(
        faults=tuple(_change(reader, exercise, table, "fault") for table in reader.data.get("fault", ())),
        variants=tuple(_change(reader, exercise, table, "variant") for table in reader.data.get("variant", ())),
        survivors=tuple(Survivor(**table) for table in reader.data.get("survivor", ())),
        apart=frozenset(_known(reader, exercise, reader.data.get("apart", ()))),
    )


def _change(reader: Reader, exercise: Exercise, table: dict[str, Any], what: str) -> Change:
    shape = dict(_CHANGE_SHAPE)
    if what == "variant":
        del shape["catches"], shape["races"]
    reader.check(table, shape, ("name", "catches") if what == "fault" else ("name",), f"a {what}")
    catches = frozenset(_known(reader, exercise, table.get("catches", ())))
    files = dict(exercise.files_of("solution"))
    if overlay := table.get("overlay"):
        files |= _overlay(reader, exercise.path / overlay, overlay)
    for name in table.get("remove", ()):
        if files.pop(name, None) is None:
            reader.fail(name, f"the solution has no file {name!r} to remove", "Look at solution/.")
    for edit in table.get("edit", ()):
        reader.check(edit, _EDIT_SHAPE, tuple(_EDIT_SHAPE), "an edit")
        files[edit["file"]] = _edited(reader, files, edit)
    return Change(table["name"], catches, files, table.get("races", False))


def _known(reader: Reader, exercise: Exercise, names: Sequence[str]) -> Sequence[str]:
    known = {criterion.id for criterion in exercise.criteria}
    for name in names:
        if name not in known:
            reader.fail(name, f"there is no criterion {name!r}", "Look at exercise.toml.")
    return names


def _overlay(reader: Reader, folder: Path, name: str) -> dict[str, bytes]:
    if not folder.is_dir():
        reader.fail(name, f"there is no folder {name!r}", "Create it beside proofs.toml.")
    paths = [
        path for path in folder.rglob("*") if path.is_file() and LEFT_OUT.isdisjoint(path.relative_to(folder).parts)
    ]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def _edited(reader: Reader, files: Mapping[str, bytes], edit: dict[str, str]) -> bytes:
    text = files.get(edit["file"], b"").decode()
    count = text.count(edit["find"])
    if count != 1:
        reader.fail(edit["file"], f"{edit['find']!r} stands {count} times in {edit['file']}", "It must stand once.")
    return text.replace(edit["find"], edit["replace"]).encode()


@dataclasses.dataclass
class Evidence:
    """What came of the solution, the starter and every change."""

    exercise: Exercise
    proofs: Proofs
    solution: Report
    starter: Report
    changes: dict[str, Report]

    @property
    def golden(self) -> str:
        """The messages of all faults, as they are kept for review."""
        messages = (f"# {fault.name}\n\n{self._messages(fault)}" for fault in self.proofs.faults)
        return "\n\n".join([WORDS, *messages]) + "\n"

    def _messages(self, fault: Change) -> str:
        report = self.changes[fault.name]
        is_short = fault.races or self.proofs.apart  # the answers of a whole system are full of tokens and hashes
        return failures(sentences(report) if is_short else report)

    def problems(self) -> list[str]:
        """Everything about the checks that is not as it must be, in sentences."""
        told = refusal(self.solution)
        found = [f"the solution does not earn {told}"] if told else []
        for criterion in self.exercise.criteria:
            if criterion.tier == "core" and not criterion.by_mentor and criterion.id in _passed(self.starter):
                found.append(f"the starter already earns {criterion.id}")
        for fault in self.proofs.faults:
            if told := surprise(self.changes[fault.name], fault.catches):
                found.append(f"the fault {fault.name!r} should fail {told}")
        for variant in self.proofs.variants:
            if told := refusal(self.changes[variant.name]):
                found.append(f"the variant {variant.name!r} is refused by {told}")
        caught = {name for fault in self.proofs.faults for name in fault.catches}
        for criterion in self.exercise.criteria:
            if not criterion.by_mentor and criterion.id not in caught:
                found.append(f"no fault is caught by {criterion.id}")
        for name, report in {"starter": self.starter, "solution": self.solution, **self.changes}.items():
            if report.has_fault:
                found.append(f"the grader itself failed on {name!r}: {_first_fault(report)}")
        if not self.proofs.variants:
            found.append("there is no variant: add another good solution that the checks must accept")
        return found


def gather(exercises: list[Exercise], all_checks: bool = False, others: int | None = None) -> list[Evidence]:
    """Grade everything that the proofs of some exercises speak of, in parallel.

    The checks that a change cannot touch are left out, but for `all_checks`. A fault is graded by the criteria that
    must catch it and by all those that must not, or by so many of these `others`.
    """
    plans = [(exercise, read_proofs(exercise)) for exercise in exercises]
    ours = solutions(exercises)
    submissions: list[Submission] = []
    for exercise, proofs in plans:
        submissions.append(_submission(exercise, "starter", exercise.files_of("starter")))
        for change in (*proofs.faults, *proofs.variants):
            known = frozenset[str]() if all_checks else ours[exercise.id].safe(change.files)
            if change.is_fault:
                known |= proofs.apart - change.catches
            if others is not None and change.catches:
                known |= _left_out(exercise, change, known, others)
            submissions.append(_submission(exercise, change.name, change.files, known))
    reports = iter(_graded(submissions))
    return [
        Evidence(
            exercise,
            proofs,
            solution=ours[exercise.id].report,
            starter=next(reports),
            changes={change.name: next(reports) for change in (*proofs.faults, *proofs.variants)},
        )
        for exercise, proofs in plans
    ]


def _left_out(exercise: Exercise, fault: Change, known: frozenset[str], others: int) -> frozenset[str]:
    """All but some of the criteria that should not catch a fault: the same ones in every run.

    What needs a criterion that catches it is not among those: it is skipped.
    """
    waiting = set(fault.catches)
    for criterion in exercise.criteria:
        if waiting & {*criterion.needs}:
            waiting.add(criterion.id)
    free = [one.id for one in exercise.criteria if not one.by_mentor and one.id not in waiting | known]
    free.sort(key=lambda name: hashlib.sha256(f"{fault.name} {name}".encode()).digest())
    return frozenset(free[others:])


@dataclasses.dataclass(frozen=True)
class Ours:
    """Our solution: what it earns, and which functions each criterion enters."""

    report: Report
    traced: Report
    files: Mapping[str, bytes]

    def safe(self, changed: Mapping[str, bytes]) -> frozenset[str]:
        """The criteria that the changed solution earns for certain."""
        return impact.safe(self.report, self.traced, self.files, changed)


_OURS: dict[str, Ours] = {}


def solutions(exercises: list[Exercise]) -> dict[str, Ours]:
    """Our solutions, graded once in a run.

    And once more to see which functions each criterion enters; but not for a whole system, where each enters most.
    """
    fresh = [exercise for exercise in exercises if exercise.id not in _OURS]
    plain = [_submission(exercise, "solution", exercise.files_of("solution")) for exercise in fresh]
    traced = [one._replace(traced=True) for one in plain if not read_proofs(one.exercise).apart]
    reports = _graded([*plain, *traced])
    by_trace = {one.exercise.id: report for one, report in zip(traced, reports[len(plain) :], strict=True)}
    for exercise, report in zip(fresh, reports, strict=False):
        _OURS[exercise.id] = Ours(report, by_trace.get(exercise.id, report), exercise.files_of("solution"))
    return {exercise.id: _OURS[exercise.id] for exercise in exercises}


def _graded(submissions: list[Submission]) -> list[Report]:
    """The reports, in order. The last exercises come first: the longest should not be what all wait for in the end."""
    found: dict[int, Report] = {}

    def keep(number: int, report: Report) -> None:
        found[number] = golden(report)  # at once: what is now is not now any more when all are graded

    grade(submissions[::-1], Request(seed=SEED, workers=WORKERS), keep)
    return [found[number] for number in reversed(range(len(submissions)))]


def _submission(
    exercise: Exercise, name: str, files: Mapping[str, bytes], known: frozenset[str] = frozenset()
) -> Submission:
    snapshot = Snapshot(exercise.path, dict(files), {}, (), exercise.folder)
    return Submission(exercise, snapshot, name, known=known)


def _passed(report: Report) -> list[str]:
    return [result.id for result in report.criteria if result.outcome == PASSED]


def refusal(report: Report) -> str:
    """The criteria that do not hold, and what a learner would read of them; nothing if all of them hold."""
    names = [result.id for result in report.criteria if result.outcome not in (PASSED, MENTOR)]
    return "\n".join([", ".join(names), failures(report)]) if names else ""


def surprise(report: Report, catches: frozenset[str]) -> str:
    """Which criteria should fail and which do, and what one would read of those that should not; nothing if it fits."""
    failed = [result for result in report.criteria if result.outcome == FAILED]
    names = {result.id for result in failed}
    if names == catches:
        return ""
    others = dataclasses.replace(report, criteria=[result for result in failed if result.id not in catches])
    told = f"{', '.join(sorted(catches))}; failed: {', '.join(sorted(names)) or 'nothing'}"
    return "\n".join([told, failures(others)]) if others.criteria else told


def _first_fault(report: Report) -> str:
    cause = next(result.cause for result in report.criteria if result.outcome == FAULT)
    return (cause.actual or "").strip().splitlines()[-1] if cause else ""
