SELECT name, code FROM routes WHERE name LIKE '%lake%' OR lower(name) LIKE '%lake%' ORDER BY 2;
