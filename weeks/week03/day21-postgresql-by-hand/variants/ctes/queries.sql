/* 1 */
SELECT email, name FROM users ORDER BY name ASC, email ASC;

/* 2 */
SELECT id, name, email FROM users WHERE lower(email) = 'chen@example.com' LIMIT 1;

/* 3 */
SELECT name FROM users WHERE position('ar' IN lower(name)) > 0 ORDER BY name;

/* 4 */
SELECT price, product, name
FROM orders INNER JOIN (SELECT id AS user_id, name FROM users) AS buyers USING (user_id)
ORDER BY price DESC;

/* 5 */
WITH counts AS (
    SELECT user_id, count(*) AS order_count FROM orders GROUP BY user_id
)
SELECT name, coalesce(order_count, 0) AS order_count
FROM users LEFT JOIN counts ON counts.user_id = users.id
ORDER BY order_count DESC, name;

/* 6 */
WITH totals AS (
    SELECT users.id, users.name, sum(price) AS total
    FROM orders RIGHT JOIN users ON users.id = orders.user_id
    GROUP BY users.id, users.name
)
SELECT name, total FROM totals WHERE total > 50.00 ORDER BY total DESC
