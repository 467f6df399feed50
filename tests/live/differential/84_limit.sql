-- kind: 84 limit
-- 84.01 automatic
SELECT id FROM person ORDER BY id LIMIT 3;
-- 84.02 automatic
SELECT id FROM person ORDER BY id LIMIT 2, 3;
-- 84.03 automatic
SELECT id FROM person ORDER BY id LIMIT 3 OFFSET 2;
-- 84.04 automatic
SELECT id FROM person ORDER BY id LIMIT 2, 18446744073709551615;
-- 84.05 automatic
SELECT id FROM person ORDER BY id LIMIT 0;
-- 84.06 automatic
SELECT * FROM (SELECT id FROM person ORDER BY id LIMIT 1, 2) x ORDER BY id DESC;
-- 84.07 automatic
(SELECT id FROM person ORDER BY id LIMIT 1) UNION ALL (SELECT id FROM sale ORDER BY id DESC LIMIT 1) ORDER BY id;
-- 84.08 automatic
SELECT p.id FROM person p JOIN (SELECT person_id FROM sale ORDER BY total DESC, id LIMIT 2) t ON t.person_id = p.id ORDER BY p.id;
-- 84.09 automatic
SELECT id FROM person ORDER BY id LIMIT 2, 18446744073709551615;
-- 84.10 automatic
(SELECT id FROM person ORDER BY id LIMIT 2) UNION ALL (SELECT id FROM product ORDER BY id DESC LIMIT 1) ORDER BY 1 DESC LIMIT 2;
