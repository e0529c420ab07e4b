"""One day of a bus company: queues, rides, passengers and fares."""

from collections import deque

Ride = tuple[str, str, str, int]  # passenger, start, end, kilometres


def board(queue: list[str], seats: int) -> tuple[list[str], list[str]]:
    """Return who gets a seat and who goes on waiting."""
    return queue[:seats], queue[seats:]


def longest_ride(rides: list[Ride]) -> Ride | None:
    """Return the longest ride, the first of several, or None if there is no ride."""
    longest = None
    for ride in rides:
        if longest is None or ride[3] > longest[3]:
            longest = ride
    return longest


def who_came(names: list[str]) -> set[str]:
    """Return every passenger once."""
    return set(names)


def fare_of(fares: dict[str, int], stop: str) -> int | None:
    """Return the fare to a stop, or None if it has none."""
    return fares.get(stop)


def rides_from(rides: list[Ride]) -> dict[str, int]:
    """Return how many rides begin at each stop."""
    counts: dict[str, int] = {}
    for _, start, _, _ in rides:
        counts[start] = counts.get(start, 0) + 1
    return counts


def names_by_stop(rides: list[Ride]) -> dict[str, list[str]]:
    """Return the passengers who boarded at each stop."""
    names: dict[str, list[str]] = {}
    for name, start, _, _ in rides:
        if start not in names:
            names[start] = []
        names[start].append(name)
    return names


def missing(booked: list[str], aboard: list[str]) -> set[str]:
    """Return who has booked and is not aboard."""
    return set(booked) - set(aboard)


def both_ways(morning: list[str], evening: list[str]) -> set[str]:
    """Return who came in the morning and in the evening."""
    return set(morning) & set(evening)


def distance_table(rides: list[Ride]) -> dict[tuple[str, str], int]:
    """Return the kilometres between two stops, in both directions."""
    table: dict[tuple[str, str], int] = {}
    for _, start, end, kilometres in rides:
        table[start, end] = kilometres
        table[end, start] = kilometres
    return table


def without_repeats(names: list[str]) -> list[str]:
    """Return every name once, in the order in which they first came."""
    seen: set[str] = set()
    kept: list[str] = []
    for name in names:
        if name not in seen:
            seen.add(name)
            kept.append(name)
    return kept


def allowed(names: list[str], blocked: list[str]) -> list[str]:
    """Return the names that are not blocked, in their order."""
    refused = set(blocked)
    kept: list[str] = []
    for name in names:
        if name not in refused:
            kept.append(name)
    return kept


def busiest(rides: list[Ride], count: int) -> list[tuple[str, int]]:
    """Return the stops where most rides begin, with their numbers."""

    def rank(entry: tuple[str, int]) -> tuple[int, str]:
        stop, number = entry
        return -number, stop

    return sorted(rides_from(rides).items(), key=rank)[:count]


class WaitingLine:
    """Passengers who wait: the first to come is the first to board."""

    def __init__(self) -> None:
        self.names: deque[str] = deque()

    def join(self, name: str) -> None:
        """Put a passenger at the end of the line."""
        self.names.append(name)

    def board_next(self) -> str | None:
        """Take the first passenger out of the line, or return None if nobody waits."""
        if not self.names:
            return None
        return self.names.popleft()
