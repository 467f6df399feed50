-- kind: 102 joins
-- 102.01 automatic
SELECT p.id, s.id FROM person p, sale s WHERE p.id = s.person_id ORDER BY s.id;
-- 102.02 automatic
SELECT p.id, s.id, i.line FROM person p JOIN sale s ON s.person_id = p.id LEFT JOIN item i ON i.sale_id = s.id ORDER BY s.id, i.line;
-- 102.03 automatic
SELECT p.id, s.id FROM person p LEFT JOIN sale s ON s.person_id = p.id AND s.total > 100 ORDER BY p.id, s.id;
-- 102.04 automatic
SELECT s.id, p.id FROM sale s RIGHT JOIN person p ON p.id = s.person_id ORDER BY p.id, s.id;
-- 102.05 automatic
SELECT COUNT(*) FROM person JOIN product;
-- 102.06 automatic
SELECT COUNT(*) FROM person CROSS JOIN tag;
-- 102.07 automatic
SELECT a, b, hits FROM tag NATURAL JOIN (SELECT 1 AS a, 2 AS b) x;
-- 102.08 automatic
SELECT id, p.sku FROM product p JOIN (SELECT 3 AS id) x USING (id);
-- 102.09 automatic
SELECT p.id FROM (person p, sale s) JOIN item i ON i.sale_id = s.id WHERE p.id = s.person_id ORDER BY i.sale_id, i.line;
-- 102.10 automatic
SELECT m.name, p.name FROM person p INNER JOIN person m ON m.id = p.manager_id ORDER BY p.id;
-- 102.11 automatic
SELECT id FROM person p WHERE EXISTS (SELECT 1 FROM sale s WHERE s.person_id = p.id) ORDER BY id;
-- 102.12 automatic
SELECT id FROM person WHERE id NOT IN (SELECT person_id FROM sale) ORDER BY id;
-- 102.13 automatic
SELECT id, (SELECT COUNT(*) FROM sale s WHERE s.person_id = p.id) AS n FROM person p ORDER BY id;
-- 102.14 automatic
SELECT id FROM person WHERE age > ALL (SELECT age FROM person WHERE status = 'active') ORDER BY id;
-- 102.15 automatic
SELECT id FROM person WHERE age = ANY (SELECT age FROM person WHERE status = 'new' AND age IS NOT NULL) ORDER BY id;
-- 102.16 automatic
SELECT id FROM person WHERE (age, status) IN ((34, 'active'), (28, 'active')) ORDER BY id;
-- 102.17 automatic
SELECT x.id FROM (SELECT id, age * 2 AS a2 FROM person) x WHERE x.a2 > 60 ORDER BY x.id;
-- 102.18 automatic
SELECT person.id FROM person WHERE person.age = (SELECT MAX(age) FROM person);
-- 102.19 automatic
SELECT p.id, s.id, i.line FROM person p, sale s LEFT JOIN item i ON i.sale_id = s.id AND i.line = 2 WHERE s.person_id = p.id ORDER BY s.id;
-- 102.20 automatic
SELECT COUNT(*) FROM (item i CROSS JOIN tag t) INNER JOIN sale s ON s.id = i.sale_id;
-- 102.21 assisted
SELECT p.name FROM person p RIGHT JOIN sale s ON s.person_id = p.id AND p.city = 'KYIV' ORDER BY s.id;
-- 102.22 assisted
SELECT m.name, p.name FROM person p STRAIGHT_JOIN person m ON m.id = p.manager_id ORDER BY p.id;
