-- Every route, with its number of tickets and what they cost together: 0 and 0 for none. Largest total first;
-- equal totals by code.
-- Columns: code, ticket_count, total
SELECT 'to do';
