"""Checks of patience: what is asked again, how often, and after how long."""

from collections import Counter

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.site import Reply

WITHOUT_WAITING = """\
# Runs hub.py with sleep() replaced: nobody waits, and each wait is printed.
import asyncio
import runpy
import sys
import time


def sleep(seconds):
    print("waits", float(seconds))


async def sleep_too(seconds, *others, real=asyncio.sleep):
    if seconds:  # libraries sleep for no time, to let others work
        sleep(seconds)
    await real(0)


time.sleep, asyncio.sleep = sleep, sleep_too
sys.argv[0] = "hub.py"
runpy.run_path("hub.py", run_name="__main__")
"""


def busy(status, seconds="0"):
    """An answer that asks for patience."""
    return Reply("Too much to do.\n", status, {"Retry-After": seconds})


@pytest.mark.criterion("retried-when-told")
def test_the_same_is_asked_again(lines, site, name, path, insist_on_requests):
    site.trouble(path, busy(503), busy(429))
    when = "The hub answered 503, then 429, both with Retry-After: 0, and then 200."
    assert name in "\n".join(lines("repo", name, when=when))
    insist_on_requests(path, 3, when)


@pytest.mark.criterion("retried-when-told")
def test_it_waits_as_long_as_told(subject, run, site, hub, name, path, rng):
    first, second = rng.randint(2, 29), 30
    site.trouble(path, busy(503, str(first)), busy(429, str(second)))
    subject.write_text("without_waiting.py", WITHOUT_WAITING)
    printed = run("repo", name, program=("python", "without_waiting.py")).stdout
    waits = [float(line.split()[1]) for line in printed.splitlines() if line.startswith("waits")]
    if len(waits) != 2 or not (first <= waits[0] <= first + 1 and second <= waits[1] <= second + 1):
        raise Mismatch(
            "The waits are not those that the hub has asked for.",
            expected=f"{first} seconds, then {second} seconds",
            actual=", then ".join(f"{wait:g} seconds" for wait in waits) or "no wait",
            help="Wait with time.sleep(seconds), or with asyncio.sleep(seconds) in a coroutine.",
        )
    assert name in printed


class Tired:
    """A hub that answers each address the third time."""

    def __init__(self, hub):
        self.hub = hub
        self.times = Counter()

    def answer(self, asked):
        self.times[asked.path] += 1
        return busy(503) if self.times[asked.path] < 3 else self.hub.answer(asked)


@pytest.mark.criterion("retried-when-told")
def test_each_page_has_tries_of_its_own(lines, site, hub, name, reports):
    issues = reports(210, states=("open",))
    site.play(Tired(hub))
    found = lines("issues", name, when="The hub answered each page with 503, 503, and then 200.")
    if not all(any(issue["title"] in line for line in found) for issue in issues):
        raise Mismatch(
            "Not all issues are shown, though each page came the third time.",
            expected=f"{len(issues)} lines with titles",
            actual=f"{len(found)} lines",
        )


@pytest.mark.criterion("retries-bounded")
def test_three_times_are_enough(complaint, site, name, path, insist_on_requests):
    site.trouble(path, *(busy(503) for _ in range(9)))
    when = "The hub answers 503 with Retry-After: 0, up to nine times."
    complaint("repo", name, when=when, tells="503")
    insist_on_requests(path, 3, when)


@pytest.mark.criterion("retries-bounded")
@pytest.mark.parametrize(
    ("trouble", "when"),
    [
        (Reply("", 500, {"Retry-After": "0"}), "The hub answered 500, once."),
        (Reply("", 503), "The hub answered 503 without Retry-After, once."),
    ],
)
def test_nothing_else_is_tried_again(complaint, site, name, path, insist_on_requests, trouble, when):
    site.trouble(path, trouble)
    complaint("repo", name, when=when)
    insist_on_requests(path, 1, when)


@pytest.mark.criterion("long-waits-told")
def test_a_long_wait_is_left_to_the_person(complaint, site, name, path, rng, insist_on_requests):
    when = "The hub answered with Retry-After: 31, once."
    site.trouble(path, busy(rng.choice([429, 503]), "31"))
    complaint("repo", name, when=when, tells="31")
    insist_on_requests(path, 1, when)


@pytest.mark.criterion("long-waits-told")
def test_a_date_is_no_reason_to_wait(complaint, site, hub, name, path):
    date = "Wed, 21 Oct 2065 07:28:00 GMT"
    site.trouble(path, busy(503, date))
    complaint("repo", name, when=f"The hub answered 503 with Retry-After: {date}, once.", tells="503")
    assert site.paths() == [path]
