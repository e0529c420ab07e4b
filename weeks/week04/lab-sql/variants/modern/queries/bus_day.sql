WITH today AS (SELECT bus_plate, COUNT(*) AS number FROM trips WHERE day = '2026-05-04' GROUP BY bus_plate)
SELECT buses.plate, COALESCE(today.number, 0) AS trip_count
FROM buses LEFT JOIN today ON today.bus_plate = buses.plate
ORDER BY trip_count DESC, plate;
