-- A bridge carries buses with 50 seats at most. The three largest of them; equal ones by plate.
-- Columns: plate, seats
SELECT 'to do';
