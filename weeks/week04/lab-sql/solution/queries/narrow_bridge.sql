-- A bridge carries buses with 50 seats at most. The three largest of them; equal ones by plate.
-- Columns: plate, seats
SELECT plate, seats
FROM buses
WHERE seats <= 50
ORDER BY seats DESC, plate
LIMIT 3;
