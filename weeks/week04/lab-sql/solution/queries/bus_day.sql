-- Every bus, with the number of its trips on 2026-05-04: 0 for none. Most first; equal numbers by plate.
-- Columns: plate, trip_count
SELECT buses.plate, COUNT(trips.id) AS trip_count
FROM buses
LEFT JOIN trips ON trips.bus_plate = buses.plate AND trips.day = '2026-05-04'
GROUP BY buses.plate
ORDER BY trip_count DESC, buses.plate;
