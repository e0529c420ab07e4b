"""Checks of the cost: how the work grows when there is more of everything. No time counts by itself."""

import pytest

from grader.toolbox import Mismatch

COUNTED_NAMES = """
class Name(str):
    asked = 0

    def __eq__(self, other):
        Name.asked += 1
        return str.__eq__(self, other)

    def __hash__(self):
        Name.asked += 1
        return str.__hash__(self)

def names(count):
    return [Name(f"passenger {number}") for number in range(count)]
"""


@pytest.fixture
def day(subject):
    """The learner's module."""
    return subject.module("bus_day")


@pytest.fixture
def counted(subject):
    """Names that count how often somebody compares them or asks for their hash."""
    return subject.define(COUNTED_NAMES)


def compare(name, few, many, most):
    """Ten times as much of everything may cost ten times the work, with a wide margin."""
    if many > most * max(few, 100):
        raise Mismatch(
            f"The work of {name}() grows much faster than the number of names.",
            expected=f"for 10 times as many names, at most {most} times the work ({most * max(few, 100)})",
            actual=f"{few} comparisons and hashes for 100 names, {many} for 1000",
            help="`in` on a list looks at one name after the other. A set or a dictionary finds a name at once.",
        )


@pytest.mark.criterion("fare-found")
def test_a_fare_is_found_at_once(subject, day, counted):
    kind, names = counted
    work = subject.define(
        """
        def work(fare_of, count):
            fares = {name: 20 for name in names(count)}
            stop = names(count)[-1]
            Name.asked = 0
            fare_of(fares, stop)
            return Name.asked
        """,
        Name=kind,
        names=names,
    )
    needed = work(day.fare_of, 1000)
    if needed > 50:
        raise Mismatch(
            "fare_of() goes through the stops one by one.",
            expected="a handful of comparisons, however many stops there are",
            actual=f"{needed} comparisons for 1000 stops",
            help="Ask the dictionary by its key: square brackets or .get().",
        )


@pytest.mark.criterion("repeats-dropped")
def test_dropping_repeats_is_cheap(subject, day, counted):
    kind, names = counted
    work = subject.define(
        """
        def work(function, count):
            given = names(count)
            Name.asked = 0
            function(given)
            return Name.asked
        """,
        Name=kind,
        names=names,
    )
    compare("without_repeats", work(day.without_repeats, 100), work(day.without_repeats, 1000), 30)


@pytest.mark.criterion("blocked-left-out")
def test_leaving_out_is_cheap(day, work_of_two):
    compare("allowed", work_of_two(day.allowed, 100), work_of_two(day.allowed, 1000), 30)


@pytest.mark.criterion("sets-combined")
@pytest.mark.parametrize("name", ["missing", "both_ways"])
def test_comparing_two_lists_is_cheap(day, work_of_two, name):
    function = getattr(day, name)
    compare(name, work_of_two(function, 100), work_of_two(function, 1000), 30)


@pytest.fixture
def work_of_two(subject, counted):
    """Counts the work of a function that gets two lists of names."""
    kind, names = counted
    return subject.define(
        """
        def work(function, count):
            one, other = names(count), names(count + 5)[5:]
            Name.asked = 0
            function(one, other)
            return Name.asked
        """,
        Name=kind,
        names=names,
    )


@pytest.mark.criterion("line-served")
def test_a_long_line_is_served_as_fast_as_a_short_one(subject, day):
    slows_down = subject.define("""
        from time import perf_counter

        def seconds(line, waiting):
            for number in range(waiting):
                line.join("Amina")
            fastest = 9.0
            for attempt in range(5):
                begun = perf_counter()
                for boarded in range(400):
                    line.board_next()
                fastest = min(fastest, perf_counter() - begun)
            return fastest

        def slows_down(WaitingLine):
            return seconds(WaitingLine(), 300_000) > 12 * seconds(WaitingLine(), 5_000)
    """)[-1]
    if slows_down(day.WaitingLine):
        raise Mismatch(
            "The longer the line, the slower is board_next().",
            expected="about the same time in a line of 5,000 and of 300,000; 12 times as long is accepted",
            actual="more than 12 times as long",
            help="When the first item leaves a list, all the others move one place.",
        )
