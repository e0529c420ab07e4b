-- All of this happens, or nothing of it.

BEGIN;

INSERT INTO buses (plate, seats)
VALUES ('KV900', 48);

UPDATE trips
SET bus_plate = 'KV900'
WHERE bus_plate = 'KV100';

DELETE FROM buses
WHERE plate = 'KV100';

COMMIT;
