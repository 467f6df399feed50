-- kind: 86 last_insert_id
-- 86.01 assisted
INSERT INTO sale (person_id, placed) VALUES (1, '2024-01-01');
SELECT LAST_INSERT_ID() > 0;
-- 86.02 assisted
INSERT INTO person (name) VALUES ('x');
INSERT INTO sale (person_id, placed) VALUES (LAST_INSERT_ID(), '2024-01-01');
SELECT COUNT(*) FROM sale s JOIN person p ON p.id = s.person_id WHERE p.name = 'x';
