SELECT trips.id, trips.day, named.name, trips.bus_plate
FROM trips JOIN (SELECT code AS route_code, name FROM routes) AS named USING (route_code)
ORDER BY trips.bus_plate IS NOT NULL DESC, trips.bus_plate, trips.day, trips.id;
