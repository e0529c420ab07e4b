"""The files in queries/, over rows that nobody knows beforehand."""

import pytest

DAY = "2026-05-04"
OTHERS = ["2026-05-03", "2026-05-05", "2027-05-04"]


@pytest.mark.criterion("bridge-crossed")
def test_three_buses_cross_the_bridge(company, plates, rng):
    first, second, third, heavy, light, largest = plates
    equal = rng.randint(30, 45)
    company.add(buses=[(light, 12), (third, equal), (heavy, 51)])
    company.answers("narrow_bridge", "plate seats", [(third, equal), (light, 12)])
    company.add(buses=[(second, equal), (largest, 50), (first, equal)])
    company.answers("narrow_bridge", "plate seats", [(largest, 50), (first, equal), (second, equal)])


@pytest.mark.criterion("waiting-trips")
def test_trips_without_a_bus_are_found(company, codes, plates, ids):
    company.add(routes=[(codes[0], "Market")], buses=[(plates[0], 40)], trips=[(ids[1], codes[0], plates[0], DAY)])
    company.answers("no_bus", "id day", [])
    waiting = [(ids[0], OTHERS[1]), (ids[3], DAY), (ids[2], DAY)]
    company.add(trips=[(trip, codes[0], None, day) for trip, day in waiting])
    company.answers("no_bus", "id day", [(ids[2], DAY), (ids[3], DAY), (ids[0], OTHERS[1])])


@pytest.mark.criterion("names-searched")
def test_names_are_searched_in_any_letters(company, codes, rng):
    names = ["LAKESIDE", "Old Lake Road", rng.choice(["Blakeney", "Flakehill"])]
    rng.shuffle(names)
    routes = list(zip(codes[1:4], names, strict=True))
    company.add(routes=[routes[2], (codes[0], "Market"), routes[0], routes[1], (codes[4], "La Keys")])
    company.answers("lake_routes", "code name", routes)


@pytest.mark.criterion("timetable-joined")
def test_trips_show_their_route(company, codes, plates, ids):
    company.add(routes=[(codes[0], "Market"), (codes[1], "Harbour"), (codes[2], "Airport")])
    company.add(buses=[(plate, 40) for plate in plates[:3]])
    trips = [
        (ids[5], DAY, "Market", plates[0]),
        (ids[1], OTHERS[1], "Harbour", plates[0]),
        (ids[0], DAY, "Harbour", plates[1]),
        (ids[2], DAY, "Market", plates[1]),
        (ids[4], DAY, "Market", None),
        (ids[3], OTHERS[1], "Harbour", None),
    ]
    code = {"Market": codes[0], "Harbour": codes[1]}
    rows = [(trip, code[name], plate, day) for trip, day, name, plate in trips]
    company.add(trips=[rows[number] for number in (5, 3, 4, 1, 2, 0)])
    company.answers("timetable", "id day name bus_plate", trips)


@pytest.mark.criterion("idle-found")
def test_buses_without_a_trip_are_found(company, codes, plates, ids):
    company.add(routes=[(codes[0], "Market")], buses=[(plates[number], 40) for number in (3, 0, 2, 1)])
    company.add(trips=[(ids[0], codes[0], None, DAY), (ids[1], codes[0], plates[2], DAY)])
    company.answers("idle_buses", "plate", [(plates[0],), (plates[1],), (plates[3],)])


@pytest.mark.criterion("trips-counted")
def test_trips_of_a_day_are_counted(company, codes, plates, ids):
    unused, elsewhen, one, two, also_one = plates[:5]
    company.add(routes=[(codes[0], "Market")], buses=[(plate, 40) for plate in reversed(plates[:5])])
    trips = [(elsewhen, OTHERS[0]), (elsewhen, OTHERS[2]), (two, DAY), (two, DAY), (one, DAY), (one, OTHERS[1])]
    trips += [(also_one, DAY), (None, DAY)]
    company.add(trips=[(trip, codes[0], *rest) for trip, rest in zip(ids, trips, strict=True)])
    expected = [(two, 2), (one, 1), (also_one, 1), (unused, 0), (elsewhen, 0)]
    company.answers("bus_day", "plate trip_count", expected)


@pytest.mark.criterion("takings-added")
def test_takings_are_added_up(company, codes, ids, rng):
    unused, half, free, other_half, unsold = codes
    part, rest = rng.sample(range(100, 400), 2)
    company.add(routes=[(code, "Market") for code in (unsold, other_half, free, half, unused)])
    routes = [unsold, half, half, free, other_half]
    company.add(trips=[(trip, code, None, DAY) for trip, code in zip(ids, routes, strict=False)])
    sold = [(1, 1, part), (2, 1, rest), (2, 2, rest), (3, 1, 0), (3, 2, 0), (4, 1, part + 2 * rest)]
    company.add(tickets=[(ids[trip], seat, "Amina", cents) for trip, seat, cents in sold])
    total = part + 2 * rest
    expected = [(half, 3, total), (other_half, 1, total), (unused, 0, 0), (free, 2, 0), (unsold, 0, 0)]
    company.answers("takings", "code ticket_count total", expected)


@pytest.fixture
def trips(company, codes, plates, ids):
    """Six trips on three routes, with buses of two and three seats; the fifth has no bus."""
    company.add(routes=[(code, "Market") for code in codes[:4]], buses=[(plates[0], 2), (plates[1], 3)])
    buses = [plates[1], plates[0], plates[1], plates[0], None, plates[0]]
    routes = [codes[number] for number in (1, 1, 1, 0, 0, 2)]
    company.add(trips=[(ids[trip], routes[trip], buses[trip], DAY) for trip in (5, 4, 3, 2, 1, 0)])
    return ids


def seats(trips, counts):
    """Tickets for the first seats of trips: {trip: how many}."""
    return [(trips[trip], seat, f"Chen{seat}", 350) for trip, count in counts.items() for seat in range(1, count + 1)]


@pytest.mark.criterion("full-found")
def test_full_trips_are_found(company, trips):
    company.add(tickets=seats(trips, {1: 1, 3: 1, 2: 1, 4: 3}))
    company.answers("full_trips", "id ticket_count", [])
    more = [(3, 9), (0, 7), (5, 2), (3, 8), (0, 8), (1, 2), (0, 9)]
    company.add(tickets=[(trips[trip], seat, "Amina", 350) for trip, seat in more])
    company.answers("full_trips", "id ticket_count", [(trips[0], 3), (trips[1], 2), (trips[3], 3)])


@pytest.mark.criterion("best-found")
def test_the_best_trips_of_each_route_are_found(company, codes, trips):
    company.add(tickets=seats(trips, {3: 3, 0: 2, 1: 1, 4: 3}))
    expected = [(codes[0], trips[3], 3), (codes[0], trips[4], 3), (codes[1], trips[0], 2)]
    company.answers("best_trips", "route_code id ticket_count", expected)
