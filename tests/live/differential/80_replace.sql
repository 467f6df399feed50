-- kind: 80 replace
-- 80.01 assisted
REPLACE INTO counter (name, n) VALUES ('alpha', 100);
-- 80.02 assisted
REPLACE INTO counter (name, n, low, high) VALUES ('omega', 1, 2, 3);
-- 80.03 assisted
REPLACE INTO tag (a, b, hits) VALUES (1, 1, 99);
-- 80.04 assisted
REPLACE INTO tag VALUES (1, 1, 7, 'full'), (5, 5, 5, 'five');
-- 80.05 assisted
REPLACE INTO counter SET name = 'beta', n = 42;
-- 80.06 assisted
REPLACE INTO note (id, body) VALUES (1, 'replaced');
-- 80.07 assisted
REPLACE INTO tag (a, b, hits) SELECT a, b, hits * 10 FROM tag WHERE hits > 3;
-- 80.08 assisted
REPLACE INTO counter (name) VALUES ('beta'), ('eps');
-- 80.09 assisted
REPLACE INTO tag VALUES (1, 1, 1, 'x'), (1, 1, 2, 'y');
-- 80.10 assisted
REPLACE tag SET a = 1, b = 2, label = 'set';
-- 80.11 assisted
REPLACE INTO counter (name, n) VALUES ('alpha', 1), ('zz', 2), ('ALPHA', 3);
