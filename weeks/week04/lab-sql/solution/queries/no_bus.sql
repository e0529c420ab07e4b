-- The trips that have no bus yet, by day; those of one day by id.
-- Columns: id, day
SELECT id, day
FROM trips
WHERE bus_plate IS NULL
ORDER BY day, id;
