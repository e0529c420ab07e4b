SELECT buses.plate, SUM(CASE WHEN trips.day >= '2026-05-04' AND trips.day < '2026-05-05' THEN 1 ELSE 0 END) AS trip_count
FROM buses LEFT JOIN trips ON trips.bus_plate = buses.plate
GROUP BY buses.plate ORDER BY 2 DESC, 1;
