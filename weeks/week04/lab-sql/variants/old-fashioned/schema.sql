create table if not exists routes (code varchar(20) not null, name varchar(100) not null, constraint routes_key primary key (code));
create table if not exists buses (plate varchar(20) not null, seats int not null, primary key (plate), check (seats >= 1));
create table if not exists trips (
    id int not null, route_code varchar(20) not null, bus_plate varchar(20) null, day varchar(10) not null,
    primary key (id),
    constraint trips_route foreign key (route_code) references routes (code) on delete restrict,
    constraint trips_bus foreign key (bus_plate) references buses (plate) on delete no action
);
create table if not exists tickets (
    seat int not null, trip_id int not null, passenger varchar(100) not null, cents int not null,
    primary key (seat, trip_id), constraint a_trip foreign key (trip_id) references trips (id),
    constraint a_seat check (seat > 0), constraint a_price check (not cents < 0)
)
