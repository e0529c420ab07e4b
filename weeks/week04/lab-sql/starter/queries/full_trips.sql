-- The trips that are full: as many tickets as their bus has seats, or more. By id.
-- Columns: id, ticket_count
SELECT 'to do';
