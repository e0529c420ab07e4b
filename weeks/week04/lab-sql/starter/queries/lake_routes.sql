-- The routes with "lake" anywhere in their name, in big or small letters, by code.
-- Columns: code, name
SELECT 'to do';
