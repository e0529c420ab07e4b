-- Six questions. Each SELECT 'to do' makes place for one of yours.

-- 1. All users, by name; equal names by email. Columns: name, email
SELECT 'to do';

-- 2. The user with the email chen@example.com. Columns: id, name, email
SELECT 'to do';

-- 3. The users with "ar" in their name, in big or small letters, by name. Column: name
SELECT 'to do';

-- 4. All orders with the name of the user, dearest first. Columns: name, product, price
SELECT 'to do';

-- 5. Every user and how many orders they have; most first, equal numbers by name. Columns: name, order_count
SELECT 'to do';

-- 6. The users whose orders cost more than 50 together, largest total first. Columns: name, total
SELECT 'to do';
