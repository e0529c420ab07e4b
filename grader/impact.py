"""Which criteria a change of the solution can touch.

A check runs the same code in the same order as long as nothing that it runs has changed. So a criterion that the
solution has earned without ever entering a changed function is earned by the changed solution, too, and proofs need
not grade it again. Whatever is not the body of a function may be seen everywhere: then all criteria are graded.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from grader.report import PASSED, Report

REACH = "reach"  # in the receipt of a report: the functions that each criterion entered; None if it saw more than that
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def safe(solution: Report, traced: Report, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> frozenset[str]:
    """The criteria whose outcome is known without grading the change."""
    touched = changed_functions(before, after)
    if touched is None or any(b"subprocess" in content for content in before.values()):
        return frozenset()  # what a program starts for itself writes nothing down
    earned = [{result.id for result in report.criteria if result.outcome == PASSED} for report in (solution, traced)]
    reach: dict[str, list[str] | None] = traced.receipt.get(REACH, {})
    return frozenset(
        name for name in earned[0] & earned[1] if (entered := reach.get(name)) is not None and not touched & {*entered}
    )


def changed_functions(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str] | None:
    """The functions with another body, as file:line in the files before; nothing if more than bodies has changed."""
    if before.keys() != after.keys():
        return None
    found: set[str] = set()
    for name in before:
        if before[name] == after[name]:
            continue
        bodies = _changed_bodies(before[name], after[name]) if name.endswith(".py") else None
        if bodies is None:
            return None
        found |= {f"{name}:{line}" for line in bodies}
    return found


def _changed_bodies(before: bytes, after: bytes) -> set[int] | None:
    try:
        old, new = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError):
        return None
    if ast.dump(_hollow(old)) != ast.dump(_hollow(new)):
        return None
    return _among(old, new)


def _among(old: ast.AST, new: ast.AST) -> set[int] | None:
    """Pair the functions of two trees that are alike outside of them."""
    found: set[int] = set()
    for one, other in zip(_outermost(old), _outermost(new), strict=True):
        if ast.get_docstring(one, clean=False) != ast.get_docstring(other, clean=False):
            return None  # it is seen without a call
        if [ast.dump(_hollow(part)) for part in one.body] != [ast.dump(_hollow(part)) for part in other.body]:
            found.add(min([one.lineno, *(decorator.lineno for decorator in one.decorator_list)]))
            continue  # what is defined inside is reached through it
        inside = _among(ast.Module(one.body, []), ast.Module(other.body, []))
        if inside is None:
            return None
        found |= inside
    return found


def _outermost(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions in a tree that are not inside another one."""
    found = []
    for node in ast.iter_child_nodes(tree):
        found += [node] if isinstance(node, _FUNCTION) else _outermost(node)
    return found


def _hollow(tree: ast.AST) -> ast.AST:
    """The tree without the bodies of the functions in it."""
    hollow = copy.deepcopy(tree)
    for function in [node for node in ast.walk(hollow) if isinstance(node, _FUNCTION)]:
        function.body = [ast.Pass()]
    return hollow
