-- kind: 105 update from left to right
-- 105.01 automatic
UPDATE counter SET low = 5, high = low;
-- 105.02 automatic
UPDATE counter SET n = n + 1, low = n WHERE name = 'alpha';
-- 105.03 automatic
UPDATE counter SET low = high, high = low;
-- 105.04 automatic
UPDATE tag SET hits = hits * 2, b = hits + 10 WHERE a = 2;
-- 105.05 automatic
UPDATE product SET price = price * 1.1, stock = price WHERE id = 1;
-- 105.06 automatic
UPDATE person SET age = age + 1, score = age WHERE age > 40;
-- 105.07 automatic
UPDATE person SET name = CONCAT(name, '!'), city = name WHERE id = 1;
-- 105.08 automatic
UPDATE person SET age = DEFAULT, score = id WHERE id = 2;
-- 105.09 automatic
UPDATE person SET age = age + 1;
-- 105.10 automatic
UPDATE person SET status = 'CLOSED' WHERE id = 1;
-- 105.11 automatic
UPDATE product SET labels = 'blue,red' WHERE id = 1;
-- 105.12 automatic
UPDATE sale SET placed = placed + INTERVAL 1 DAY, total = total / 3 WHERE id = 1;
-- 105.13 automatic
UPDATE person SET age = (SELECT COUNT(*) FROM sale WHERE sale.person_id = person.id);
-- 105.14 automatic
UPDATE person SET active = NOT active;
-- 105.15 automatic
UPDATE note SET body = NULL, number_text = 5 WHERE id = 1;
-- 105.16 automatic
UPDATE person SET age = '40' WHERE id = '1';
-- 105.17 automatic
DELETE FROM person WHERE age < 30;
-- 105.18 automatic
DELETE FROM sale WHERE person_id IN (SELECT id FROM person WHERE status = 'closed');
-- 105.19 automatic
UPDATE person SET manager_id = NULL WHERE manager_id = 1;
-- 105.20 automatic
UPDATE counter SET n = n + 1, low = n, high = low WHERE name <> 'gamma';
-- 105.21 automatic
UPDATE sale SET total = total - IFNULL(discount, 0), discount = total WHERE id < 4;
-- 105.22 automatic
UPDATE person SET name = UPPER(name), city = CONCAT(name, '!') WHERE id = 2;
