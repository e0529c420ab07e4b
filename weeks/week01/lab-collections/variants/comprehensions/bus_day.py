"""One day of a bus company, with comprehensions and the tools of collections."""

from collections import Counter, OrderedDict, defaultdict, deque


def board(queue, seats):
    return (list(queue)[:seats], list(queue)[seats:])


def longest_ride(rides):
    return max(rides, key=lambda ride: ride[-1], default=None)


def who_came(names):
    return {*names}


def fare_of(fares, stop):
    try:
        return fares[stop]
    except KeyError:
        return None


def rides_from(rides):
    return Counter(start for _, start, *_ in rides)


def names_by_stop(rides):
    names = defaultdict(list)
    for name, start, *_ in rides:
        names[start].append(name)
    return names


def missing(booked, aboard):
    return set(booked).difference(aboard)


def both_ways(morning, evening):
    return set(morning).intersection(evening)


def distance_table(rides):
    return {pair: kilometres for _, start, end, kilometres in rides for pair in [(start, end), (end, start)]}


def without_repeats(names):
    return list(OrderedDict.fromkeys(names))


def allowed(names, blocked):
    refused = frozenset(blocked)
    return [name for name in names if name not in refused]


def busiest(rides, count):
    return sorted(Counter(ride[1] for ride in rides).items(), key=lambda pair: (-pair[1], pair[0]))[:count]


class WaitingLine(deque):
    join = deque.append

    def board_next(self):
        return self.popleft() if self else None
