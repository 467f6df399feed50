-- kind: 104 show and information_schema
-- 104.01 manual
SHOW TABLES;
-- 104.02 manual
DESCRIBE person;
-- 104.03 manual
SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'cw_differential';
