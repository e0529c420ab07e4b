-- The buses that are on no trip at all, by plate.
-- Column: plate
SELECT 'to do';
