WITH sold AS (
    SELECT trips.route_code, COUNT(*) AS number, SUM(tickets.cents) AS cents
    FROM tickets JOIN trips ON trips.id = tickets.trip_id
    GROUP BY trips.route_code
)
SELECT routes.code, COALESCE(sold.number, 0) AS ticket_count, COALESCE(sold.cents, 0) AS total
FROM routes LEFT JOIN sold ON sold.route_code = routes.code
ORDER BY total DESC, routes.code;
