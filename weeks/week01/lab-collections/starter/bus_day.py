"""One day of a bus company: queues, rides, passengers and fares."""

Ride = tuple[str, str, str, int]  # passenger, start, end, kilometres


def board(queue: list[str], seats: int) -> tuple[list[str], list[str]]:
    """Return who gets a seat and who goes on waiting."""
    # Two slices of the queue.
    return [], []


def longest_ride(rides: list[Ride]) -> Ride | None:
    """Return the longest ride, the first of several, or None if there is no ride."""
    # Go through the rides and keep the longest one so far.
    return None


def who_came(names: list[str]) -> set[str]:
    """Return every passenger once."""
    # Which collection holds nothing twice?
    return set()


def fare_of(fares: dict[str, int], stop: str) -> int | None:
    """Return the fare to a stop, or None if it has none."""
    # Ask the dictionary, without a loop.
    return None


def rides_from(rides: list[Ride]) -> dict[str, int]:
    """Return how many rides begin at each stop."""
    counts: dict[str, int] = {}
    # Add one at the key of each ride's start.
    return counts


def names_by_stop(rides: list[Ride]) -> dict[str, list[str]]:
    """Return the passengers who boarded at each stop."""
    names: dict[str, list[str]] = {}
    # A stop that is new begins with an empty list.
    return names


def missing(booked: list[str], aboard: list[str]) -> set[str]:
    """Return who has booked and is not aboard."""
    # Make sets, and take one from the other.
    return set()


def both_ways(morning: list[str], evening: list[str]) -> set[str]:
    """Return who came in the morning and in the evening."""
    # Make sets, and keep what is in both.
    return set()


def distance_table(rides: list[Ride]) -> dict[tuple[str, str], int]:
    """Return the kilometres between two stops, in both directions."""
    table: dict[tuple[str, str], int] = {}
    # The key is a tuple of two stops.
    return table


def without_repeats(names: list[str]) -> list[str]:
    """Return every name once, in the order in which they first came."""
    kept: list[str] = []
    # The list keeps the order. Which collection knows quickly who has been seen?
    return kept


def allowed(names: list[str], blocked: list[str]) -> list[str]:
    """Return the names that are not blocked, in their order."""
    kept: list[str] = []
    # Before the loop, put the blocked names where they are quickly found.
    return kept


def busiest(rides: list[Ride], count: int) -> list[tuple[str, int]]:
    """Return the stops where most rides begin, with their numbers."""
    return []


class WaitingLine:
    """Passengers who wait: the first to come is the first to board."""

    def join(self, name: str) -> None:
        """Put a passenger at the end of the line."""

    def board_next(self) -> str | None:
        """Take the first passenger out of the line, or return None if nobody waits."""
        return None
