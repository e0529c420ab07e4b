-- The people who buy in the shop, and what they have ordered.

-- users: id, email, name, created_at

-- orders: id, user_id, product, price
