"""Small changes to the reference solution, each of which some check should notice."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
from collections.abc import Iterator, Sequence

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from grader.curriculum import Exercise
from grader.grading import grade
from grader.judging import Request, Submission
from grader.proof import SEED, WORKERS, Survivor, read_proofs, solutions
from grader.render.text import Page
from grader.report import MENTOR, PASSED, Report
from grader.subject.scratch import Snapshot

REQUIRED = 0.85

_COMPARISONS: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.In: cst.NotIn,
    cst.NotIn: cst.In,
    cst.Is: cst.IsNot,
    cst.IsNot: cst.Is,
}
_ARITHMETIC: dict[type[cst.CSTNode], type[cst.CSTNode]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Multiply,
    cst.Modulo: cst.Multiply,
    cst.AddAssign: cst.SubtractAssign,
    cst.SubtractAssign: cst.AddAssign,
    cst.MultiplyAssign: cst.DivideAssign,
    cst.And: cst.Or,
    cst.Or: cst.And,
}
_SPACED = cst.SimpleWhitespace(" ")


@dataclasses.dataclass(frozen=True)
class Mutant:
    """The solution with one small change."""

    file: str
    number: int
    line: str
    changed: str
    source: str


@dataclasses.dataclass(frozen=True)
class Outcome:
    exercise: Exercise
    total: int
    survivors: tuple[tuple[Mutant, Survivor | None], ...]  # with the stated reason, if there is one
    whole: bool = True  # all of them were tried, not some

    @property
    def counted(self) -> int:
        """How many are in code that the brief speaks of."""
        return self.total - sum(1 for _, stated in self.survivors if stated and stated.free)

    @property
    def noticed(self) -> int:
        return self.total - len(self.survivors)

    @property
    def killed(self) -> float:
        return self.noticed / self.counted if self.counted else 1.0

    def problems(self) -> list[str]:
        found = [
            f"{mutant.file}:{mutant.number}: no check notices `{mutant.changed}` for `{mutant.line}`, "
            "and proofs.toml states no reason ([[survivor]])"
            for mutant, stated in self.survivors
            if stated is None
        ]
        if self.whole and self.killed < REQUIRED:
            found.append(f"{self.killed:.0%} of {self.counted} mutants are noticed; {REQUIRED:.0%} must be")
        return found


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Every mutant of one file that still is another program."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    spans = wrapper.resolve(ByteSpanPositionProvider)
    finder = _Finder()
    wrapper.module.visit(finder)
    whole = source.encode()
    seen = {source}
    for node, replacement in finder.changes:
        start, end = spans[node].start, spans[node].start + spans[node].length
        written = wrapper.module.code_for_node(replacement).strip().encode()
        text = (whole[:start] + written + whole[end:]).decode()
        if text in seen:
            continue
        seen.add(text)
        yield Mutant(file, *_first_difference(source, text), text)


def _first_difference(before: str, after: str) -> tuple[int, str, str]:
    old, new = before.splitlines(), after.splitlines()
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            removed = " ".join(line.strip() for line in old[start:end])
            return start + 1, removed, " ".join(line.strip() for line in new[new_start:new_end])
    return 1, "", ""


class _Finder(cst.CSTVisitor):
    """Collects what could be changed: pairs of a node and what takes its place.

    Left alone: docstrings, type hints, the words of messages, and the values and words of a demonstration,
    because no brief speaks of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[cst.CSTNode, cst.CSTNode]] = []
        self._in_words = 0
        self._in_demonstration = 0

    def visit_Annotation(self, node: cst.Annotation) -> bool:
        del node
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        del node
        return False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._in_demonstration += node.name.value in ("main", "demo", "demonstrate")

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self._in_demonstration -= original_node.name.value in ("main", "demo", "demonstrate")

    def visit_If(self, node: cst.If) -> bool:
        if isinstance(node.test, cst.Comparison) and cst.Module([]).code_for_node(node.test.left) == "__name__":
            return False
        if not isinstance(node.test, cst.Comparison):
            negated = cst.UnaryOperation(
                cst.Not(), node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            )
            self._change(node.test, negated)
        return True

    def visit_Raise(self, node: cst.Raise) -> None:
        self._in_words += 1
        self._change(node, cst.Pass())

    def leave_Raise(self, original_node: cst.Raise) -> None:
        del original_node
        self._in_words -= 1

    def visit_FormattedString(self, node: cst.FormattedString) -> None:
        del node
        self._in_words += 1

    def leave_FormattedString(self, original_node: cst.FormattedString) -> None:
        del original_node
        self._in_words -= 1

    def visit_Expr(self, node: cst.Expr) -> bool:
        if isinstance(node.value, cst.SimpleString):
            return False  # a docstring
        printed = self._in_demonstration and cst.Module([]).code_for_node(node).startswith("print(")
        if isinstance(node.value, cst.Call | cst.Await) and not printed:
            self._change(node, cst.Pass())
        return True

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self._swap(node.operator, _ARITHMETIC)
        self._change(node, cst.Pass())

    def visit_Assign(self, node: cst.Assign) -> None:
        if isinstance(node.targets[0].target, cst.Attribute):
            self._change(node, cst.Pass())

    def visit_Return(self, node: cst.Return) -> None:
        if node.value is not None and cst.Module([]).code_for_node(node.value) != "None":
            self._change(node.value, cst.Name("None"))

    def visit_ComparisonTarget(self, node: cst.ComparisonTarget) -> None:
        replacement = _COMPARISONS.get(type(node.operator))
        if replacement:
            self._change(
                node.operator,
                replacement(whitespace_before=_SPACED, whitespace_after=_SPACED),  # type: ignore[call-arg]
            )

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        self._swap(node.operator, _ARITHMETIC)

    def visit_BooleanOperation(self, node: cst.BooleanOperation) -> None:
        self._swap(node.operator, _ARITHMETIC)

    def visit_UnaryOperation(self, node: cst.UnaryOperation) -> None:
        if isinstance(node.operator, cst.Not | cst.Minus):
            self._change(node, node.expression)

    def visit_Integer(self, node: cst.Integer) -> None:
        if not self._in_demonstration:
            self._change(node, cst.Integer(str(node.evaluated_value + 1)))

    def visit_Float(self, node: cst.Float) -> None:
        if not self._in_demonstration:
            self._change(node, cst.Float(str(node.evaluated_value + 1)))

    def visit_Name(self, node: cst.Name) -> None:
        if node.value in ("True", "False"):
            self._change(node, cst.Name("False" if node.value == "True" else "True"))

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        if not self._in_words and not self._in_demonstration:
            self._change(node, cst.SimpleString('"changed"'))

    def visit_Call(self, node: cst.Call) -> bool:
        """The words that go to print, logging or a new exception are for people."""
        called = cst.Module([]).code_for_node(node.func).rsplit(".", 1)[-1]
        return called not in ("print", "debug", "info", "warning", "error", "exception", "Formatter", "add_argument")

    def _swap(self, operator: cst.CSTNode, table: dict[type[cst.CSTNode], type[cst.CSTNode]]) -> None:
        replacement = table.get(type(operator))
        if replacement:
            self._change(operator, replacement())

    def _change(self, node: cst.CSTNode, replacement: cst.CSTNode) -> None:
        self.changes.append((node, replacement))


def run(exercises: Sequence[Exercise], most: int | None = None) -> list[Outcome]:
    """Grade the mutants of every solution, or some of each, and sort out those that nobody noticed."""
    solutions(list(exercises))  # all of them in one run
    plans = []
    submissions = []
    for exercise in exercises:
        files, given = exercise.files_of("solution"), exercise.files_of("starter")
        proofs = read_proofs(exercise)
        mutants = [
            mutant
            for name, content in files.items()
            if name.endswith(".py") and content != given.get(name)  # what is given is not the learner's to get right
            if not (proofs.apart and name.startswith("tests/"))  # tests are judged by what is set apart
            for mutant in mutants_of(name, content.decode())
        ]
        mutants, whole = _some(mutants, most)
        plans.append((exercise, mutants, whole))
        ours = solutions([exercise])[exercise.id]
        for mutant in mutants:
            changed = {**files, mutant.file: mutant.source.encode()}
            snapshot = Snapshot(exercise.path, changed, {}, (), exercise.folder)
            name = f"{mutant.file}:{mutant.number}"
            submissions.append(Submission(exercise, snapshot, name, known=ours.safe(changed) | proofs.apart))
    reports = iter(grade(submissions, Request(seed=SEED, workers=WORKERS, to_first_failure=True)))
    outcomes = []
    for exercise, mutants, whole in plans:
        alive = [mutant for mutant in mutants if _passes(next(reports))]
        stated = read_proofs(exercise).survivors
        survivors = tuple((mutant, _stated(mutant, stated)) for mutant in alive)
        outcomes.append(Outcome(exercise, len(mutants), survivors, whole))
    return outcomes


def _some(mutants: list[Mutant], most: int | None) -> tuple[list[Mutant], bool]:
    """The same ones in every run, from all over the files; others as soon as the solution changes."""
    if most is None or len(mutants) <= most:
        return mutants, True
    return sorted(mutants, key=lambda one: hashlib.sha256(one.source.encode()).digest())[:most], False


def _passes(report: Report) -> bool:
    return all(result.outcome in (PASSED, MENTOR) for result in report.criteria)


def _stated(mutant: Mutant, survivors: Sequence[Survivor]) -> Survivor | None:
    for survivor in survivors:
        if (survivor.file, survivor.line, survivor.mutant) == (mutant.file, mutant.line, mutant.changed):
            return survivor
    return None


def show(outcomes: Sequence[Outcome]) -> int:
    """Print the survivors with their difference; the exit status says whether any is unexplained."""
    page = Page()
    bad = 0
    for outcome in outcomes:
        of_all = f"{outcome.noticed} of {outcome.counted} mutants noticed, {outcome.killed:.0%}"
        page.line(f"\n  {outcome.exercise.label}: {of_all}")
        for mutant, stated in outcome.survivors:
            page.line(f"    {mutant.file}:{mutant.number}")
            page.line(page.style(f"      - {mutant.line}", "red"))
            page.line(page.style(f"      + {mutant.changed}", "green"))
            page.wrapped(stated.reason if stated else "No reason is stated.", "      ")
        for problem in outcome.problems():
            bad += 1
            page.wrapped(problem, "      ", "    ✗ ")
    page.show()
    return 1 if bad else 0
