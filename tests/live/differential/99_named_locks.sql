-- kind: 99 named locks
-- 99.01 assisted
SELECT GET_LOCK('job', 0);
-- 99.02 assisted
SELECT GET_LOCK('job', 10);
SELECT RELEASE_LOCK('job');
-- 99.03 assisted
DO RELEASE_LOCK('job');
