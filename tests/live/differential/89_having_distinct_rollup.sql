-- kind: 89 having distinct rollup
-- 89.01 automatic
SELECT person_id, SUM(total) AS t FROM sale GROUP BY person_id HAVING t > 100 ORDER BY person_id;
-- 89.02 automatic
SELECT person_id, COUNT(*) AS n FROM sale GROUP BY person_id HAVING n > 1 AND SUM(total) > 1;
-- 89.03 automatic
SELECT id, age AS a FROM person HAVING a > 40 ORDER BY id;
-- 89.04 automatic
SELECT DISTINCT age FROM person ORDER BY age;
-- 89.05 automatic
SELECT DISTINCT age AS a FROM person ORDER BY a DESC;
-- 89.06 automatic
SELECT DISTINCT status FROM person;
-- 89.07 automatic
SELECT person_id, SUM(total) FROM sale GROUP BY person_id WITH ROLLUP;
-- 89.08 automatic
SELECT YEAR(placed), person_id, COUNT(*) FROM sale GROUP BY YEAR(placed), person_id WITH ROLLUP;
-- 89.09 automatic
SELECT COUNT(DISTINCT age), COUNT(age), COUNT(*) FROM person;
-- 89.10 automatic
SELECT COUNT(DISTINCT age, status) FROM person;
-- 89.11 assisted
SELECT COUNT(DISTINCT name), COUNT(DISTINCT email) FROM person;
-- 89.12 assisted
SELECT DISTINCT city FROM person WHERE city IS NOT NULL;
-- 89.13 automatic
SELECT MAX(total) AS m FROM sale HAVING m > 1;
-- 89.14 automatic
SELECT person_id FROM sale GROUP BY person_id HAVING MIN(placed) < '2024-01-01';
-- 89.15 automatic
SELECT YEAR(placed) y, person_id, SUM(total) FROM sale GROUP BY y, person_id WITH ROLLUP;
-- 89.16 automatic
SELECT IFNULL(active, 'all') s, COUNT(*) FROM person GROUP BY active WITH ROLLUP;
-- 89.17 automatic
SELECT IFNULL(person_id, -1) AS p, SUM(total) t FROM sale GROUP BY person_id WITH ROLLUP HAVING t > 30;
-- 89.18 assisted
SELECT age > 30 AS older, COUNT(*) FROM person GROUP BY older ORDER BY older;
-- 89.19 automatic
SELECT 1 + (age > 30) AS g, MAX(score) FROM person GROUP BY 1 ORDER BY 1;
-- 89.20 automatic
SELECT person_id, MAX(total) m FROM sale GROUP BY person_id HAVING m > 50 AND MIN(id) < 5 ORDER BY m DESC;
-- 89.21 assisted
SELECT DISTINCT LOWER(city) AS c FROM person ORDER BY c;
-- 89.22 automatic
SELECT DISTINCT person_id, YEAR(placed) FROM sale ORDER BY YEAR(placed), person_id;
