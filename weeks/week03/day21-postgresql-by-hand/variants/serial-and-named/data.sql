insert into users (email, name) values ('arjun@example.com', 'Arjun');
insert into users (email, name) values ('boris@example.com', 'Boris');
insert into users (email, name) values ('chen@example.com', 'Chen');
insert into users (email, name) values ('elif@example.com', 'Elif');
insert into users (email, name) values ('marta@example.com', 'Marta');

insert into orders (user_id, product, price)
select users.id, bought.product, bought.price
from (values
    ('arjun@example.com', 'Lamp', 24.50),
    ('arjun@example.com', 'Chair', 39.90),
    ('boris@example.com', 'Cup', 4.20),
    ('boris@example.com', 'Tea', 3.10),
    ('chen@example.com', 'Table', 120.00),
    ('marta@example.com', 'Notebook', 2.75)
) as bought (email, product, price)
join users on users.email = bought.email;
