-- The trips of one route on one day: one index for both columns.

-- The tickets of one passenger.
