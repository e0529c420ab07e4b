CREATE TABLE routes (
    code VARCHAR(10) PRIMARY KEY NOT NULL CHECK (code <> ''),
    name VARCHAR(255) NOT NULL,
    kilometres INTEGER
);

CREATE TABLE buses (
    plate VARCHAR(10) PRIMARY KEY NOT NULL,
    seats SMALLINT NOT NULL CHECK (seats BETWEEN 1 AND 120)
);

CREATE TABLE trips (
    id BIGINT PRIMARY KEY,
    route_code VARCHAR(10) NOT NULL,
    bus_plate VARCHAR(10),
    day DATE NOT NULL,
    cancelled INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (route_code) REFERENCES routes (code) ON UPDATE CASCADE,
    FOREIGN KEY (bus_plate) REFERENCES buses (plate) ON UPDATE CASCADE
);

CREATE TABLE tickets (
    trip_id BIGINT NOT NULL,
    seat SMALLINT NOT NULL,
    passenger VARCHAR(255) NOT NULL,
    cents INTEGER NOT NULL,
    CONSTRAINT one_ticket_a_seat PRIMARY KEY (trip_id, seat),
    CONSTRAINT ticket_of_a_trip FOREIGN KEY (trip_id) REFERENCES trips (id),
    CONSTRAINT numbers CHECK (seat >= 1 AND cents >= 0)
);
