-- kind: 100 hints
-- 100.01 assisted
SELECT STRAIGHT_JOIN p.id FROM person p JOIN sale s ON s.person_id = p.id ORDER BY s.id;
-- 100.02 assisted
SELECT id FROM person FORCE INDEX (PRIMARY) WHERE id = 1;
-- 100.03 assisted
SELECT id FROM person USE INDEX (email_key) WHERE email = 'dora@example.com';
-- 100.04 automatic
SELECT SQL_NO_CACHE id FROM person WHERE id = 2;
-- 100.05 automatic
SELECT /*+ MAX_EXECUTION_TIME(1000) */ id FROM person WHERE id = 2;
-- 100.06 automatic
SELECT HIGH_PRIORITY id FROM person WHERE id = 2;
-- 100.07 assisted
SELECT p.id FROM person p STRAIGHT_JOIN sale s ON s.person_id = p.id ORDER BY s.id;
