-- kind: 107 greatest least and sums
-- 107.01 automatic
SELECT GREATEST(1, 2, 3), LEAST(1, 2, 3), GREATEST(1, NULL), LEAST(NULL, 2);
-- 107.02 automatic
SELECT id, GREATEST(age, 30), LEAST(age, id) FROM person ORDER BY id;
-- 107.03 assisted
SELECT GREATEST('a', 'B'), LEAST(1.5, 2);
-- 107.04 assisted
SELECT GREATEST('10', 9);
-- 107.05 automatic
SELECT SUM(total), SUM(discount), SUM(DISTINCT discount) FROM sale;
-- 107.06 automatic
SELECT SUM(age) FROM person WHERE id > 100;
-- 107.07 automatic
SELECT COUNT(age), AVG(age) FROM person WHERE id > 100;
-- 107.08 automatic
SELECT id, GREATEST(low, high), LEAST(low, high) FROM (SELECT n AS id, low, high FROM counter) c ORDER BY id;
-- 107.09 automatic
SELECT MAX(price), MIN(price), MAX(sku) FROM product;
-- 107.10 automatic
SELECT SUM(quantity * price), ROUND(SUM(quantity * price), 1) FROM item;
-- 107.11 automatic
SELECT SUM(weight) > 42, AVG(stock) FROM product;
-- 107.12 automatic
SELECT id, GREATEST(total, discount) FROM sale ORDER BY id;
-- 107.13 assisted
SELECT GREATEST(1, NULL), LEAST('b', 'A'), GREATEST(3, 2.5, 1e1);
-- 107.14 automatic
SELECT SUM(age > 30), COUNT(age > 30 OR NULL), MAX(active), AVG(age), SUM(active = 1) * 100 > COUNT(*) * 50 FROM person;
-- 107.15 automatic
SELECT SUM(number_text), AVG(number_text) FROM note WHERE id IN (1, 3, 6);
-- 107.16 assisted
SELECT id, GREATEST(IFNULL(age, 0), score), LEAST(name, city) FROM person ORDER BY id;
