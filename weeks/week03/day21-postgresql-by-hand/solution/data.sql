-- Five users. Elif has not ordered anything yet.

INSERT INTO users (email, name) VALUES
    ('arjun@example.com', 'Arjun'),
    ('boris@example.com', 'Boris'),
    ('chen@example.com', 'Chen'),
    ('elif@example.com', 'Elif'),
    ('marta@example.com', 'Marta');

INSERT INTO orders (user_id, product, price) VALUES
    ((SELECT id FROM users WHERE email = 'arjun@example.com'), 'Lamp', 24.50),
    ((SELECT id FROM users WHERE email = 'arjun@example.com'), 'Chair', 39.90),
    ((SELECT id FROM users WHERE email = 'boris@example.com'), 'Cup', 4.20),
    ((SELECT id FROM users WHERE email = 'boris@example.com'), 'Tea', 3.10),
    ((SELECT id FROM users WHERE email = 'chen@example.com'), 'Table', 120.00),
    ((SELECT id FROM users WHERE email = 'marta@example.com'), 'Notebook', 2.75);
