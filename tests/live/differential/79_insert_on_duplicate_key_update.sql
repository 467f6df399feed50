-- kind: 79 insert on duplicate key update
-- 79.01 automatic
INSERT INTO counter (name, n) VALUES ('alpha', 5) ON DUPLICATE KEY UPDATE n = n + 1;
-- 79.02 automatic
INSERT INTO counter (name, n) VALUES ('delta', 5) ON DUPLICATE KEY UPDATE n = n + 1;
-- 79.03 automatic
INSERT INTO counter (name, n) VALUES ('alpha', 5), ('zeta', 7) ON DUPLICATE KEY UPDATE n = VALUES(n);
-- 79.04 automatic
INSERT INTO counter (name, n) VALUES ('beta', 3) ON DUPLICATE KEY UPDATE n = n + VALUES(n), low = n;
-- 79.05 automatic
INSERT INTO tag (a, b, hits) VALUES (1, 1, 1), (9, 9, 1) ON DUPLICATE KEY UPDATE hits = hits + VALUES(hits);
-- 79.06 automatic
INSERT INTO tag (a, b, hits, label) VALUES (1, 2, 10, 'x') ON DUPLICATE KEY UPDATE hits = GREATEST(hits, VALUES(hits)), label = VALUES(label);
-- 79.07 automatic mysql
INSERT INTO counter (name, n) VALUES ('alpha', 5) AS new ON DUPLICATE KEY UPDATE n = counter.n + new.n;
-- 79.08 automatic
INSERT INTO person (name, email, age) VALUES ('New', 'anna@example.com', 50) ON DUPLICATE KEY UPDATE age = VALUES(age);
-- 79.09 automatic
INSERT INTO counter SET name = 'alpha', n = 3 ON DUPLICATE KEY UPDATE n = IF(VALUES(n) > n, VALUES(n), n);
-- 79.10 automatic
INSERT INTO counter (name, n) SELECT 'alpha', 10 ON DUPLICATE KEY UPDATE n = n * 2;
-- 79.11 assisted
INSERT INTO product (id, sku, title, price) VALUES (1, 'Z-9', 'changed', 1) ON DUPLICATE KEY UPDATE title = VALUES(title);
-- 79.12 automatic
INSERT INTO counter (name, n, low) VALUES ('alpha', 2, 3) ON DUPLICATE KEY UPDATE n = n + VALUES(n), low = n * 2, high = low;
-- 79.13 automatic
INSERT INTO tag (a, b, hits) SELECT person_id, id, 1 FROM sale ON DUPLICATE KEY UPDATE hits = tag.hits + 1;
-- 79.14 assisted
INSERT INTO counter (name, n) SELECT LOWER(name), COUNT(*) FROM person GROUP BY LOWER(name) ON DUPLICATE KEY UPDATE n = n + VALUES(n);
-- 79.15 automatic
INSERT INTO tag (a, b, hits) SELECT person_id, COUNT(*), MAX(id) FROM sale GROUP BY person_id ON DUPLICATE KEY UPDATE hits = hits + VALUES(hits), label = CONCAT(label, '+');
-- 79.16 automatic mysql
INSERT INTO counter (name, n, low) VALUES ('alpha', 7, NULL), ('new', 1, 1) AS r(x, y, z) ON DUPLICATE KEY UPDATE n = r.y + counter.n, low = COALESCE(r.z, counter.low);
-- 79.17 automatic
INSERT INTO counter SET name = 'beta', n = 1 ON DUPLICATE KEY UPDATE n = IF(n > VALUES(n), n, VALUES(n)), low = LEAST(IFNULL(low, 99), VALUES(n));
-- 79.18 automatic
INSERT INTO counter (name, n) VALUES ('alpha', 1), ('alpha', 2) ON DUPLICATE KEY UPDATE n = n + VALUES(n);
-- 79.19 automatic
INSERT INTO counter (name, n) VALUES ('omega', 1), ('omega', 2) ON DUPLICATE KEY UPDATE n = n + VALUES(n);
-- 79.20 assisted
INSERT INTO counter (name, n) SELECT 'alpha', age FROM person WHERE age > 30 ON DUPLICATE KEY UPDATE n = n + VALUES(n);
-- 79.21 automatic
INSERT INTO tag (a, b) VALUES (1, 1) ON DUPLICATE KEY UPDATE hits = hits + 1, label = IF(hits > 5, 'many', 'few');
-- 79.22 assisted
INSERT INTO tag (a, b, hits, label) VALUES (1, 1, 1, 'q') ON DUPLICATE KEY UPDATE hits = IF(label = 'ONE', 100, hits), label = UPPER(label);
-- 79.23 automatic
INSERT INTO counter (name, n) SELECT name, n + 1 FROM counter ON DUPLICATE KEY UPDATE n = VALUES(n);
