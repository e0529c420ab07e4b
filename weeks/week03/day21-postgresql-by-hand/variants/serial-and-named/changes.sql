start transaction;
delete from users where email = 'boris@example.com';  -- the orders go with him: on delete cascade
update users set name = 'Chenda' where email = 'chen@example.com';
commit;
