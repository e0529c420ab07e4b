-- Stretch. Of each route, the trip with the most tickets; if several have the same number, all of them.
-- By route_code, then by id.
-- Columns: route_code, id, ticket_count
SELECT 'to do';
