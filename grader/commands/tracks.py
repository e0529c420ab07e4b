"""Where a learner stands on another roadmap: its items in its order, and the exercises that cover them."""

from __future__ import annotations

import argparse
import functools

from grader import records, tracks
from grader.names import UnknownName, nearest
from grader.render.text import Page
from grader.report import MENTOR, PASSED
from grader.tracks import Track


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("track", nargs="?", help="such as six-phases; with none, all of them")


def run(arguments: argparse.Namespace) -> int:
    known = tracks.tracks()
    page = Page()
    if arguments.track is None:
        _overview(list(known.values()), page)
    else:
        if arguments.track not in known:
            near = nearest(arguments.track, known) or f" The tracks are: {', '.join(known)}."
            raise UnknownName(f"There is no track {arguments.track!r}.{near}")
        _items_of(known[arguments.track], page)
    page.show()
    return 0


def _overview(found: list[Track], page: Page) -> None:
    page.line()
    width = max((len(track.id) for track in found), default=0)
    for track in found:
        items = list(track.items)
        done = sum(map(_is_reached, items))
        page.line(f"  {page.style(f'{track.id:{width}}', 'bold')}  {done}/{len(items)} items  {track.title}")
        page.wrapped(track.about, "  " + " " * (width + 2), None, "dim")
    page.line()
    page.wrapped("One of them, item by item: make tracks name=six-phases", "  ", None, "dim")


def _items_of(track: Track, page: Page) -> None:
    for part in track.parts:
        done = sum(map(_is_reached, part.items))
        page.line(page.style(f"\n  {part.title}", "bold") + f"  {done}/{len(part.items)}")
        for item in part.items:
            sign = page.style(page.sign("✓", "ok"), "green") if _is_reached(item) else page.sign("·", "-")
            homes = list(dict.fromkeys(exercise.id for exercise, _ in tracks.coverage().get(item, [])))
            name = item.split("/", 2)[2].replace("-", " ").replace("/", ": ")
            page.wrapped(f"{name}  ({', '.join(homes) or 'not in the course yet'})", "      ", f"  {sign} ")
    page.line()
    page.wrapped(
        "✓: every criterion for it held in your last check. Begin one: make start lab=basics", "  ", None, "dim"
    )


def _is_reached(item: str) -> bool:
    """Whether all that the course asks for it has held; what only a mentor can judge does not stand in the way."""
    criteria = tracks.coverage().get(item, [])
    return bool(criteria) and all(
        criterion.by_mentor or criterion.id in _held(exercise.id) for exercise, criterion in criteria
    )


@functools.cache
def _held(exercise_id: str) -> frozenset[str]:
    report = records.last(exercise_id)
    if report is None:
        return frozenset()
    return frozenset(result.id for result in report.criteria if result.outcome in (PASSED, MENTOR))
