-- kind: 78 group_concat
-- 78.01 automatic
SELECT GROUP_CONCAT(id ORDER BY id) FROM person;
-- 78.02 automatic
SELECT GROUP_CONCAT(email ORDER BY id SEPARATOR '; ') FROM person;
-- 78.03 automatic
SELECT status, GROUP_CONCAT(id ORDER BY id DESC) FROM person GROUP BY status ORDER BY status;
-- 78.04 automatic
SELECT GROUP_CONCAT(DISTINCT age ORDER BY age) FROM person;
-- 78.05 automatic
SELECT GROUP_CONCAT(id, ':', age ORDER BY id) FROM person;
-- 78.06 automatic
SELECT GROUP_CONCAT(age ORDER BY age, id SEPARATOR '') FROM person;
-- 78.07 automatic
SELECT GROUP_CONCAT(age) FROM person WHERE id > 100;
-- 78.08 automatic
SELECT person_id, GROUP_CONCAT(total ORDER BY placed SEPARATOR ' | ') FROM sale GROUP BY person_id ORDER BY person_id;
-- 78.09 automatic
SELECT GROUP_CONCAT(CONCAT(id, '=', status) ORDER BY id) FROM person;
-- 78.10 assisted
SELECT GROUP_CONCAT(DISTINCT status ORDER BY status) FROM person;
-- 78.11 automatic
SELECT s.person_id, GROUP_CONCAT(DISTINCT i.product_id ORDER BY i.product_id DESC SEPARATOR '; ') FROM sale s JOIN item i ON i.sale_id = s.id GROUP BY s.person_id ORDER BY s.person_id;
-- 78.12 automatic
SELECT GROUP_CONCAT(name, '=', IFNULL(age, '?') ORDER BY age IS NULL, age DESC, id SEPARATOR '\n') FROM person;
-- 78.13 automatic
SELECT active, GROUP_CONCAT(CONCAT_WS(':', id, city) ORDER BY id DESC SEPARATOR '') AS l FROM person GROUP BY active ORDER BY l;
-- 78.14 automatic
SELECT GROUP_CONCAT(name ORDER BY name, id) FROM person;
