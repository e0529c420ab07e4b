-- The trips that have no bus yet, by day; those of one day by id.
-- Columns: id, day
SELECT 'to do';
