-- Every bus, with the number of its trips on 2026-05-04: 0 for none. Most first; equal numbers by plate.
-- Columns: plate, trip_count
SELECT 'to do';
