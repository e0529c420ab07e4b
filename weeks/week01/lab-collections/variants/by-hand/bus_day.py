"""One day of a bus company, with loops and dictionaries only."""


def board(queue, seats):
    aboard = []
    waiting = []
    for place, name in enumerate(queue):
        if place < seats:
            aboard.append(name)
        else:
            waiting.append(name)
    return aboard, waiting


def longest_ride(rides):
    if not rides:
        return None
    by_length = sorted(rides, key=lambda ride: ride[3], reverse=True)
    return by_length[0]


def who_came(names):
    found = set()
    for name in names:
        found.add(name)
    return found


def fare_of(fares, stop):
    if stop in fares:
        return fares[stop]
    return None


def rides_from(rides):
    counts = {}
    for ride in rides:
        if ride[1] in counts:
            counts[ride[1]] += 1
        else:
            counts[ride[1]] = 1
    return counts


def names_by_stop(rides):
    names = {}
    for ride in rides:
        names.setdefault(ride[1], []).append(ride[0])
    return names


def missing(booked, aboard):
    there = dict.fromkeys(aboard)
    found = set()
    for name in booked:
        if name not in there:
            found.add(name)
    return found


def both_ways(morning, evening):
    early = set(morning)
    found = set()
    for name in evening:
        if name in early:
            found.add(name)
    return found


def distance_table(rides):
    table = {}
    for ride in rides:
        table[(ride[1], ride[2])] = ride[3]
        table[(ride[2], ride[1])] = ride[3]
    return table


def without_repeats(names):
    kept = {}
    for name in names:
        kept[name] = True
    return list(kept)


def allowed(names, blocked):
    refused = {}
    for name in blocked:
        refused[name] = True
    kept = []
    for name in names:
        if name in refused:
            continue
        kept.append(name)
    return kept


def busiest(rides, count):
    by_name = sorted(rides_from(rides).items())
    by_number = sorted(by_name, key=lambda pair: pair[1], reverse=True)
    found = []
    for pair in by_number:
        if len(found) < count:
            found.append(pair)
    return found


class WaitingLine:
    def __init__(self):
        self.names = {}
        self.came = 0
        self.served = 0

    def join(self, name):
        self.names[self.came] = name
        self.came += 1

    def board_next(self):
        if self.served == self.came:
            return None
        self.served += 1
        return self.names.pop(self.served - 1)
