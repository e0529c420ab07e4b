-- A ticket has one trip and a trip one route, so no row is there twice.
SELECT code, COUNT(DISTINCT tickets.trip_id * 1000 + tickets.seat) AS ticket_count, SUM(COALESCE(cents, 0)) AS total
FROM routes LEFT JOIN (trips JOIN tickets ON tickets.trip_id = trips.id) ON trips.route_code = routes.code
GROUP BY code ORDER BY total DESC, code;
