-- kind: 106 null order
-- 106.01 automatic
SELECT id, age FROM person ORDER BY age, id;
-- 106.02 automatic
SELECT id, age FROM person ORDER BY age DESC, id;
-- 106.03 automatic
SELECT id, age FROM person ORDER BY 2, 1;
-- 106.04 automatic
SELECT age AS a FROM person ORDER BY a;
-- 106.05 automatic
SELECT id FROM person ORDER BY born DESC, id;
-- 106.06 automatic
SELECT id FROM person ORDER BY age IS NULL, age, id;
-- 106.07 automatic
SELECT id FROM person ORDER BY -age, id;
-- 106.08 automatic
SELECT id FROM person ORDER BY IFNULL(age, 1000), id;
-- 106.09 automatic
SELECT s.id, p.id FROM person p LEFT JOIN sale s ON s.person_id = p.id ORDER BY s.id, p.id;
-- 106.10 automatic
SELECT age FROM person UNION ALL SELECT NULL ORDER BY age;
-- 106.11 automatic
SELECT id FROM person ORDER BY score, id LIMIT 2;
-- 106.12 automatic
SELECT age, COUNT(*) FROM person GROUP BY age ORDER BY age DESC;
-- 106.13 automatic
SELECT id, ROW_NUMBER() OVER (ORDER BY age, id) FROM person ORDER BY id;
-- 106.14 automatic
SELECT id FROM person ORDER BY NULL, id;
-- 106.15 automatic
SELECT id, city FROM person ORDER BY city DESC, id;
-- 106.16 automatic
SELECT DISTINCT age FROM person ORDER BY 1;
-- 106.17 automatic
SELECT person_id, MAX(discount) AS m FROM sale GROUP BY person_id ORDER BY m, person_id;
-- 106.18 automatic
SELECT id FROM person ORDER BY IF(age IS NULL, 1, 0), age DESC, id;
-- 106.19 automatic
SELECT id FROM (SELECT id, age FROM person ORDER BY age LIMIT 3) x ORDER BY id;
-- 106.20 automatic
SELECT id FROM person ORDER BY city IS NULL, city, id;
-- 106.21 automatic
SELECT id FROM person ORDER BY age DESC, id;
-- 106.22 automatic
SELECT id FROM person ORDER BY FIELD(status, 'closed', 'new'), id;
-- 106.23 automatic
SELECT id FROM person ORDER BY -age DESC, id;
-- 106.24 automatic
SELECT id FROM person ORDER BY status, age, id;
-- 106.25 automatic
SELECT age a FROM person UNION ALL SELECT discount FROM sale ORDER BY a;
-- 106.26 automatic
SELECT person_id, MAX(discount) m FROM sale GROUP BY person_id ORDER BY m, person_id;
-- 106.27 automatic
SELECT id, (SELECT MAX(discount) FROM sale s WHERE s.person_id = p.id) d FROM person p ORDER BY d DESC, id;
