"""The page of one learner, made again only if something in it has changed."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from grader.cohort.roster import Learner
from grader.cohort.store import Results
from grader.pages import reviews
from grader.pages.chart import chart
from grader.pages.markup import page, policy, version
from grader.pages.reports import report_part
from grader.pages.reviews import NONE, Review
from grader.pages.summary import Past, Standing, Summary, from_record, past, points, standing
from grader.pages.writing import Folder, page_of


class Made(NamedTuple):
    """What came of one learner."""

    summary: Summary
    written: bool


class Part(NamedTuple):
    """One exercise on the page."""

    standing: Standing
    report: Markup


def make(results: Results, folder: Folder, learner: Learner, places: Mapping[str, int]) -> Made:
    """Write the page of a learner and say what the pages about everybody need to know. `places` orders exercises."""
    exercises = sorted(results.exercises(learner.id), key=lambda name: (places.get(name, len(places)), name))
    gradings = {exercise: results.gradings(learner.id, exercise) for exercise in exercises}
    said = reviews.contents(results.folder, learner.id)
    mark = _fingerprint(learner, gradings, said)
    known = folder.known(learner.id)
    if known is not None and known.get("fingerprint") == mark:
        return Made(from_record(known["summary"]), False)
    parts, before, read = list[Part](), list[Past](), _past(known)
    for exercise, names in gradings.items():
        review = reviews.read(said[exercise]) if exercise in said else NONE
        part, some = _exercise(results, learner.id, exercise, names, review, read)
        parts += part
        before += some
    inorder = tuple(sorted(before, key=lambda one: one.at))
    summary = Summary(learner.id, learner.name, tuple(part.standing for part in parts), inorder)
    written = folder.write(page_of(learner.id), _page(summary, parts))
    folder.remember(learner.id, {"fingerprint": mark, "summary": summary._asdict()})
    return Made(summary, written)


def _fingerprint(learner: Learner, gradings: Mapping[str, list[str]], said: Mapping[str, bytes]) -> str:
    """The files of gradings never change, so their names stand for what is in them."""
    known = [version(), learner.id, learner.name, list(gradings.items())]
    digest = hashlib.sha256(json.dumps(known).encode())
    for exercise, content in said.items():
        digest.update(f"{exercise} {len(content)} ".encode() + content)
    return digest.hexdigest()[:24]


def _past(known: Mapping[str, Any] | None) -> dict[str, Past]:
    """The points of gradings that were read before."""
    if known is None:
        return {}
    try:
        return {f"{one.exercise}/{one.grading}": one for one in from_record(known["summary"]).past}
    except (KeyError, TypeError, ValueError):
        return {}  # kept by another version of these pages


def _exercise(
    results: Results, learner: str, exercise: str, names: list[str], review: Review, read: Mapping[str, Past]
) -> tuple[list[Part], list[Past]]:
    """The last grading in full, and the points of all; of those before the last, only what was not read before."""
    parts, before = list[Part](), list[Past]()
    for name in reversed(names):
        if parts and f"{exercise}/{name}" in read:
            before.append(read[f"{exercise}/{name}"])
            continue
        graded = results.grading(learner, exercise, name)
        if graded is None or graded.report is None:
            continue
        earned = points(graded.report)
        before.append(past(graded, name, earned))
        if not parts:
            shown = report_part(graded.report, review, graded.at, points=earned)
            parts.append(Part(standing(graded, graded.report, name, earned, review), shown))
    return parts, before


def _page(summary: Summary, parts: list[Part]) -> str:
    return page(
        "learner.html",
        up="../",
        here="learner",
        policy=policy(),
        learner=summary,
        parts=parts,
        chart=chart(summary.past),
        cells=_cells,
    )


@functools.lru_cache(maxsize=4096)
def _cells(points: tuple[int, ...]) -> Markup:
    """The points of one exercise as cells of the table: many learners have the same."""
    cell = Markup('<td class="n">{}<span class="of">/{}</span></td>')
    pairs = zip(points[::2], points[1::2], strict=True)
    return Markup("").join(cell.format(got, most) if most else Markup("<td></td>") for got, most in pairs)
