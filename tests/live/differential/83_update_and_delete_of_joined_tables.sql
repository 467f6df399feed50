-- kind: 83 update and delete of joined tables
-- 83.01 assisted
UPDATE sale s JOIN person p ON p.id = s.person_id SET s.note = p.name WHERE p.age > 30;
-- 83.02 assisted
UPDATE sale s, person p SET s.discount = p.age WHERE p.id = s.person_id AND p.status = 'active';
-- 83.03 assisted
UPDATE person p LEFT JOIN sale s ON s.person_id = p.id SET p.age = 0 WHERE s.id IS NULL;
-- 83.04 assisted
UPDATE item i JOIN product p ON p.id = i.product_id SET i.price = p.price * 2, p.stock = p.stock - 1 WHERE i.sale_id = 1;
-- 83.05 assisted
UPDATE sale s JOIN (SELECT sale_id, SUM(quantity * price) AS t FROM item GROUP BY sale_id) x ON x.sale_id = s.id SET s.total = x.t;
-- 83.06 automatic
DELETE s FROM sale s JOIN person p ON p.id = s.person_id WHERE p.status = 'closed';
-- 83.07 automatic
DELETE FROM i USING item i JOIN sale s ON s.id = i.sale_id WHERE s.total > 200;
-- 83.08 automatic
DELETE s, i FROM sale s JOIN item i ON i.sale_id = s.id WHERE s.id = 1;
-- 83.09 automatic
DELETE p FROM person p LEFT JOIN sale s ON s.person_id = p.id WHERE s.id IS NULL;
-- 83.10 automatic
DELETE tag FROM tag WHERE hits < 4;
-- 83.11 automatic
DELETE i FROM item i, product p WHERE p.id = i.product_id AND p.stock = 0;
