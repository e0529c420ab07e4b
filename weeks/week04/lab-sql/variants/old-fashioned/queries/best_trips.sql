select t.route_code, t.id, count(*) as ticket_count from trips t, tickets k where k.trip_id = t.id
group by t.route_code, t.id
having not exists (
    select 1 from trips o, tickets m where m.trip_id = o.id and o.route_code = t.route_code
    group by o.id having count(m.seat) > (select count(*) from tickets n where n.trip_id = t.id)
) order by t.route_code, t.id;
