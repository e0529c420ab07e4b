select id, day from trips t where t.bus_plate is null order by 2, 1;
