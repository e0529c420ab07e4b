-- The trips follow by themselves: ON UPDATE CASCADE.
BEGIN;
UPDATE buses SET plate = 'KV900', seats = 48 WHERE plate = 'KV100';
COMMIT;
