create table if not exists users (
    id serial,
    email varchar(255) not null,
    name varchar(100) not null,
    created_at timestamp with time zone default current_timestamp,
    constraint users_by_id primary key (id),
    constraint one_account_for_each_email unique (email)
);

create table if not exists orders (
    id serial primary key,
    user_id integer not null,
    product varchar(100) not null,
    price numeric not null
);

alter table orders
    drop constraint if exists order_of_a_user,
    drop constraint if exists price_is_not_negative,
    add constraint order_of_a_user foreign key (user_id) references users (id) on delete cascade,
    add constraint price_is_not_negative check (price >= 0);
