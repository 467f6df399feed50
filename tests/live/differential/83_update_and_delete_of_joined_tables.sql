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
-- 83.12 assisted
UPDATE product p INNER JOIN (SELECT product_id, SUM(quantity) q FROM item GROUP BY product_id) x ON x.product_id = p.id SET p.stock = p.stock - x.q, p.title = CONCAT(p.title, ' (', x.q, ')');
-- 83.13 assisted
UPDATE sale s LEFT JOIN item i ON i.sale_id = s.id SET s.note = 'empty' WHERE i.sale_id IS NULL;
-- 83.14 assisted
DELETE a FROM note a JOIN note b ON a.body = b.body AND a.id > b.id;
-- 83.15 automatic
DELETE i, s FROM sale s LEFT JOIN item i ON i.sale_id = s.id WHERE s.total = 0;
-- 83.16 assisted
DELETE FROM s USING sale s JOIN person p ON p.id = s.person_id WHERE p.city = 'KYIV';
-- 83.17 assisted
UPDATE person p, sale s SET p.score = s.total, s.discount = p.age WHERE p.id = s.person_id AND s.id = 3;
-- 83.18 assisted
UPDATE item i JOIN product p ON p.id = i.product_id SET i.price = p.price WHERE i.price <> p.price;
-- 83.19 automatic
UPDATE person p SET p.score = (SELECT SUM(total) FROM sale s WHERE s.person_id = p.id) WHERE p.id IN (SELECT person_id FROM sale);
-- 83.20 assisted
UPDATE sale s JOIN item i ON i.sale_id = s.id SET s.discount = i.quantity, s.note = 'joined' WHERE s.id = 5 AND i.quantity > 2;
-- 83.21 assisted
UPDATE person p JOIN person m ON m.id = p.manager_id SET p.city = m.city, p.age = m.age + 1 WHERE m.name = 'ANNA';
-- 83.22 automatic
DELETE s.* FROM sale AS s, person AS p WHERE p.id = s.person_id AND p.status = 'CLOSED';
-- 83.23 assisted
UPDATE person SET active = (city = 'KYIV') WHERE city IS NOT NULL;
