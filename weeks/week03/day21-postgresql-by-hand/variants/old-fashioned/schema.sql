CREATE TABLE IF NOT EXISTS "users" (
    "id" SERIAL PRIMARY KEY,
    "email" TEXT UNIQUE NOT NULL CHECK (email LIKE '%@%'),
    "name" TEXT NOT NULL CHECK (length(name) > 0),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS "orders" (
    "id" SERIAL PRIMARY KEY,
    "user_id" INT NOT NULL,
    "product" TEXT NOT NULL,
    "price" DECIMAL(8, 2) NOT NULL CONSTRAINT price_check CHECK (NOT price < 0),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
);
