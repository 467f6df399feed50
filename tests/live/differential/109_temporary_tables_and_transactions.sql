-- kind: 109 temporary tables and transactions
-- 109.01 assisted
CREATE TEMPORARY TABLE tmp_a (id INT PRIMARY KEY, v VARCHAR(10));
INSERT INTO tmp_a VALUES (1, 'x'), (2, 'y');
SELECT id, v FROM tmp_a ORDER BY id;
-- 109.02 assisted
CREATE TEMPORARY TABLE tmp_b AS SELECT id, age FROM person WHERE age > 30;
SELECT COUNT(*), SUM(age) FROM tmp_b;
DROP TEMPORARY TABLE tmp_b;
-- 109.03 automatic
SAVEPOINT one;
UPDATE person SET age = 0;
ROLLBACK TO SAVEPOINT one;
SELECT SUM(age) FROM person;
-- 109.04 automatic
SELECT 1 FROM DUAL;
-- 109.05 automatic
SELECT 1 + 1 AS two, 'x' AS y FROM DUAL WHERE 1 = 1;
-- 109.06 assisted
CREATE TEMPORARY TABLE hot AS SELECT id, price * 2 AS twice FROM product WHERE stock > 3;
SELECT id, twice FROM hot ORDER BY id;
DROP TEMPORARY TABLE hot;
