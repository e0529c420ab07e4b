"""Checks of the coroutines. They wait for each other, so no clock says what overlaps."""

import pytest

from grader.toolbox import Mismatch, raising

# Every fetch waits until all others have begun.
MEETING = """
import asyncio

inside = []

async def meet(name):
    inside.append(name)
    for _ in range(100):
        if len(inside) == size:
            return f"{name} meets all others"
        await asyncio.sleep(0)
    return f"{name} is alone"
"""
# The fetch of each name ends after the one of the next name.
LAST_FIRST = """
import asyncio

ended = []

async def last_first(name):
    for _ in range(100):
        if len(ended) == names[::-1].index(name):
            break
        await asyncio.sleep(0)
    ended.append(name)
    return name.upper()
"""
CROWD = """
import asyncio

class Crowd:
    def __init__(self):
        self.inside = self.peak = 0
        self.ended = []

    async def fetch(self, name):
        self.inside += 1
        self.peak = max(self.peak, self.inside)
        for _ in range(100 if name == slow else 3):
            await asyncio.sleep(0)
        self.inside -= 1
        self.ended.append(name)
        return name.upper()
"""
# Waits for ever, and notes its cancellation. The checks wait four seconds at most.
ENDLESS = """
import asyncio

notes = []

async def endless(name):
    try:
        await asyncio.Event().wait()
    finally:
        notes.append(f"{name} has been cancelled")

async def patient(function, *arguments):
    task = asyncio.ensure_future(function(*arguments))
    done, _ = await asyncio.wait([task], timeout=4)
    if not done:
        return "no answer after four seconds", notes
    return task.result(), notes
"""
CONNECTION = """
import asyncio

class Connection:
    def __init__(self):
        self.log = []

    async def open(self):
        await asyncio.sleep(0)
        self.log.append("opened")

    async def close(self):
        await asyncio.sleep(0)
        self.log.append("closed")

    async def fetch(self, name):
        self.log.append(f"asked for {name}")
        await asyncio.sleep(0)
        if name == "nothing":
            raise LookupError("there is nothing")
        if name == "forever":
            await asyncio.Event().wait()
        return name.upper()
"""
NAMES = ["tea", "milk", "rice", "salt", "bread", "honey", "plum", "fig"]


@pytest.fixture
def waiting(subject):
    """The learner's module."""
    return subject.module("waiting")


@pytest.mark.criterion("waits-overlap")
def test_answers_come_in_the_order_of_the_names(subject, waiting, rng):
    names = rng.sample(NAMES, 4)
    _, last_first = subject.define(LAST_FIRST, names=names)
    assert waiting.fetch_all(last_first, names) == [name.upper() for name in names]


@pytest.mark.criterion("waits-overlap")
def test_all_fetches_wait_at_the_same_time(subject, waiting, rng):
    names = rng.sample(NAMES, rng.randint(3, 5))
    _, meet = subject.define(MEETING, size=len(names))
    assert waiting.fetch_all(meet, names) == [f"{name} meets all others" for name in names]


@pytest.mark.criterion("waits-overlap")
def test_no_names_give_no_answers(subject, waiting):
    _, meet = subject.define(MEETING, size=0)
    assert waiting.fetch_all(meet, []) == []


@pytest.mark.criterion("crowd-bounded")
def test_never_more_than_allowed_are_inside(subject, waiting, rng):
    crowd_class = subject.define(CROWD, slow="nobody")
    for at_most in rng.sample(range(2, 6), 2):
        crowd = crowd_class()
        assert waiting.fetch_politely(crowd.fetch, NAMES, at_most) == [name.upper() for name in NAMES]
        peak = crowd.peak
        if peak != at_most:
            raise Mismatch("So many fetches were inside at the same time.", expected=at_most, actual=peak)


@pytest.mark.criterion("crowd-bounded")
def test_fewer_names_than_seats(subject, waiting):
    crowd = subject.define(CROWD, slow="nobody")()
    assert waiting.fetch_politely(crowd.fetch, ["tea", "milk"], 5) == ["TEA", "MILK"]
    assert crowd.peak == 2
    assert waiting.fetch_politely(crowd.fetch, [], 3) == []


@pytest.mark.criterion("crowd-bounded")
def test_nobody_waits_for_the_slowest(subject, waiting):
    crowd = subject.define(CROWD, slow="tea")()
    waiting.fetch_politely(crowd.fetch, NAMES, 2)
    if crowd.ended[-1] != "tea":
        raise Mismatch(
            "A seat was free, but the next fetch began only when a slow one had ended.",
            expected="'tea' takes longest and ends last",
            actual=f"it ended before {crowd.ended[-1]!r}",
        )


@pytest.mark.criterion("timeout-kept")
def test_a_quick_answer_is_returned(subject, waiting, rng):
    name = rng.choice(NAMES)
    patient = subject.define(ENDLESS)[2]
    quick = subject.define("async def quick(name): return name.upper()")
    assert patient(waiting.fetch_within, quick, name, 60, "too late") == (name.upper(), [])


@pytest.mark.criterion("timeout-kept")
@pytest.mark.parametrize("default", [[], ["too late"]])
def test_after_the_timeout_the_fetch_is_cancelled(subject, waiting, rng, default):
    name = rng.choice(NAMES)
    _, endless, patient = subject.define(ENDLESS)
    answer, notes = patient(waiting.fetch_within, endless, name, 0.05, *default)
    assert answer == (default[0] if default else None)
    assert notes == [f"{name} has been cancelled"]


@pytest.mark.criterion("timeout-kept")
def test_another_exception_goes_on(subject, waiting):
    shop = subject.define(CONNECTION)()
    with raising(LookupError):
        waiting.fetch_within(shop.fetch, "nothing", 60)


@pytest.mark.criterion("cancel-cleans-up")
def test_a_connection_is_closed_after_an_answer(subject, waiting, rng):
    name = rng.choice(NAMES)
    connection = subject.define(CONNECTION)()
    assert waiting.fetch_over(connection, connection.fetch, name) == name.upper()
    assert connection.log == ["opened", f"asked for {name}", "closed"]


@pytest.mark.criterion("cancel-cleans-up")
def test_a_connection_is_closed_after_an_exception(subject, waiting):
    connection = subject.define(CONNECTION)()
    with raising(LookupError):
        waiting.fetch_over(connection, connection.fetch, "nothing")
    assert connection.log == ["opened", "asked for nothing", "closed"]


@pytest.mark.criterion("cancel-cleans-up")
def test_a_connection_is_closed_after_a_cancellation(subject, waiting):
    connection = subject.define(CONNECTION)()
    cancelled = subject.define("""
        async def cancelled(function, connection):
            task = asyncio.create_task(function(connection, connection.fetch, "forever"))
            for _ in range(10):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task], timeout=4)
            return task.cancelled()
    """)
    is_cancelled = cancelled(waiting.fetch_over, connection)
    assert connection.log == ["opened", "asked for forever", "closed"]
    if not is_cancelled:
        raise Mismatch(
            "The connection is closed, but the cancellation has not gone on to the caller.",
            expected="task.cancelled() is True",
            actual="False",
        )


@pytest.mark.criterion("loop-kept-free")
def test_a_coroutine_can_ring_while_a_function_blocks(subject, waiting, rng):
    name, place = rng.choice(NAMES), rng.randint(1, 9)
    ring_during = subject.define("""
        import asyncio
        import threading

        async def ring_during(in_background, *arguments):
            bell = threading.Event()

            def hears(*arguments):
                return (*arguments, bell.wait(4))

            async def ring():
                bell.set()

            return (await asyncio.gather(in_background(hears, *arguments), ring()))[0]
    """)
    answer = ring_during(waiting.in_background, name, place)
    if answer == (name, place, False):
        raise Mismatch(
            "A function has blocked until a coroutine rang a bell. The coroutine could not run meanwhile.",
            expected="the bell rings while the function blocks",
            actual="the function has waited for four seconds in vain",
            help="A function that is called in a coroutine stops all coroutines until it returns.",
        )
    assert answer == (name, place, True)


@pytest.mark.criterion("group-cancelled")
def test_all_fetches_of_a_group_wait_at_the_same_time(subject, waiting, rng):
    names = rng.sample(NAMES, 4)
    _, meet = subject.define(MEETING, size=4)
    assert waiting.fetch_all_or_nothing(meet, names) == [f"{name} meets all others" for name in names]


@pytest.mark.criterion("group-cancelled")
def test_one_failure_cancels_all_others(subject, waiting, rng):
    names = rng.sample(NAMES, 3)
    _, endless, patient = subject.define(ENDLESS)
    fetch, attempt = subject.define(
        """
        async def fetch(name):
            if name == bad:
                raise LookupError(f"there is no {name}")
            await endless(name)

        async def attempt(function, *arguments):
            try:
                answer, _ = await patient(function, *arguments)
                return answer, sorted(notes)
            except Exception as error:
                return [type(part).__name__ for part in getattr(error, "exceptions", [error])], sorted(notes)
        """,
        bad=names[1],
        endless=endless,
        patient=patient,
    )
    errors, notes = attempt(waiting.fetch_all_or_nothing, fetch, names)
    assert errors == ["LookupError"]
    assert notes == sorted(f"{name} has been cancelled" for name in (names[0], names[2]))
