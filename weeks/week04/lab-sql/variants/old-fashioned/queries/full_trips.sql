select trip_id as id, count(trip_id) as ticket_count from tickets group by trip_id
having count(trip_id) >= (select seats from buses, trips where plate = bus_plate and trips.id = tickets.trip_id)
order by trip_id;
