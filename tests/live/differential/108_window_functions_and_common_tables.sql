-- kind: 108 window functions and common tables
-- 108.01 automatic
SELECT id, RANK() OVER (ORDER BY age DESC), DENSE_RANK() OVER (ORDER BY age DESC) FROM person WHERE age IS NOT NULL ORDER BY id;
-- 108.02 automatic
SELECT id, person_id, SUM(total) OVER (PARTITION BY person_id ORDER BY placed) FROM sale ORDER BY id;
-- 108.03 automatic
SELECT id, LAG(total) OVER (ORDER BY placed), LEAD(total, 2) OVER (ORDER BY placed) FROM sale ORDER BY id;
-- 108.04 automatic mysql
SELECT id, LEAD(total, 1, 0) OVER (ORDER BY placed) FROM sale ORDER BY id;
-- 108.05 automatic
SELECT id, FIRST_VALUE(id) OVER (PARTITION BY person_id ORDER BY placed), COUNT(*) OVER (PARTITION BY person_id) FROM sale ORDER BY id;
-- 108.06 automatic
SELECT id, NTILE(2) OVER (ORDER BY id), CUME_DIST() OVER (ORDER BY id), PERCENT_RANK() OVER (ORDER BY id) FROM tag JOIN (SELECT 1 AS id UNION SELECT 2) x ORDER BY id, a, b;
-- 108.07 automatic
SELECT id, SUM(total) OVER w FROM sale WINDOW w AS (ORDER BY id) ORDER BY id;
-- 108.08 automatic
SELECT id, AVG(total) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM sale ORDER BY id;
-- 108.09 automatic
SELECT id, NTH_VALUE(id, 2) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM sale ORDER BY id;
-- 108.10 automatic
WITH big AS (SELECT id, total FROM sale WHERE total > 50) SELECT COUNT(*), SUM(total) FROM big;
-- 108.11 automatic
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n ORDER BY i;
-- 108.12 automatic
WITH RECURSIVE tree AS (SELECT id, manager_id, 0 AS depth FROM person WHERE manager_id IS NULL UNION ALL SELECT p.id, p.manager_id, t.depth + 1 FROM person p JOIN tree t ON p.manager_id = t.id) SELECT id, depth FROM tree ORDER BY id;
-- 108.13 automatic
WITH RECURSIVE path AS (SELECT id, CAST(name AS CHAR(200)) AS p FROM person WHERE manager_id IS NULL UNION ALL SELECT c.id, CONCAT(path.p, '/', c.name) FROM person c JOIN path ON c.manager_id = path.id) SELECT id, p FROM path ORDER BY id;
-- 108.14 automatic
SELECT * FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY total DESC) AS rn FROM sale) x WHERE rn = 1 ORDER BY id;
-- 108.15 automatic
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT x, y FROM a, b;
-- 108.16 automatic
SELECT id FROM person UNION SELECT person_id FROM sale ORDER BY id;
-- 108.17 automatic
SELECT id, 'p' AS k FROM person WHERE id < 3 UNION ALL SELECT id, 's' FROM sale WHERE id < 3 ORDER BY k, id;
-- 108.18 assisted
SELECT age FROM person WHERE id = 1 UNION SELECT city FROM person WHERE id = 2;
-- 108.19 automatic
SELECT id FROM person INTERSECT SELECT person_id FROM sale ORDER BY id;
-- 108.20 automatic
SELECT id FROM person EXCEPT SELECT person_id FROM sale ORDER BY id;
-- 108.21 automatic
SELECT active FROM person WHERE id = 1 UNION ALL SELECT 5;
-- 108.22 automatic mysql
SELECT * FROM person p, LATERAL (SELECT MAX(total) AS m FROM sale s WHERE s.person_id = p.id) x WHERE p.id < 3 ORDER BY p.id;
-- 108.23 automatic
SELECT id, total - LAG(total) OVER (PARTITION BY person_id ORDER BY placed) AS d FROM sale ORDER BY id;
-- 108.24 automatic
SELECT id, MAX(total) OVER (), AVG(discount) OVER (PARTITION BY person_id) FROM sale ORDER BY id;
-- 108.25 automatic
SELECT person_id, SUM(SUM(total)) OVER (ORDER BY person_id) FROM sale GROUP BY person_id ORDER BY person_id;
-- 108.26 automatic
WITH t AS (SELECT person_id, SUM(total) AS s FROM sale GROUP BY person_id) SELECT p.id, t.s FROM person p LEFT JOIN t ON t.person_id = p.id ORDER BY t.s, p.id;
-- 108.27 automatic
WITH RECURSIVE d AS (SELECT CAST('2024-01-01' AS DATE) AS x UNION ALL SELECT x + INTERVAL 1 DAY FROM d WHERE x < '2024-01-05') SELECT x FROM d ORDER BY x;
-- 108.28 automatic
WITH RECURSIVE f AS (SELECT 1 AS n, 1 AS p UNION ALL SELECT n + 1, p * (n + 1) FROM f WHERE n < 10) SELECT n, p FROM f ORDER BY n;
-- 108.29 automatic
SELECT 1 AS a UNION SELECT 2.5 UNION SELECT NULL ORDER BY a;
-- 108.30 automatic
SELECT 'x' AS a, 1 AS b UNION ALL SELECT 5, 'y';
-- 108.31 automatic mysql
VALUES ROW(1, 'a'), ROW(2, 'b');
-- 108.32 assisted
SELECT id, ROW_NUMBER() OVER (PARTITION BY city ORDER BY age DESC, id) AS r FROM person ORDER BY id;
-- 108.33 automatic
SELECT id, RANK() OVER (ORDER BY name) AS r, DENSE_RANK() OVER (ORDER BY city DESC) AS d FROM person ORDER BY id;
-- 108.34 automatic
SELECT id, LAG(total, 1) OVER w, LEAD(code) OVER w, SUM(total) OVER (ORDER BY placed, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM sale WINDOW w AS (ORDER BY placed, id) ORDER BY id;
-- 108.35 automatic
SELECT id, SUM(discount) OVER (ORDER BY discount) AS running FROM sale ORDER BY id;
-- 108.36 automatic
SELECT id, FIRST_VALUE(id) OVER (PARTITION BY person_id ORDER BY discount, id) AS f FROM sale ORDER BY id;
-- 108.37 automatic
WITH RECURSIVE tree AS (SELECT id, title, 0 AS depth, CAST(title AS CHAR(200)) AS path FROM product WHERE parent_id IS NULL UNION ALL SELECT p.id, p.title, t.depth + 1, CONCAT(t.path, '/', p.title) FROM product p JOIN tree t ON p.parent_id = t.id) SELECT id, depth, path FROM tree ORDER BY id;
-- 108.38 automatic
WITH RECURSIVE days AS (SELECT DATE('2024-02-27') AS d UNION ALL SELECT d + INTERVAL 1 DAY FROM days WHERE d < '2024-03-02') SELECT d, COUNT(s.id) FROM days LEFT JOIN sale s ON DATE(s.placed) = d GROUP BY d ORDER BY d;
-- 108.39 assisted
WITH t AS (SELECT city, COUNT(*) c FROM person WHERE city = 'LVIV' GROUP BY city) SELECT SUM(c) FROM t;
-- 108.40 assisted
SELECT id, COUNT(*) OVER w FROM person WINDOW w AS (PARTITION BY city) ORDER BY id;
-- 108.41 assisted
SELECT id, ROW_NUMBER() OVER (PARTITION BY status, LEFT(name, 1) ORDER BY id) AS r FROM person ORDER BY id;
