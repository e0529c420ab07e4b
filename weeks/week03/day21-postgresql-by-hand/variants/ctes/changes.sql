BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE;
DELETE FROM orders USING users WHERE users.id = orders.user_id AND users.email = 'boris@example.com';
DELETE FROM users WHERE email IN ('boris@example.com') RETURNING *;
UPDATE users SET (name) = ROW ('Chenda') WHERE email = 'chen@example.com';
END;
