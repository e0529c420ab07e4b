-- Every route, with its number of tickets and what they cost together: 0 and 0 for none. Largest total first;
-- equal totals by code.
-- Columns: code, ticket_count, total
SELECT routes.code, COUNT(tickets.seat) AS ticket_count, COALESCE(SUM(tickets.cents), 0) AS total
FROM routes
LEFT JOIN trips ON trips.route_code = routes.code
LEFT JOIN tickets ON tickets.trip_id = trips.id
GROUP BY routes.code
ORDER BY total DESC, routes.code;
