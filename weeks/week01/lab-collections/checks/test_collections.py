"""Checks of the four collections: what each function answers for one day of the bus company."""

import pytest

from grader.toolbox import Mismatch

NAMES = ["Amina", "Boris", "Chen", "Dalia", "Emeka", "Farah"]
STOPS = ["Harbour", "Market", "School", "Bridge"]


@pytest.fixture
def day(subject):
    """The learner's module."""
    return subject.module("bus_day")


@pytest.fixture
def names(rng):
    return rng.sample(NAMES, len(NAMES))


@pytest.fixture
def stops(rng):
    return rng.sample(STOPS, len(STOPS))


@pytest.fixture
def rides(names, stops, rng):
    """Three rides from the first stop, one from the second, two from the third: the fourth one is longest."""
    short = [rng.randint(2, 9) for _ in range(5)]
    places = [(0, 1), (2, 1), (0, 2), (1, 3), (0, 3), (2, 0)]
    lengths = [*short[:3], 12, *short[3:]]
    return [(name, stops[a], stops[b], km) for name, (a, b), km in zip(names, places, lengths, strict=True)]


def must_be(wanted, value, subject):
    """Say plainly that another collection came."""
    if not isinstance(value, (set, frozenset) if wanted is set else wanted):
        raise Mismatch(
            "The answer is another kind of collection.", expected=wanted.__name__, actual=subject.type_name(value)
        )


@pytest.mark.criterion("queue-split")
def test_a_queue_is_split(day, names, rng):
    seats = rng.randint(1, 4)
    assert day.board(names, seats) == (names[:seats], names[seats:])


@pytest.mark.criterion("queue-split")
def test_no_seat_and_too_many_seats(day, names):
    assert day.board(names[:2], 0) == ([], names[:2])
    assert day.board(names[:2], 5) == (names[:2], [])
    assert day.board([], 3) == ([], [])


@pytest.mark.criterion("queue-split")
def test_the_queue_stays_as_it_is(subject, day):
    queue_after = subject.define("""
        def queue_after(board):
            queue = ["Amina", "Boris", "Chen"]
            board(queue, 2)
            return queue
    """)
    assert queue_after(day.board) == ["Amina", "Boris", "Chen"]


@pytest.mark.criterion("longest-found")
def test_the_longest_ride_is_found(day, rides):
    assert day.longest_ride(rides) == rides[3]


@pytest.mark.criterion("longest-found")
def test_the_first_of_equal_rides_and_none(day):
    first, second = ("Chen", "Market", "Bridge", 7), ("Amina", "School", "Harbour", 7)
    assert day.longest_ride([first, second]) == first
    assert day.longest_ride([]) is None


@pytest.mark.criterion("passengers-distinct")
def test_every_passenger_is_there_once(subject, day, names):
    found = day.who_came([*names[:3], names[0], names[2]])
    must_be(set, found, subject)
    assert found == set(names[:3])
    assert day.who_came([]) == set()


@pytest.mark.criterion("fare-found")
def test_a_fare_is_looked_up(day, stops, rng):
    fares = {stop: rng.randint(10, 99) for stop in stops[:3]}
    assert day.fare_of(fares, stops[1]) == fares[stops[1]]
    assert day.fare_of(fares, stops[3]) is None


@pytest.mark.criterion("rides-counted")
def test_rides_are_counted_by_their_start(day, rides, stops):
    assert day.rides_from(rides) == {stops[0]: 3, stops[1]: 1, stops[2]: 2}
    assert day.rides_from([]) == {}


@pytest.mark.criterion("names-grouped")
def test_names_are_grouped_by_start(day, rides, names, stops):
    assert day.names_by_stop(rides) == {
        stops[0]: [names[0], names[2], names[4]],
        stops[1]: [names[3]],
        stops[2]: [names[1], names[5]],
    }
    assert day.names_by_stop([]) == {}


@pytest.mark.criterion("names-grouped")
def test_a_passenger_who_boards_twice_is_named_twice(day):
    rides = [("Amina", "Market", "School", 3), ("Amina", "Market", "Bridge", 5)]
    assert day.names_by_stop(rides) == {"Market": ["Amina", "Amina"]}


@pytest.mark.criterion("sets-combined")
def test_two_lists_of_names_are_compared(subject, day, names):
    one, other = [*names[:4], names[0]], [*names[2:], names[2]]
    absent = day.missing(one, other)
    must_be(set, absent, subject)
    assert absent == set(names[:2])
    assert day.missing([], one) == set()
    regular = day.both_ways(one, other)
    must_be(set, regular, subject)
    assert regular == set(names[2:4])


@pytest.mark.criterion("distances-kept")
def test_a_distance_is_found_in_both_directions(day, stops, rng):
    near, far, changed = rng.sample(range(2, 30), 3)
    here, there, beyond, _ = stops
    rides = [("Amina", here, there, near), ("Chen", there, beyond, changed), ("Farah", beyond, there, far)]
    assert day.distance_table(rides) == {
        (here, there): near,
        (there, here): near,
        (there, beyond): far,
        (beyond, there): far,
    }
    assert day.distance_table([]) == {}


@pytest.mark.criterion("repeats-dropped")
def test_the_first_of_each_name_is_kept(subject, day, names):
    found = day.without_repeats([names[0], names[1], names[0], *names[1:], names[3]])
    must_be(list, found, subject)
    assert found == names
    assert day.without_repeats([]) == []


@pytest.mark.criterion("blocked-left-out")
def test_blocked_passengers_are_left_out(subject, day, names):
    found = day.allowed([*names, names[0]], [names[3], names[1], "Goran"])
    must_be(list, found, subject)
    assert found == [names[0], names[2], names[4], names[5], names[0]]
    assert day.allowed(names, []) == names


@pytest.mark.criterion("busiest-sorted")
def test_the_busiest_stops_come_first(day, rides, stops):
    assert day.busiest(rides, 2) == [(stops[0], 3), (stops[2], 2)]
    assert day.busiest(rides, 0) == []
    assert day.busiest([], 3) == []


@pytest.mark.criterion("busiest-sorted")
def test_names_decide_between_equals(day, stops):
    rides = [("Amina", stop, "Depot", 3) for stop in stops]
    assert day.busiest(rides, 9) == [(stop, 1) for stop in sorted(stops)]


@pytest.mark.criterion("line-served")
def test_the_first_to_come_boards_first(day, names):
    line = day.WaitingLine()
    line.join(names[0])
    line.join(names[1])
    assert line.board_next() == names[0]
    line.join(names[2])
    assert [line.board_next() for _ in range(3)] == [names[1], names[2], None]


@pytest.mark.criterion("line-served")
def test_two_lines_do_not_mix(day):
    one, other = day.WaitingLine(), day.WaitingLine()
    one.join("Amina")
    assert other.board_next() is None
    assert one.board_next() == "Amina"
