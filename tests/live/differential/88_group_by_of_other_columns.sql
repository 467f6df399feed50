-- kind: 88 group by of other columns
-- 88.01 automatic
SELECT id, name, COUNT(*) FROM person GROUP BY id ORDER BY id;
-- 88.02 automatic
SELECT p.id, p.name, COUNT(s.id) FROM person p LEFT JOIN sale s ON s.person_id = p.id GROUP BY p.id ORDER BY p.id;
-- 88.03 automatic
SELECT s.person_id, p.name, SUM(s.total) FROM sale s JOIN person p ON p.id = s.person_id GROUP BY s.person_id ORDER BY s.person_id;
-- 88.04 automatic
SELECT person_id, MAX(total), COUNT(*) FROM sale GROUP BY person_id ORDER BY person_id;
-- 88.05 automatic
SELECT YEAR(placed) AS y, COUNT(*) FROM sale GROUP BY y ORDER BY y;
-- 88.06 automatic
SELECT YEAR(placed), MONTH(placed), SUM(total) FROM sale GROUP BY YEAR(placed), MONTH(placed) ORDER BY 1, 2;
-- 88.07 automatic
SELECT age, COUNT(*) AS c FROM person GROUP BY 1 ORDER BY 1;
-- 88.08 automatic
SELECT sale_id, line, COUNT(*) FROM item GROUP BY sale_id, line ORDER BY sale_id, line;
-- 88.09 automatic
SELECT status, COUNT(*) FROM person GROUP BY status ORDER BY status;
-- 88.10 automatic
SELECT person_id, YEAR(MIN(placed)) FROM sale GROUP BY person_id ORDER BY person_id;
-- 88.11 automatic
SELECT p.id, p.title, p.price, SUM(i.quantity) FROM product p JOIN item i ON i.product_id = p.id GROUP BY p.id ORDER BY p.id;
-- 88.12 automatic
SELECT age DIV 10 AS decade, COUNT(*) FROM person GROUP BY decade ORDER BY decade;
-- 88.13 assisted
SELECT city, COUNT(*) FROM person GROUP BY city ORDER BY city;
-- 88.14 assisted
SELECT person_id, note FROM sale GROUP BY person_id HAVING COUNT(*) = 1 ORDER BY person_id;
-- 88.15 assisted
SELECT LEFT(name, 1) AS initial, COUNT(*) c FROM person GROUP BY LEFT(name, 1) HAVING c > 5 ORDER BY initial;
-- 88.16 automatic
SELECT s.*, p.name FROM sale s JOIN person p ON p.id = s.person_id GROUP BY s.id ORDER BY s.id;
-- 88.17 automatic
SELECT p.name, s.total FROM person p JOIN sale s ON s.person_id = p.id GROUP BY s.id, p.id ORDER BY s.id;
