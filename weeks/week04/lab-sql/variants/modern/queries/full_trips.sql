SELECT trips.id, COUNT(*) AS ticket_count
FROM tickets
JOIN trips ON trips.id = tickets.trip_id
JOIN buses ON buses.plate = trips.bus_plate
GROUP BY trips.id
HAVING COUNT(*) >= MAX(buses.seats)
ORDER BY trips.id;
