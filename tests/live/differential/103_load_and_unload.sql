-- kind: 103 load and unload
-- 103.01 manual
SELECT id INTO OUTFILE '/tmp/never' FROM person WHERE id = 0;
