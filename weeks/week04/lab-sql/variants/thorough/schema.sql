/* The tables; IF NOT EXISTS leaves those alone that are there -- and their "rows"; too. */
CREATE TABLE IF NOT EXISTS routes (
    code varchar(10) NOT NULL,
    name text NOT NULL, -- no key, so a text is fine; ILIKE would not be
    PRIMARY KEY (code)
);
CREATE TABLE IF NOT EXISTS buses (
    plate varchar(10) NOT NULL,
    seats int NOT NULL CHECK (seats > 0),
    PRIMARY KEY (plate)
);
CREATE TABLE IF NOT EXISTS trips (
    id int NOT NULL,
    day date NOT NULL,
    route_code varchar(10) NOT NULL,
    bus_plate varchar(10) DEFAULT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (route_code)
        REFERENCES routes (code),
    FOREIGN KEY (bus_plate)
        REFERENCES buses (plate)
);
CREATE TABLE IF NOT EXISTS tickets (
    trip_id int NOT NULL,
    seat int NOT NULL CHECK (seat > 0),
    passenger varchar(60) NOT NULL,
    cents int NOT NULL CHECK (cents >= 0),
    UNIQUE (seat, trip_id),
    PRIMARY KEY (trip_id, seat),
    FOREIGN KEY (trip_id) REFERENCES trips (id)
);
