"""Counting without Redis."""

import asyncio

from app.services.counters import Counters
from app.services.redis import Store


def test_a_count_begins_anew_after_its_time() -> None:
    now = 100.0
    counters = Counters(Store(None), clock=lambda: now)
    assert [asyncio.run(counters.count("log-in", 60)) for _ in range(2)] == [(1, 60), (2, 60)]
    now = 130.0
    assert asyncio.run(counters.count("log-in", 60)) == (3, 30)
    now = 161.0
    assert asyncio.run(counters.count("log-in", 60)) == (1, 60)


def test_a_count_is_forgotten() -> None:
    counters = Counters(Store(None))
    asyncio.run(counters.count("log-in", 60))
    asyncio.run(counters.forget("log-in"))
    assert asyncio.run(counters.count("log-in", 60))[0] == 1
