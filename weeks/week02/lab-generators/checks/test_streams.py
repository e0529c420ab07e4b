"""Checks of the streams: what they yield, and how far they read."""

import pytest

from grader.toolbox import Mismatch, refused

ENDLESS_LOG = """
def endless_log():
    number = 0
    while True:
        number += 1
        yield f"09:30 INFO step {number}\\n"
        yield f"09:30 ERROR step {number} failed\\n"
"""
COUNTED = """
def counted(most):
    for number in range(1, most + 1):
        counted.taken = number
        yield number
"""


@pytest.fixture
def streams(subject):
    """The learner's module."""
    return subject.module("streams")


@pytest.fixture
def log(subject):
    """A log without an end: every second line is an error."""
    return subject.define(ENDLESS_LOG)()


def next_ones(stream, count):
    return [next(stream) for _ in range(count)]


@pytest.mark.criterion("fibonacci-yielded")
def test_the_fibonacci_numbers_come_in_order(streams):
    assert next_ones(streams.fibonacci(), 10) == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]


@pytest.mark.criterion("fibonacci-yielded")
def test_the_fibonacci_numbers_have_no_end(subject, streams):
    far = subject.define("""
        def far(stream):
            for _ in range(1000):
                last = next(stream)
            return last % 1_000_000
    """)
    assert far(streams.fibonacci()) == 174626


@pytest.mark.criterion("fibonacci-yielded")
def test_every_call_begins_anew(streams):
    one, other = streams.fibonacci(), streams.fibonacci()
    assert next_ones(one, 5) == [0, 1, 1, 2, 3]
    assert next_ones(other, 3) == [0, 1, 1]


@pytest.mark.criterion("first-taken")
def test_the_first_values_are_returned(streams, rng):
    words = rng.sample(["tea", "milk", "rice", "salt", "bread"], 5)
    assert streams.first(3, words) == words[:3]
    assert streams.first(9, words) == words
    assert streams.first(0, words) == []


@pytest.mark.criterion("first-taken")
def test_no_more_is_taken_than_needed(subject, streams):
    stream = subject.define(COUNTED)(50)
    assert streams.first(4, stream) == [1, 2, 3, 4]
    assert next(stream) == 5


@pytest.mark.criterion("errors-filtered")
def test_errors_are_yielded_without_line_breaks(subject, streams, rng):
    number = rng.randint(10, 99)
    lines = [
        f"INFO {number}\n",
        f"ERROR {number} is too much\n",
        "  09:30 \tno ERROR \n",
        "error in small letters\n",
        "ERROR: end",
    ]
    assert list(streams.errors(lines)) == [f"ERROR {number} is too much", "  09:30 \tno ERROR ", "ERROR: end"]


@pytest.mark.criterion("errors-filtered")
def test_a_log_without_an_end_is_read_line_by_line(streams, log):
    found = streams.errors(log)
    assert next_ones(found, 2) == ["09:30 ERROR step 1 failed", "09:30 ERROR step 2 failed"]


@pytest.mark.criterion("items-numbered")
def test_items_are_numbered(streams, rng):
    start = rng.randint(2, 50)
    assert list(streams.numbered(["tea", "milk"])) == [(1, "tea"), (2, "milk")]
    assert list(streams.numbered(["tea", "milk"], start)) == [(start, "tea"), (start + 1, "milk")]
    assert list(streams.numbered([], start=start)) == []


@pytest.mark.criterion("items-numbered")
def test_an_endless_stream_can_be_numbered(subject, streams):
    stream = streams.numbered(subject.evaluate("iter(lambda: 'again', None)"))
    assert next_ones(stream, 3) == [(1, "again"), (2, "again"), (3, "again")]


@pytest.mark.criterion("pipeline-joined")
def test_the_report_numbers_the_errors(streams):
    lines = ["INFO all is well\n", "ERROR disk is full\n", "ERROR no paper\n"]
    assert list(streams.error_report(lines)) == ["1: ERROR disk is full", "2: ERROR no paper"]
    assert list(streams.error_report(["INFO all is well\n"])) == []


@pytest.mark.criterion("pipeline-joined")
def test_the_report_reads_no_further_than_asked(subject, streams):
    lines = subject.define("""
        def lines():
            for lines.taken in range(1, 100):
                yield f"ERROR {lines.taken}"
    """)
    report = streams.error_report(lines())
    assert next_ones(report, 2) == ["1: ERROR 1", "2: ERROR 2"]
    assert lines.taken == 2


@pytest.mark.criterion("countdown-iterated")
def test_a_countdown_counts_down(streams, rng):
    start = rng.randint(3, 9)
    assert list(streams.Countdown(start)) == list(range(start, 0, -1))
    assert list(streams.Countdown(0)) == []


@pytest.mark.criterion("countdown-iterated")
def test_a_countdown_is_an_iterator(subject, streams):
    countdown = streams.Countdown(2)
    if not subject.is_same(subject.evaluate("iter(countdown)", countdown=countdown), countdown):
        raise Mismatch("__iter__() gives another object.", expected="the countdown itself", actual="another object")
    assert [countdown.__next__(), countdown.__next__()] == [2, 1]


@pytest.mark.criterion("countdown-iterated")
def test_a_countdown_that_has_ended_stays_at_its_end(subject, streams):
    ends = subject.define("""
        def ends(countdown):
            found = []
            for _ in range(3):
                try:
                    found.append(countdown.__next__())
                except StopIteration:
                    found.append("the end")
            return found
    """)
    assert ends(streams.Countdown(1)) == [1, "the end", "the end"]


@pytest.mark.criterion("longest-lean")
def test_the_longest_line_is_found(streams, rng):
    lines = ["a" * length for length in rng.sample(range(3, 60), 6)]
    assert streams.longest(lines) == max(map(len, lines))
    assert streams.longest([]) == 0


@pytest.mark.criterion("longest-lean")
def test_a_long_stream_is_not_kept(subject, streams):
    memory_for = subject.define("""
        import tracemalloc

        def memory_for(function):
            tracemalloc.start()
            function("x" * (number % 500) for number in range(100_000))
            return tracemalloc.get_traced_memory()[1] // 1000
    """)
    needed = memory_for(streams.longest)
    if needed > 500:
        raise Mismatch(
            "longest() keeps all lines, or all lengths, while it looks for the longest.",
            expected="at most 500 KB for 100,000 lines",
            actual=f"{needed} KB",
            help="Square brackets make a list of everything. Round ones make a stream.",
        )


@pytest.mark.criterion("chunks-yielded")
def test_chunks_have_the_given_size(streams, rng):
    size = rng.randint(3, 6)
    numbers = list(range(2 * size + 1))
    assert list(streams.chunks(numbers, size)) == [numbers[:size], numbers[size:-1], numbers[-1:]]
    assert list(streams.chunks(numbers[:size], size)) == [numbers[:size]]
    assert list(streams.chunks(numbers[:2], 1)) == [[0], [1]]
    assert list(streams.chunks([], size)) == []


@pytest.mark.criterion("chunks-yielded")
def test_chunks_of_an_endless_stream(subject, streams):
    stream = streams.chunks(subject.evaluate("iter(lambda: 'again', None)"), 2)
    assert next(stream) == ["again", "again"]


@pytest.mark.criterion("chunks-yielded")
def test_chunks_do_not_change_later(subject, streams):
    kept = subject.evaluate("list(chunks)", chunks=streams.chunks(["tea", "milk", "rice"], 2))
    assert kept == [["tea", "milk"], ["rice"]]


@pytest.mark.criterion("size-refused")
@pytest.mark.parametrize("size", [0, -2])
def test_a_size_below_one_is_refused_at_once(streams, size):
    with refused():
        streams.chunks(["tea"], size)
