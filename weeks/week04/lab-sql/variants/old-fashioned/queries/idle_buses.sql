select plate from buses where plate not in (select bus_plate from trips where bus_plate is not null) order by plate;
