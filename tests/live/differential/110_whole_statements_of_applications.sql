-- kind: 110 whole statements of applications
-- 110.01 automatic
SELECT p.id, p.title, IFNULL(SUM(i.quantity), 0) AS sold, p.price FROM product p LEFT JOIN item i ON i.product_id = p.id GROUP BY p.id HAVING sold >= 0 ORDER BY sold DESC, p.id LIMIT 3;
-- 110.02 automatic
SELECT DATE_FORMAT(s.placed, '%Y-%m') AS month, COUNT(*) AS orders, ROUND(AVG(s.total), 2) AS mean FROM sale s GROUP BY month ORDER BY month;
-- 110.03 automatic
SELECT p.name, COUNT(s.id) AS n FROM person p LEFT JOIN sale s ON s.person_id = p.id GROUP BY p.id, p.name HAVING COUNT(s.id) > 0 ORDER BY n DESC, p.id;
-- 110.04 automatic
SELECT id, CONCAT(name, ' <', IFNULL(email, 'no mail'), '>') AS address FROM person ORDER BY id LIMIT 5;
-- 110.05 automatic
SELECT s.id, s.total - IFNULL(s.discount, 0) AS due, IF(s.total > 100, 'big', 'small') AS size FROM sale s ORDER BY due DESC, s.id;
-- 110.06 automatic
SELECT COUNT(*) AS total, SUM(CASE WHEN status = 'active' THEN 1 ELSE 0 END) AS active FROM person;
-- 110.07 assisted mysql
SELECT t.a, SUM(t.hits) AS h, ROUND(SUM(t.hits) / (SELECT SUM(hits) FROM tag) * 100, 1) AS pct FROM tag t GROUP BY t.a ORDER BY t.a;
-- 110.08 automatic mariadb
SELECT t.a, SUM(t.hits) AS h, ROUND(SUM(t.hits) / (SELECT SUM(hits) FROM tag) * 100, 1) AS pct FROM tag t GROUP BY t.a ORDER BY t.a;
-- 110.09 automatic
SELECT p.id FROM product p WHERE p.stock > 0 AND (p.flags & 1) = 1 AND p.price BETWEEN 5 AND 100 ORDER BY p.price DESC;
-- 110.10 automatic
UPDATE product SET stock = stock - 1 WHERE id = 1 AND stock >= 1;
-- 110.11 automatic
SELECT s1.id FROM sale s1 LEFT JOIN sale s2 ON s1.person_id = s2.person_id AND s1.placed < s2.placed WHERE s2.id IS NULL ORDER BY s1.id;
-- 110.12 automatic
SELECT YEAR(placed) * 100 + MONTH(placed) AS ym, SUM(total) FROM sale GROUP BY ym ORDER BY ym;
-- 110.13 automatic
SELECT id, MOD(id, 2) = 0 AS even, id % 2 AS rest FROM person ORDER BY id;
-- 110.14 automatic
SELECT MAX(id) + 1 AS next_id FROM person;
-- 110.15 automatic
SELECT id FROM person WHERE DATE_FORMAT(born, '%m-%d') = '02-29';
-- 110.16 automatic
SELECT id, TIMESTAMPDIFF(YEAR, born, '2024-06-15') AS years FROM person ORDER BY id;
-- 110.17 automatic
SELECT id, price * (1 + 20 / 100) AS gross FROM product ORDER BY id;
-- 110.18 automatic
SELECT id, ROUND(price * (1 + 20 / 100), 2) AS gross FROM product ORDER BY id;
-- 110.19 automatic
SELECT sku, title FROM product ORDER BY price DESC LIMIT 1;
-- 110.20 assisted
SELECT p.id, p.name, (SELECT COUNT(*) FROM sale s WHERE s.person_id = p.id) AS orders, IF((SELECT MAX(total) FROM sale s WHERE s.person_id = p.id) > 100, 'vip', '') AS kind FROM person p WHERE p.name LIKE '%N%' ORDER BY orders DESC, p.id LIMIT 0, 5;
-- 110.21 automatic
SELECT DATE(placed) AS day, SUM(IF(total > 100, 1, 0)) AS big, ROUND(AVG(total), 1) AS mean, MAX(IFNULL(discount, 0)) FROM sale WHERE placed >= '2024-01-01' GROUP BY DATE(placed) ORDER BY day DESC;
-- 110.22 automatic
SELECT COUNT(*) AS n FROM (SELECT DISTINCT s.person_id FROM sale s INNER JOIN item i ON (i.sale_id = s.id) WHERE i.price * i.quantity > 40) AS t;
-- 110.23 automatic
SELECT id, CONCAT(UCASE(LEFT(name, 1)), LCASE(SUBSTRING(name, 2))) AS nice, IF(email = '', NULL, email) AS mail FROM person WHERE status != 'CLOSED' AND active = TRUE ORDER BY nice, id;
-- 110.24 automatic
INSERT INTO note (id, body, exact) SELECT id + 100, CONCAT('for ', name), LOWER(city) FROM person WHERE active = '1';
-- 110.25 automatic
SELECT a.id FROM product a LEFT JOIN product b ON b.parent_id = a.id WHERE b.id IS NULL AND a.title <> '' GROUP BY a.id HAVING COUNT(*) = 1 ORDER BY a.title, a.id;
