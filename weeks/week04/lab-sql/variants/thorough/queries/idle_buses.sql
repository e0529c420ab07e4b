SELECT b.plate FROM buses AS b LEFT JOIN trips AS t ON t.bus_plate = b.plate GROUP BY b.plate HAVING COUNT(t.id) = 0 ORDER BY b.plate;
