SELECT id, ticket_count FROM (
    SELECT trips.id, COUNT(tickets.seat) AS ticket_count, buses.seats
    FROM buses
    JOIN trips ON trips.bus_plate = buses.plate
    LEFT JOIN tickets ON tickets.trip_id = trips.id
    GROUP BY trips.id, buses.seats
) AS counted
WHERE ticket_count >= seats
ORDER BY id;
