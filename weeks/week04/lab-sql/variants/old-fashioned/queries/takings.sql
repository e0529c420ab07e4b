select code,
    (select count(*) from tickets k, trips t where k.trip_id = t.id and t.route_code = code) as ticket_count,
    coalesce((select sum(cents) from tickets k, trips t where k.trip_id = t.id and t.route_code = code), 0) as total
from routes order by 3 desc, 1;
