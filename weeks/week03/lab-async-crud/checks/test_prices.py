"""Checks of the lab: the same question, in line and at once; and the notes about it."""

import re

import pytest

from grader.toolbox import Mismatch

WRITTEN = """
from inspect import iscoroutinefunction
from fastapi.routing import APIRoute, iter_route_contexts

def is_async(app, path):
    routes = [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]
    return [iscoroutinefunction(one.endpoint) for one in routes if one.path == path]
"""
TARIFFS = {"North": (300, 4), "Harbour": (250, 6), "Swift": (420, 2)}


@pytest.fixture
def grams(rng):
    return rng.choice([1, 99, 100, 101, rng.randint(102, 30_000)])


def prices(answer, grams):
    """The answer has the right prices."""
    assert answer.status_code == 200
    hundreds = -(-grams // 100)
    assert answer.json()["prices"] == {name: parcel + each * hundreds for name, (parcel, each) in TARIFFS.items()}
    return answer.json()


@pytest.mark.criterion("prices-in-line")
def test_one_carrier_is_asked_after_the_other(api, grams):
    prices(api.get("/prices/in-line", params={"grams": grams}), grams)
    standing = re.findall(r"standing still: (\d+)", api.output())
    if standing != ["1", "1", "1"]:
        raise Mismatch(
            "The three carriers are not asked one after the other, each with carriers.ask.",
            expected="3 calls of ask, one at a time",
            actual=f"{len(standing)} calls, {max(standing, default=0)} at a time",
        )


@pytest.mark.criterion("prices-in-line")
def test_the_route_is_a_plain_function(subject):
    is_async = subject.define(WRITTEN)
    if is_async(subject.module("main").app, "/prices/in-line") != [False]:
        raise Mismatch("The route /prices/in-line is not written with plain def.", expected="def", actual="async def")


@pytest.mark.criterion("prices-in-line")
def test_others_are_answered_meanwhile(subject, serve, grams):
    api = serve(carriers="held")
    line = api.start("GET", "/prices/in-line", params={"grams": grams})
    api.wait_for_output("standing still: 1", 1)
    other = api.start("GET", "/openapi.json")
    answered = other.came(1.5)
    subject.write_text("carriers-answer", "")
    if not answered:
        raise Mismatch(
            "While /prices/in-line waits for its carriers, another request gets no answer.",
            expected="an answer at once",
            actual="no answer",
            help="A function that stands still belongs in a plain def route, which has a thread for itself.",
        )
    assert other.answer().status_code == 200
    prices(line.answer(), grams)


@pytest.mark.criterion("prices-at-once")
def test_all_carriers_are_asked_at_the_same_time(api, grams, meet, asleep):
    meet(3)
    prices(api.get("/prices/at-once", params={"grams": grams}), grams)
    count, most = asleep(api)
    if most != 3:
        raise Mismatch(
            "The three carriers are not asked at the same time.",
            expected="3 in ask_async at once",
            actual=f"{count} calls, {most} at once",
            help="await in a loop waits for one after the other. asyncio.gather takes all three, and waits once.",
        )


@pytest.mark.criterion("prices-at-once")
def test_no_parcel_is_so_light_or_so_heavy(api):
    for way in ("in-line", "at-once"):
        for weight in (0, 30_001, "tea"):
            assert api.get(f"/prices/{way}", params={"grams": weight}).status_code == 422


@pytest.mark.criterion("seconds-told")
@pytest.mark.parametrize("way, seconds", [("in-line", 3), ("at-once", 1)])
def test_the_seconds_are_told(api, grams, meet, way, seconds):
    meet(3)
    told = prices(api.get(f"/prices/{way}", params={"grams": grams}), grams).get("seconds")
    if not isinstance(told, int | float) or not seconds <= told < seconds + 0.5:
        raise Mismatch(
            f"GET /prices/{way} does not tell how long the questions took.",
            expected=f'"seconds": {seconds}, or a little more',
            actual=f'"seconds": {told}',
            help="Look at time.perf_counter() before the first question and after the last answer.",
        )


@pytest.mark.criterion("notes-written")
def test_the_notes_have_words_and_times(subject):
    text = subject.submitted_text("NOTES.md")
    words = [word for line in text.splitlines() if not line.lstrip().startswith("#") for word in line.split()]
    times = re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)?\s*(?:ms|s|sec|secs|seconds?|milliseconds?)\b", text)
    if len(words) < 60 or len(times) < 2:
        raise Mismatch(
            "NOTES.md does not have enough to read, or no times.",
            expected="60 words below the headings, and two times like 3.0 s",
            actual=f"{len(words)} words; times: {', '.join(times) or 'none'}",
        )
