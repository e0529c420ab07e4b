-- 1. All users, by name; equal names by email. Columns: name, email
SELECT name, email
FROM users
ORDER BY name, email;

-- 2. The user with the email chen@example.com. Columns: id, name, email
SELECT id, name, email
FROM users
WHERE email = 'chen@example.com';

-- 3. The users with "ar" in their name, in big or small letters, by name. Column: name
SELECT name
FROM users
WHERE name ILIKE '%ar%'
ORDER BY name;

-- 4. All orders with the name of the user, dearest first. Columns: name, product, price
SELECT users.name, orders.product, orders.price
FROM orders
JOIN users ON users.id = orders.user_id
ORDER BY orders.price DESC;

-- 5. Every user and how many orders they have; most first, equal numbers by name. Columns: name, order_count
SELECT users.name, COUNT(orders.id) AS order_count
FROM users
LEFT JOIN orders ON orders.user_id = users.id
GROUP BY users.id
ORDER BY order_count DESC, users.name;

-- 6. The users whose orders cost more than 50 together, largest total first. Columns: name, total
SELECT users.name, SUM(orders.price) AS total
FROM users
JOIN orders ON orders.user_id = users.id
GROUP BY users.id
HAVING SUM(orders.price) > 50
ORDER BY total DESC;
