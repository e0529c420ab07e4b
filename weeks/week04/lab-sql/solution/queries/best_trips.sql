-- Stretch. Of each route, the trip with the most tickets; if several have the same number, all of them.
-- By route_code, then by id.
-- Columns: route_code, id, ticket_count
WITH sold AS (
    SELECT trips.route_code, trips.id, COUNT(*) AS ticket_count
    FROM trips
    JOIN tickets ON tickets.trip_id = trips.id
    GROUP BY trips.route_code, trips.id
)
SELECT route_code, id, ticket_count
FROM sold
WHERE ticket_count = (SELECT MAX(others.ticket_count) FROM sold AS others WHERE others.route_code = sold.route_code)
ORDER BY route_code, id;
