-- The buses that are on no trip at all, by plate.
-- Column: plate
SELECT plate
FROM buses
WHERE NOT EXISTS (SELECT 1 FROM trips WHERE trips.bus_plate = buses.plate)
ORDER BY plate;
