begin;
insert into buses values ('KV900', 48); update trips set bus_plate = 'KV900' where bus_plate = 'KV100';
delete from buses where plate = 'KV100'; commit;
