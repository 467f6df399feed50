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
