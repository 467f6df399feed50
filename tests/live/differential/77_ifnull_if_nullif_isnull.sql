-- kind: 77 ifnull if nullif isnull
-- 77.01 automatic
SELECT id, IFNULL(age, 0) FROM person ORDER BY id;
-- 77.02 automatic
SELECT id, IFNULL(age, 'none') FROM person ORDER BY id;
-- 77.03 automatic
SELECT id, IF(age > 30, 'old', 'young') FROM person ORDER BY id;
-- 77.04 automatic
SELECT id, IF(age, 1, 0) FROM person ORDER BY id;
-- 77.05 automatic
SELECT id, ISNULL(age), ISNULL(city) FROM person ORDER BY id;
-- 77.06 automatic
SELECT id, NULLIF(age, 34) FROM person ORDER BY id;
-- 77.07 automatic
SELECT id FROM person WHERE age <=> NULL ORDER BY id;
-- 77.08 automatic
SELECT id FROM person WHERE NOT (age <=> 34) ORDER BY id;
-- 77.09 automatic
SELECT COALESCE(NULL, NULL, 3), COALESCE(NULL, 'x');
-- 77.10 automatic
SELECT id, COALESCE(city, email, 'nothing') FROM person ORDER BY id;
-- 77.11 automatic
SELECT id, IF(city IS NULL, age, id) FROM person ORDER BY id;
-- 77.12 automatic
SELECT id, CASE age WHEN 34 THEN 'a' WHEN 51 THEN 'b' ELSE 'c' END FROM person ORDER BY id;
-- 77.13 automatic
SELECT id, CASE WHEN age > 40 THEN 1.5 WHEN age > 30 THEN 2 END FROM person ORDER BY id;
-- 77.14 automatic
SELECT IF(NULL, 'yes', 'no'), IF(0, 1, 2), IF('a' = 'b', 1, 2);
-- 77.15 automatic
SELECT NULLIF(1, 1), NULLIF('a', 'b'), NULLIF(NULL, 1);
-- 77.16 automatic
SELECT id, IFNULL(score, 0) + 1 FROM person ORDER BY id;
-- 77.17 automatic
SELECT id, IF(active, 'on', 'off') FROM person ORDER BY id;
-- 77.18 automatic
SELECT SUM(IF(status = 'active', 1, 0)) FROM person;
-- 77.19 automatic
SELECT id, IFNULL(NULLIF(note, ''), 'empty') FROM sale ORDER BY id;
-- 77.20 automatic
SELECT IF(SUM(age) > 100, 'many', 'few') FROM person;
-- 77.21 automatic
SELECT id, IFNULL(born, 'never') FROM person ORDER BY id;
-- 77.22 automatic
SELECT IFNULL(1 / 0, 'none'), IFNULL(NULL, 1.50);
-- 77.23 automatic
SELECT id, CASE WHEN age IS NULL THEN 'x' WHEN age > 30 AND active THEN age ELSE 0 END FROM person ORDER BY id;
-- 77.24 automatic
SELECT id, IF(age > 30, 'old', age) FROM person ORDER BY id;
-- 77.25 automatic
SELECT id, CASE WHEN age IS NULL THEN 0 WHEN age > 40 THEN 'forty+' ELSE age END FROM person ORDER BY id;
-- 77.26 automatic
SELECT id, IFNULL(age, 'unknown'), COALESCE(city, age, 'x') FROM person ORDER BY id;
-- 77.27 automatic
SELECT IF(NULL, 1, 2.5), IF('0', 'a', 'b'), IF('abc', 'a', 'b'), IF(0.4, 1, 2), NULLIF(1, '1'), NULLIF('a', 'A');
-- 77.28 assisted
SELECT id, CASE city WHEN 'KYIV' THEN 1 WHEN 'lviv' THEN 2 ELSE NULL END c FROM person ORDER BY id;
-- 77.29 automatic
SELECT id FROM person WHERE IF(active, age, score) ORDER BY id;
-- 77.30 automatic
SELECT id, IF(active, IF(age > 30, CASE status WHEN 'ACTIVE' THEN 'aa' ELSE status END, 'young'), IFNULL(city, 'no city')) AS w FROM person ORDER BY id;
