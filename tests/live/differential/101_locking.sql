-- kind: 101 locking
-- 101.01 assisted
SELECT id FROM person WHERE id = 1 FOR UPDATE;
-- 101.02 assisted
SELECT id FROM person WHERE id = 1 LOCK IN SHARE MODE;
-- 101.03 assisted
SELECT id FROM person WHERE id = 1 FOR UPDATE NOWAIT;
-- 101.04 assisted
SELECT id FROM person WHERE id < 3 ORDER BY id FOR UPDATE SKIP LOCKED;
