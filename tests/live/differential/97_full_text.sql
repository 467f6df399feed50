-- kind: 97 full text
-- 97.01 manual
SELECT MATCH (body) AGAINST ('hello') FROM note;
-- 97.02 manual
SELECT id FROM note WHERE MATCH (body) AGAINST ('+hello -world' IN BOOLEAN MODE);
