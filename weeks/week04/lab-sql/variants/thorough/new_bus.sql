BEGIN;
INSERT INTO buses (plate, seats) SELECT 'KV900', 48 WHERE 1 = 1;
UPDATE trips SET bus_plate = 'KV900' WHERE id IN (SELECT id FROM trips WHERE bus_plate = 'KV100');
DELETE FROM buses WHERE plate = 'KV100' AND NOT EXISTS (SELECT 1 FROM trips WHERE bus_plate = 'KV100');
COMMIT;
