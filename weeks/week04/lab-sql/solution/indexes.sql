-- The trips of one route on one day: one index for both columns.
CREATE INDEX trips_by_route_and_day ON trips (route_code, day);

-- The tickets of one passenger.
CREATE INDEX tickets_by_passenger ON tickets (passenger);
