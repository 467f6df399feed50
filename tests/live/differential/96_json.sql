-- kind: 96 json
-- 96.01 automatic mysql
SELECT id, j->'$.a' FROM doc ORDER BY id;
-- 96.02 automatic mysql
SELECT id, j->>'$.b.c' FROM doc ORDER BY id;
-- 96.03 automatic
SELECT id, JSON_EXTRACT(j, '$.a') FROM doc ORDER BY id;
-- 96.04 automatic
SELECT id, JSON_UNQUOTE(JSON_EXTRACT(j, '$.b.c')) FROM doc ORDER BY id;
-- 96.05 automatic
SELECT id, JSON_EXTRACT(j, '$.list[1]'), JSON_EXTRACT(j, '$[2]') FROM doc ORDER BY id;
-- 96.06 automatic
SELECT id, JSON_VALUE(j, '$.b.c') FROM doc ORDER BY id;
-- 96.07 automatic mysql
SELECT id FROM doc WHERE j->>'$.b.c' = 'x';
-- 96.08 automatic mysql
SELECT id FROM doc WHERE j->>'$.b.c' = 'y';
-- 96.09 automatic mysql
SELECT id FROM doc WHERE j->'$.a' > 1 ORDER BY id;
-- 96.10 automatic mysql
SELECT id FROM doc WHERE j->'$.a' = 1;
-- 96.11 automatic
SELECT id FROM doc WHERE JSON_CONTAINS(j, '2', '$.list') ORDER BY id;
-- 96.12 automatic
SELECT id FROM doc WHERE JSON_CONTAINS(j, '{"a": 1}') ORDER BY id;
-- 96.13 automatic
SELECT id, JSON_LENGTH(j), JSON_LENGTH(j, '$.list') FROM doc ORDER BY id;
-- 96.14 automatic
SELECT id, JSON_TYPE(j) FROM doc ORDER BY id;
-- 96.15 automatic
SELECT id, JSON_SET(j, '$.z', 5) FROM doc WHERE id < 3 ORDER BY id;
-- 96.16 automatic
SELECT id, JSON_SET(j, '$.a', 'new'), JSON_REPLACE(j, '$.a', 7, '$.q', 8), JSON_INSERT(j, '$.a', 7, '$.q', 8) FROM doc WHERE id < 3 ORDER BY id;
-- 96.17 automatic
SELECT id, JSON_REMOVE(j, '$.a') FROM doc WHERE id < 3 ORDER BY id;
-- 96.18 automatic
SELECT id, JSON_KEYS(j) FROM doc WHERE id IN (1, 2, 5) ORDER BY id;
-- 96.19 automatic
SELECT JSON_OBJECT('a', 1, 'b', 'x'), JSON_ARRAY(1, 'two', NULL);
-- 96.20 automatic
SELECT JSON_ARRAYAGG(id) FROM person WHERE id < 3;
-- 96.21 automatic
SELECT JSON_OBJECTAGG(id, name) FROM person WHERE id < 3;
-- 96.22 automatic
SELECT JSON_QUOTE('say "hi"');
-- 96.23 automatic
SELECT id, JSON_VALID(j) FROM doc ORDER BY id;
-- 96.24 automatic
UPDATE doc SET j = JSON_SET(j, '$.a', 9) WHERE id = 1;
-- 96.25 automatic
INSERT INTO doc (id, j) VALUES (9, '{"k": [1, 2]}');
-- 96.26 automatic mysql
SELECT 2 MEMBER OF (j->'$.list') FROM doc WHERE id = 1;
-- 96.27 manual
SELECT id, JSON_SEARCH(j, 'one', 'x') FROM doc ORDER BY id;
-- 96.28 manual
SELECT t.n FROM doc, JSON_TABLE(j, '$.list[*]' COLUMNS (n INT PATH '$')) t WHERE id = 1;
-- 96.29 automatic
SELECT JSON_EXTRACT('{"a": 5}', '$.a');
-- 96.30 automatic
SELECT id FROM doc WHERE JSON_EXTRACT(j, '$.name') = 'Anna';
-- 96.31 automatic
SELECT id, JSON_UNQUOTE(JSON_EXTRACT(j, '$.name')), JSON_EXTRACT(j, '$.list[1]'), JSON_LENGTH(j, '$.list'), j IS NULL FROM doc ORDER BY id;
-- 96.32 automatic
SELECT id FROM doc WHERE JSON_EXTRACT(j, '$.a') = 1 ORDER BY id;
-- 96.33 automatic
SELECT id FROM doc WHERE JSON_UNQUOTE(JSON_EXTRACT(j, '$.b.c')) = 'y' ORDER BY id;
-- 96.34 automatic
SELECT id FROM doc WHERE JSON_CONTAINS(JSON_EXTRACT(j, '$.list'), '2') ORDER BY id;
-- 96.35 automatic
SELECT id, JSON_EXTRACT(j, '$.a') + 1 FROM doc WHERE id < 3 ORDER BY id;
-- 96.36 automatic
SELECT JSON_OBJECT('id', id, 'name', name) FROM person ORDER BY id LIMIT 2;
-- 96.37 manual
SELECT jt.n FROM doc, JSON_TABLE(j, '$.list[*]' COLUMNS (n INT PATH '$')) AS jt WHERE id = 1 ORDER BY jt.n;
-- 96.38 automatic
SELECT id FROM doc WHERE JSON_EXTRACT(j, '$.flag') = true ORDER BY id;
-- 96.39 automatic
UPDATE doc SET j = JSON_SET(j, '$.a', 9, '$.new', 'v') WHERE id = 1;
-- 96.40 automatic
SELECT id, JSON_EXTRACT(j, '$.flag') = TRUE, JSON_EXTRACT(j, '$.a') = 1 FROM doc WHERE id IN (1, 5) ORDER BY id;
