"""The whole map, with what has been reached in each tier."""

from __future__ import annotations

import argparse

from grader import records, submission
from grader.curriculum import TIERS, Exercise, curriculum
from grader.render.text import Page


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    del arguments
    page = Page()
    everything = curriculum()
    width = max((len(exercise.label) for exercise in everything.exercises), default=0)
    for week, places in everything.weeks().items():
        page.line()
        page.line(page.style(f"  Week {week}", "bold"))
        for place in places:
            _row(place.exercise, page, width)
    capstones = [place.exercise for place in everything.places if place.week is None]
    if capstones:
        page.line(page.style("\n  Capstones", "bold"))
        for exercise in capstones:
            _row(exercise, page, width)
    page.line()
    page.wrapped("core: the floor when time is short. full: the deliverable. stretch: beyond it.", "  ", None, "dim")
    page.wrapped("Points are those of your last check. What comes next: make next", "  ", None, "dim")
    page.show()
    return 0


def _row(exercise: Exercise, page: Page, width: int) -> None:
    report = records.last(exercise.id)
    if not submission.is_started(exercise):
        state = "not started"
    elif report is None:
        state = "started, not checked yet"
    else:
        state = "  ".join(f"{tier} {_of(report.points(tier))}" for tier in TIERS if report.points(tier)[1])
    done = report is not None and report.holds("core", "full")
    sign = page.style(page.sign("✓", "ok"), "green") if done else page.sign("·", "-")
    head = f"{exercise.label:{width}}"
    room = page.width - 40 - width
    title = exercise.title if len(exercise.title) <= room else f"{exercise.title[: room - 1]}…"
    if room < 20:
        page.line(f"  {sign} {head} {state}")
    else:
        page.line(f"  {sign} {head} {title:{room}} {state}")


def _of(points: tuple[int, int]) -> str:
    return f"{points[0]}/{points[1]}"
