-- All of this happens, or nothing of it.

BEGIN;

UPDATE users
SET name = 'Chenda'
WHERE email = 'chen@example.com';

DELETE FROM orders
WHERE user_id = (SELECT id FROM users WHERE email = 'boris@example.com');

DELETE FROM users
WHERE email = 'boris@example.com';

COMMIT;
