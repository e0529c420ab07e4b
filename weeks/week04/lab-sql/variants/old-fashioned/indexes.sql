create index trips_index on trips (day, route_code);
create index trips_bus_index on trips (bus_plate);
create index tickets_index on tickets (passenger, trip_id, seat);
