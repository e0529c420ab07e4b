SELECT plate FROM buses
EXCEPT
SELECT bus_plate FROM trips
ORDER BY plate;
