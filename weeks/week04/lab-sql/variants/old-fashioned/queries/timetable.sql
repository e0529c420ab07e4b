select t.id, t.day, r.name, t.bus_plate from trips t, routes r where t.route_code = r.code
order by case when t.bus_plate is null then 1 else 0 end, t.bus_plate, t.day, t.id;
