select u.name as name, u.email as email from users as u order by 1, 2;

select u.email, u.name, u.id from users as u where u.email like 'chen@example.com';

select name from users where lower(name) like '%ar%' order by lower(name);

select u.name, o.product, o.price from users u, orders o where o.user_id = u.id order by o.price desc;

select u.name, (select count(*) from orders o where o.user_id = u.id) as order_count
from users u
order by 2 desc, 1;

select name, total
from (select user_id, sum(price) as total from orders group by user_id) as sums
join users on users.id = sums.user_id
where total > 50
order by total desc;
