-- A bus company. The same file runs on SQLite and on PostgreSQL.

CREATE TABLE routes (
    code varchar(10) NOT NULL PRIMARY KEY,
    name varchar(60) NOT NULL
);

CREATE TABLE buses (
    plate varchar(10) NOT NULL PRIMARY KEY,
    seats integer NOT NULL CHECK (seats > 0)
);

CREATE TABLE trips (
    id integer NOT NULL PRIMARY KEY,
    route_code varchar(10) NOT NULL,
    bus_plate varchar(10),
    day date NOT NULL,
    FOREIGN KEY (route_code) REFERENCES routes (code),
    FOREIGN KEY (bus_plate) REFERENCES buses (plate)
);

CREATE TABLE tickets (
    trip_id integer NOT NULL,
    seat integer NOT NULL CHECK (seat > 0),
    passenger varchar(60) NOT NULL,
    cents integer NOT NULL CHECK (cents >= 0),
    PRIMARY KEY (trip_id, seat),
    FOREIGN KEY (trip_id) REFERENCES trips (id)
);
