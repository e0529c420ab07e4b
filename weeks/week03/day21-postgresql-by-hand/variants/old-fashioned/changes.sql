BEGIN WORK;
DO $$
DECLARE
    gone users.id%TYPE := (SELECT id FROM users WHERE email = 'boris@example.com');
BEGIN
    DELETE FROM orders WHERE user_id = gone;
    DELETE FROM users WHERE id = gone;
END
$$;
UPDATE users SET name = 'Chenda' WHERE email = 'chen@example.com';
COMMIT WORK;
