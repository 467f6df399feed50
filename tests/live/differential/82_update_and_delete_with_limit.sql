-- kind: 82 update and delete with limit
-- 82.01 automatic
UPDATE person SET age = 99 ORDER BY id LIMIT 2;
-- 82.02 automatic
UPDATE person SET age = 99 WHERE status = 'active' ORDER BY id DESC LIMIT 1;
-- 82.03 automatic
DELETE FROM item ORDER BY sale_id DESC, line DESC LIMIT 2;
-- 82.04 automatic
DELETE FROM tag WHERE hits > 1 ORDER BY hits LIMIT 1;
-- 82.05 automatic
UPDATE tag SET hits = hits + 1 WHERE a = 1 ORDER BY b LIMIT 1;
-- 82.06 automatic
DELETE FROM note WHERE body IS NULL LIMIT 5;
-- 82.07 automatic
UPDATE person AS p SET p.age = 1 WHERE p.id = 3 LIMIT 1;
-- 82.08 automatic
DELETE FROM sale WHERE discount IS NULL ORDER BY placed LIMIT 1;
-- 82.09 automatic
UPDATE person SET score = 99 WHERE active ORDER BY age DESC, id LIMIT 2;
-- 82.10 automatic
DELETE FROM item WHERE price > 10 ORDER BY price DESC, sale_id LIMIT 3;
-- 82.11 automatic
UPDATE person SET city = 'X' WHERE age > 20 ORDER BY age LIMIT 0;
-- 82.12 assisted
UPDATE product SET stock = stock + 1, flags = flags | 8 WHERE title LIKE '%CHAIR' ORDER BY price LIMIT 1;
