WITH sold AS (
    SELECT trips.route_code, trips.id, COUNT(*) AS ticket_count,
        RANK() OVER (PARTITION BY trips.route_code ORDER BY COUNT(*) DESC) AS place
    FROM trips
    JOIN tickets ON tickets.trip_id = trips.id
    GROUP BY trips.route_code, trips.id
)
SELECT route_code, id, ticket_count FROM sold WHERE place = 1 ORDER BY route_code, id;
