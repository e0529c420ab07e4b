select plate, (select count(*) from trips where bus_plate = plate and day = '2026-05-04') as trip_count
from buses order by trip_count desc, plate;
