-- The trips that are full: as many tickets as their bus has seats, or more. By id.
-- Columns: id, ticket_count
SELECT trips.id, COUNT(*) AS ticket_count
FROM trips
JOIN buses ON buses.plate = trips.bus_plate
JOIN tickets ON tickets.trip_id = trips.id
GROUP BY trips.id, buses.seats
HAVING COUNT(*) >= buses.seats
ORDER BY trips.id;
