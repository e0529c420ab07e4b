WITH arjun AS (
    INSERT INTO users (email, name) VALUES ('arjun@example.com', 'Arjun') RETURNING id
), chen AS (
    INSERT INTO users (email, name, phone) VALUES ('chen@example.com', 'Chen', '0555') RETURNING id
)
INSERT INTO orders (user_id, product, price)
SELECT id, 'Lamp', 24.50 FROM arjun
UNION ALL SELECT id, 'Chair', 39.90 FROM arjun
UNION ALL SELECT id, 'Cup', 4.20 FROM arjun
UNION ALL SELECT id, 'Table', 120.00 FROM chen
UNION ALL SELECT id, 'Tea', 0 FROM chen
UNION ALL SELECT id, 'Milk', 1.15 FROM chen
UNION ALL SELECT id, 'Rice', 2.05 FROM chen;

INSERT INTO users (name, email) VALUES
    ('Boris', 'boris@example.com'), ('Elif', 'elif@example.com'), ('Marta', 'marta@example.com'), ('Elif', 'elif.b@example.com');
