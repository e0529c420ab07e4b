SELECT trips.id, trips.day, routes.name, buses.plate AS bus_plate
FROM trips
INNER JOIN routes ON trips.route_code = routes.code
LEFT OUTER JOIN buses ON trips.bus_plate = buses.plate
ORDER BY COALESCE(trips.bus_plate, 'ZZZZZZ'), trips.day, trips.id;
