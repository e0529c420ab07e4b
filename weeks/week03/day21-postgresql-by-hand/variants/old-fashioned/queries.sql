SELECT "name", "email" FROM "users" ORDER BY "name", "email";
SELECT "id", "name", "email" FROM "users" WHERE "email" = 'chen@example.com';
SELECT "name" FROM "users" WHERE "name" ~* 'ar' ORDER BY "name";
SELECT "name", "product", "price" FROM "orders", "users" WHERE "user_id" = "users"."id" ORDER BY "price" DESC;
SELECT "name", SUM(CASE WHEN "user_id" IS NULL THEN 0 ELSE 1 END) AS "order_count"
    FROM "users" LEFT OUTER JOIN "orders" ON "user_id" = "users"."id"
    GROUP BY "users"."id", "name" ORDER BY "order_count" DESC, "name";
SELECT "name", SUM("price") AS "total" FROM "users" NATURAL JOIN (SELECT "user_id" AS "id", "price" FROM "orders") AS "prices"
    GROUP BY "id", "name" HAVING SUM("price") > 50 ORDER BY "total" DESC;
