-- All trips, with the name of the route. By plate, those without a bus last; equal ones by day, then by id.
-- Columns: id, day, name, bus_plate
SELECT trips.id, trips.day, routes.name, trips.bus_plate
FROM trips
JOIN routes ON routes.code = trips.route_code
ORDER BY trips.bus_plate IS NULL, trips.bus_plate, trips.day, trips.id;
