-- kind: 81 insert ignore
-- 81.01 assisted
INSERT IGNORE INTO counter (name, n) VALUES ('alpha', 100), ('new', 1);
-- 81.02 assisted
INSERT IGNORE INTO tag (a, b) VALUES (1, 1), (3, 3);
-- 81.03 assisted
INSERT IGNORE INTO note (id, body) SELECT id, 'copy' FROM person;
-- 81.04 assisted
INSERT IGNORE INTO person (name, email) VALUES ('again', 'anna@example.com');
-- 81.05 automatic
INSERT INTO note (id, body) VALUES (50, 'plain');
-- 81.06 automatic
INSERT INTO note SET id = 51, body = 'by set';
-- 81.07 automatic
INSERT INTO note (id, body, exact) VALUES (52, DEFAULT, NULL);
-- 81.08 automatic
INSERT INTO counter VALUES ('full', 1, 2, 3);
-- 81.09 automatic
INSERT INTO note (id, body, number_text) SELECT id + 100, name, age FROM person WHERE age IS NOT NULL;
-- 81.10 automatic
INSERT INTO product (sku, title, price, labels) VALUES ('D-1', 'Desk', 10.005, 'blue,red');
-- 81.11 automatic
INSERT INTO product (sku, title, price) VALUES ('E-1  ', 'Padded', '12.5');
-- 81.12 automatic
INSERT INTO person (id, name, status) VALUES (0, 'Zero', 'ACTIVE');
-- 81.13 automatic
INSERT INTO person (id, name) VALUES (NULL, 'Null');
-- 81.14 automatic
INSERT INTO person (name, status) VALUES ('Two', 2);
-- 81.15 automatic
INSERT INTO sale (person_id, placed, total) VALUES (1, '2024-05-06', 2.5), (2, '2024-05-06 07:08:09', '7.25');
-- 81.16 automatic
INSERT INTO moment (id, d, dt) VALUES (60, '2024-02-03', '2024-02-03 04:05:06');
-- 81.17 automatic
INSERT INTO note (id, body) VALUES (70, CONCAT('a', 1)), (71, UPPER('x'));
-- 81.18 automatic
INSERT INTO counter (name, n) VALUES ('expr', 7 / 2), ('round', 2.5);
-- 81.19 automatic
INSERT INTO tag (a, b, label) SELECT id, id * 10, status FROM person WHERE id > 3;
-- 81.20 automatic
INSERT INTO moment (id, d) VALUES (61, 20240506);
-- 81.21 automatic
INSERT INTO note (id, number_text) VALUES (72, 12.50), (73, 1e3);
-- 81.22 assisted
INSERT IGNORE INTO tag (a, b, hits) SELECT person_id, 1, COUNT(*) FROM sale GROUP BY person_id;
