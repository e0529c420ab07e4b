select plate, seats from buses where not seats > 50 order by seats desc, plate asc limit 3 offset 0
