-- All trips, with the name of the route. By plate, those without a bus last; equal ones by day, then by id.
-- Columns: id, day, name, bus_plate
SELECT 'to do';
