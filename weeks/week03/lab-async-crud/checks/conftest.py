"""Fixtures of the lab: a server whose database, disk and carriers answer when the check says so."""

import re
import time
from itertools import count

import pytest

from grader.toolbox import Mismatch

# Nobody sleeps by the clock. One second is a question to the database or to a carrier: whoever awaits it wakes up when
# as many are asleep as the file `meeting` says, or after a moment. Two seconds are the disk.
_BEFORE = """
import asyncio, contextlib, itertools, os, time

nap, pause, now = asyncio.sleep, time.sleep, time.monotonic
sleepers, ends, ticks, tries, clock, standing = [], {}, itertools.count(), itertools.count(1), [0], [0]


class Sleeper:
    up = False
    turn = 0


def meeting():
    with contextlib.suppress(OSError, ValueError), open(os.path.join(home, "meeting")) as file:
        size, round = file.read().split()
        return int(size), ends.setdefault(round, now() + 2)
    return 1, now()


def says(name, patience):
    return os.path.exists(os.path.join(home, name)) or now() > patience


def try_the_disk():
    number, patience = next(tries), ends.setdefault("disk", now() + 60)
    print(f"disk: try {number}", flush=True)
    if disk == "failing" and not says("disk-is-well", patience) or disk == "failing twice" and number < 3:
        raise (OSError, RuntimeError)[number % 2]("the disk is full")
    return disk == "held" or disk == "first held" and number == 1


async def sleep(seconds, result=None):
    if seconds < 0.5:
        return await nap(seconds, result)
    if seconds >= 1.5:
        end, held = now() + 6, try_the_disk()
        await nap(0)
        while held and not says("disk-answers", end):
            await nap(0.005)
        return result
    me, (size, end) = Sleeper(), meeting()
    sleepers.append(me)
    together = [one for one in sleepers if not one.up]
    print(f"asleep: {len(together)}", flush=True)
    if len(together) >= size:
        clock[0] += 1
        for turn, one in enumerate(together):
            one.up, one.turn = True, turn
    await nap(0)
    while not me.up and now() < end:
        await nap(0.005)
    clock[0] += not me.up
    me.up = True
    await nap(0.02 * me.turn)  # who came first goes on first
    return result


def blocking_sleep(seconds):
    if seconds < 0.5:
        return pause(seconds)
    end = now() + 6
    if seconds >= 1.5:
        held = try_the_disk()
        while held and not says("disk-answers", end):
            pause(0.005)
        return
    standing[0] += 1
    print(f"standing still: {standing[0]}", flush=True)
    pause(0.02)
    while carriers == "held" and not says("carriers-answer", end):
        pause(0.005)
    standing[0] -= 1
    clock[0] += 1


home = os.getcwd()
asyncio.sleep = asyncio.tasks.sleep = sleep
time.sleep = blocking_sleep
time.perf_counter = lambda: 1000 + clock[0] + next(ticks) / 1000
time.perf_counter_ns = lambda: round(time.perf_counter() * 1e9)
"""


@pytest.fixture
def serve(subject):
    """The learner's app, with an empty log; the disk and the carriers are as said."""

    def serve(disk="at once", carriers="at once", earlier=""):
        if earlier or subject.exists("activity.log"):
            subject.write_text("activity.log", earlier)
        given = f"disk, carriers = {disk!r}, {carriers!r}\n"
        return subject.app("main:app", before=given + _BEFORE)

    return serve


@pytest.fixture
def api(serve):
    return serve()


@pytest.fixture
def new(rng):
    """A new parcel as a client sends it, another one each time it is called."""
    names = iter(rng.sample(["Amina", "Boris", "Chen", "Dora", "Emre", "Farida", "Gabriel", "Hana"], 8))
    weights = iter(rng.sample(range(1000, 30_000), 8))
    return lambda: {"recipient": next(names), "grams": next(weights)}


@pytest.fixture
def shown():
    """The parcel that an answer shows: what was sent, and an id."""

    def shown(answer, sent, status):
        assert answer.status_code == status
        parcel = answer.json()
        if not isinstance(parcel, dict) or type(parcel.get("id")) is not int:
            raise Mismatch("The answer is not a parcel with an id.", expected={"id": 1, **sent}, actual=answer.text)
        assert parcel == {"id": parcel["id"], **sent}
        return parcel

    return shown


@pytest.fixture
def made(shown, new):
    """Make some parcels, and return them as the server shows them."""

    def made(api, count):
        sent = [new() for _ in range(count)]
        return [shown(api.post("/parcels", json=one), one, 201) for one in sent]

    return made


@pytest.fixture
def meet(subject):
    """From now on, so many who await a second wake up together; with 1, each at once."""
    rounds = count(1)

    def meet(size):
        subject.write_text("meeting", f"{size} {next(rounds)}")
        subject.transcript.entries.pop()  # this is about the check, not about the learner's server

    return meet


@pytest.fixture
def asleep():
    """How many have awaited a second so far, and how many at the same time."""

    def asleep(api):
        found = [int(number) for number in re.findall(r"asleep: (\d+)", api.output())]
        return len(found), max(found, default=0)

    return asleep


@pytest.fixture
def two_at_once(meet):
    """Send a request; when it waits for the database, send another one. Both answers."""

    def two_at_once(api, first, second):
        meet(2)
        before = api.output().count("asleep: 1\n")
        one = api.start(*first[:2], **first[2])
        deadline = time.monotonic() + 1.5
        while api.output().count("asleep: 1\n") == before and time.monotonic() < deadline and not one.came(0.005):
            pass
        two = api.start(*second[:2], **second[2])
        answers = one.answer(), two.answer()
        meet(1)
        return answers

    return two_at_once


@pytest.fixture
def log(subject):
    """What activity.log tells, such as ["created 1"], when it has so many entries or a second is over."""

    def log(count, seconds=1.0):
        end = time.monotonic() + seconds
        while True:
            there = subject.exists("activity.log")
            text = subject.read_text("activity.log") if there else ""
            found = [" ".join(one) for one in re.findall(r"\b(created|changed|removed) parcel (\d+)\b", text)]
            if len(found) >= count or time.monotonic() > end:
                return found
            if there:
                subject.transcript.entries.pop()  # only the last look is shown
            time.sleep(0.01)

    return log


@pytest.fixture
def logged(log):
    """The log has these entries and no others, in any order unless it is said."""

    def logged(*entries, in_order=False, why="activity.log does not tell what has happened."):
        found = log(len(entries))
        if found != list(entries) if in_order else sorted(found) != sorted(entries):
            raise Mismatch(why, expected=_told(entries), actual=_told(found) or "no such line")

    return logged


def _told(entries):
    return ", ".join(entry.replace(" ", " parcel ") for entry in entries)
