-- kind: 90 implicit casts
-- 90.01 automatic
SELECT id FROM person WHERE id = '3';
-- 90.02 automatic
SELECT id FROM person WHERE age > '30' ORDER BY id;
-- 90.03 assisted
SELECT id FROM note WHERE number_text = 12 ORDER BY id;
-- 90.04 assisted
SELECT id FROM note WHERE number_text > 5 ORDER BY id;
-- 90.05 automatic
SELECT '12abc' + 1, 'abc' + 1, '1.5' * 2, '' + 0;
-- 90.06 automatic
SELECT id, number_text + 0 FROM note ORDER BY id;
-- 90.07 automatic
SELECT id, number_text * 2 FROM note WHERE id IN (1, 2, 6) ORDER BY id;
-- 90.08 automatic
SELECT id FROM person WHERE active ORDER BY id;
-- 90.09 automatic
SELECT id FROM person WHERE NOT active ORDER BY id;
-- 90.10 automatic
SELECT id FROM person WHERE age ORDER BY id;
-- 90.11 automatic
SELECT id FROM note WHERE number_text ORDER BY id;
-- 90.12 automatic
SELECT CONCAT(1, 2), CONCAT('a', 1.50), CONCAT(id, '-', age) FROM person WHERE id = 1;
-- 90.13 automatic
SELECT id FROM person WHERE id IN ('1', '2', 3) ORDER BY id;
-- 90.14 automatic
SELECT 1 = '1', 1 = '1.0', 'a' = 0, '1a' = 1;
-- 90.15 assisted
SELECT id FROM sale WHERE code = 10;
-- 90.16 automatic
SELECT SUM(number_text) FROM note WHERE id IN (1, 2, 3);
-- 90.17 automatic
SELECT id FROM sale WHERE placed > '2024-03-01' ORDER BY id;
-- 90.18 automatic
SELECT id FROM sale WHERE placed > 20240301 ORDER BY id;
-- 90.19 automatic
SELECT TRUE + TRUE, (1 = 1) + 1, NOT 0, !1;
-- 90.20 automatic
SELECT CAST('12abc' AS SIGNED), CAST('3.9' AS SIGNED), CAST(3.5 AS SIGNED), CAST(-3.5 AS SIGNED);
-- 90.21 automatic
SELECT id, CAST(number_text AS SIGNED) FROM note ORDER BY id;
-- 90.22 automatic
SELECT CAST('12.345' AS DECIMAL(10,2)), CAST(1 AS DECIMAL(5,1)), CAST('abc' AS DECIMAL(5,1));
-- 90.23 automatic
SELECT CAST(id AS CHAR), CAST(price AS CHAR), CAST(title AS CHAR(3)) FROM product ORDER BY id;
-- 90.24 automatic
SELECT CAST('2024-02-29 10:00:00' AS DATE), CAST('2024-02-29' AS DATETIME);
-- 90.25 automatic
SELECT CONVERT('12', SIGNED), CONVERT(12, CHAR), CONVERT('abc' USING utf8mb4);
-- 90.26 automatic
SELECT id, age + NULL, CONCAT(name, NULL) FROM person WHERE id < 3 ORDER BY id;
-- 90.27 automatic
SELECT id FROM person WHERE (age > 30) = 1 ORDER BY id;
-- 90.28 automatic
SELECT id FROM person WHERE age BETWEEN '28' AND '40' ORDER BY id;
-- 90.29 automatic
SELECT id, age > 30 FROM person ORDER BY id;
-- 90.30 automatic
SELECT SUM(age > 30), COUNT(age > 30 OR NULL) FROM person;
-- 90.31 automatic
SELECT id FROM person ORDER BY age > 30, id;
-- 90.32 automatic
SELECT id FROM note WHERE number_text = '12';
-- 90.33 automatic
SELECT CAST(-1 AS SIGNED), CAST(5 AS UNSIGNED);
-- 90.34 automatic
SELECT id FROM person WHERE score = '1.5';
-- 90.35 automatic
SELECT id, -number_text FROM note WHERE id < 4 ORDER BY id;
-- 90.36 assisted
SELECT id FROM person WHERE name = 0 ORDER BY id;
-- 90.37 automatic
SELECT id, age = '34abc' FROM person ORDER BY id;
-- 90.38 assisted
SELECT id FROM note WHERE number_text BETWEEN 5 AND 12 ORDER BY id;
-- 90.39 assisted
SELECT id FROM note WHERE number_text IN (12, 7.5) ORDER BY id;
-- 90.40 automatic
SELECT MAX(number_text + 0), MIN(CAST(number_text AS SIGNED)) FROM note;
-- 90.41 automatic
SELECT id FROM note ORDER BY number_text + 0, id;
-- 90.42 automatic
SELECT id, CAST(score AS SIGNED), CAST(score AS DECIMAL(6,1)) FROM person ORDER BY id;
-- 90.43 automatic
SELECT id, CONCAT(score, ''), CONCAT(price, '') FROM person JOIN (SELECT 1 AS k, 2.50 AS price) x ON x.k = person.id;
-- 90.44 automatic
SELECT CAST('  42  ' AS SIGNED), CAST('-7x' AS SIGNED), CAST('' AS SIGNED);
-- 90.45 automatic
SELECT CAST(19.99 AS CHAR), CAST(NULL AS CHAR), CAST(TRUE AS CHAR);
-- 90.46 automatic
SELECT '10' + '20', '5' * '5', '7' / '2', '9' DIV '2', '9' % '4';
-- 90.47 automatic
SELECT id FROM person WHERE CONCAT(age, '') = '34' ORDER BY id;
-- 90.48 automatic
SELECT id, LEFT(age, 1), LENGTH(age) FROM person ORDER BY id;
-- 90.49 automatic
SELECT id, age || 0, age && 1 FROM person ORDER BY id;
-- 90.50 automatic
SELECT COUNT(*) FROM sale WHERE code + 0 > 9;
-- 90.51 assisted
SELECT id FROM note WHERE number_text = 12 ORDER BY id;
-- 90.52 automatic
SELECT id FROM note WHERE number_text > '7' ORDER BY id;
-- 90.53 automatic
SELECT '10' + '5.5', '3 apples' * 2, 'x' + 1, 1 = '1.0', '1' = '01', 0 = 'abc', NULL = 'a';
-- 90.54 automatic
SELECT id FROM person WHERE id IN ('1', 3, '5') ORDER BY id;
-- 90.55 automatic
SELECT id FROM sale WHERE placed = '2024-03-01' OR placed BETWEEN '2024-01-01' AND '2024-02-29' ORDER BY id;
-- 90.56 automatic
SELECT id FROM sale WHERE placed LIKE '2024-03%' ORDER BY id;
-- 90.57 automatic
SELECT id FROM person WHERE born > 19900101 ORDER BY id;
-- 90.58 automatic
SELECT MAX(number_text + 0), MIN(number_text + 0) FROM note;
-- 90.59 assisted
SELECT id FROM sale WHERE code = 10 OR code < 10 ORDER BY id;
-- 90.60 automatic
SELECT TRUE + TRUE, NOT 5, !0, 5 && 0, NULL OR 1, 2 XOR 1, (1 > 0) + 1;
-- 90.61 automatic
SELECT id FROM person WHERE NOT score OR NOT age ORDER BY id;
-- 90.62 automatic
SELECT id, active + 1, status + 0, -active FROM person ORDER BY id;
-- 90.63 automatic
SELECT id FROM person WHERE status > 1 ORDER BY id;
-- 90.64 automatic
SELECT id FROM person WHERE age BETWEEN '20' AND '40.5' ORDER BY id;
-- 90.65 manual
SELECT id FROM product WHERE labels & 2 ORDER BY id;
-- 90.66 automatic
SELECT id, y + 1, y = '2024' FROM moment ORDER BY id;
