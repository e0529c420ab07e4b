WITH light AS (
    SELECT plate, seats, ROW_NUMBER() OVER (ORDER BY seats DESC, plate) AS place FROM buses WHERE seats <= 50
)
SELECT plate, seats FROM light WHERE place <= 3 ORDER BY place;
