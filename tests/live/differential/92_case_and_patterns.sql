-- kind: 92 case and patterns
-- 92.01 assisted
SELECT id FROM person WHERE name = 'anna' ORDER BY id;
-- 92.02 assisted
SELECT id FROM person WHERE name <> 'ANNA' ORDER BY id;
-- 92.03 automatic
SELECT id FROM person WHERE email = 'emil@example.com';
-- 92.04 automatic
SELECT id FROM person WHERE email = 'EMIL@example.com';
-- 92.05 assisted
SELECT id FROM person WHERE name IN ('anna', 'BERT') ORDER BY id;
-- 92.06 assisted
SELECT id FROM person WHERE name LIKE 'a%' ORDER BY id;
-- 92.07 assisted
SELECT id FROM person WHERE name NOT LIKE '%a%' ORDER BY id;
-- 92.08 automatic
SELECT id FROM person WHERE email LIKE 'e%' ORDER BY id;
-- 92.09 automatic
SELECT id FROM product WHERE title LIKE '%100\%' ORDER BY id;
-- 92.10 assisted
SELECT id FROM product WHERE title LIKE '%r\_s%';
-- 92.11 automatic
SELECT id FROM product WHERE title LIKE '%100|%' ESCAPE '|';
-- 92.12 assisted
SELECT id FROM person WHERE name REGEXP '^[a-c]' ORDER BY id;
-- 92.13 assisted
SELECT id FROM person WHERE name NOT REGEXP 'n' ORDER BY id;
-- 92.14 automatic
SELECT id FROM note WHERE exact REGEXP '[0-9]+' ORDER BY id;
-- 92.15 assisted
SELECT id FROM note WHERE body RLIKE 'wor' ORDER BY id;
-- 92.16 automatic
SELECT id FROM person WHERE BINARY name = 'anna';
-- 92.17 automatic
SELECT id FROM person WHERE name = 'ANNA' COLLATE utf8mb4_bin;
-- 92.18 automatic
SELECT id FROM person WHERE status = 'ACTIVE' ORDER BY id;
-- 92.19 automatic
SELECT id FROM person WHERE status IN ('NEW', 'Closed') ORDER BY id;
-- 92.20 assisted
SELECT id FROM person WHERE name BETWEEN 'b' AND 'e' ORDER BY id;
-- 92.21 assisted
SELECT id FROM person WHERE name > 'clara' ORDER BY id;
-- 92.22 automatic
SELECT id, name FROM person ORDER BY name, id;
-- 92.23 assisted
SELECT a.id, b.id FROM person a JOIN person b ON a.name = b.name AND a.id < b.id;
-- 92.24 assisted
SELECT a.id, b.id FROM person a JOIN person b ON a.city = b.city AND a.id < b.id ORDER BY 1, 2;
-- 92.25 assisted
SELECT CASE name WHEN 'ANNA' THEN 1 ELSE 0 END FROM person ORDER BY id;
-- 92.26 assisted
SELECT 'abc' = 'ABC', 'a' < 'B', 'abc' LIKE 'AB_';
-- 92.27 assisted
SELECT id FROM note WHERE body = 'strasse';
-- 92.28 automatic
SELECT id FROM note WHERE exact = 'E';
-- 92.29 assisted
SELECT 'a' = 'a ', 'a' LIKE 'a ';
-- 92.30 assisted
SELECT id FROM person WHERE CONCAT(name, '-', city) = 'anna-KYIV' ORDER BY id;
-- 92.31 assisted
SELECT id FROM person WHERE UPPER(name) = 'ANNA' ORDER BY id;
-- 92.32 assisted
SELECT id FROM person WHERE name IN (SELECT city FROM person UNION SELECT 'ANNA') ORDER BY id;
-- 92.33 assisted
SELECT id FROM person WHERE NULLIF(name, 'anna') IS NULL ORDER BY id;
-- 92.34 assisted
SELECT id FROM sale WHERE code = 'b10';
-- 92.35 automatic
SELECT id FROM sale WHERE code = '10';
-- 92.36 automatic
SELECT id FROM person WHERE status > 'b' ORDER BY id;
-- 92.37 automatic
SELECT id, status FROM person ORDER BY status, id;
-- 92.38 automatic
SELECT id, status + 0 FROM person ORDER BY id;
-- 92.39 automatic
SELECT id FROM person WHERE status = 2 ORDER BY id;
-- 92.40 automatic
SELECT MIN(name), MAX(name) FROM person WHERE id IN (2, 3, 4);
-- 92.41 assisted
SELECT id FROM product WHERE sku = 'A-1  ';
-- 92.42 assisted
SELECT DISTINCT name FROM person WHERE id < 6;
-- 92.43 assisted
SELECT name FROM person WHERE id = 1 UNION SELECT name FROM person WHERE id = 6;
-- 92.44 manual
SELECT id FROM note WHERE body SOUNDS LIKE 'hello';
-- 92.45 assisted
SELECT id FROM person WHERE LOWER(name) = 'anna' AND name = 'Anna' ORDER BY id;
-- 92.46 assisted
SELECT id FROM person WHERE name IN ('Anna', NULL) ORDER BY id;
-- 92.47 assisted
SELECT id FROM person WHERE name NOT IN ('anna', 'bert') ORDER BY id;
-- 92.48 assisted
SELECT id FROM person WHERE IF(name = 'anna', 1, 0) = 1 ORDER BY id;
-- 92.49 assisted
SELECT id FROM person WHERE name <=> 'ANNA' ORDER BY id;
-- 92.50 assisted
SELECT id FROM person WHERE CASE WHEN name LIKE 'AN%' THEN 'Y' ELSE 'N' END = 'y' ORDER BY id;
-- 92.51 assisted
SELECT COUNT(*) FROM person a WHERE EXISTS (SELECT 1 FROM person b WHERE b.name = a.name AND b.id <> a.id);
-- 92.52 assisted
SELECT id FROM person WHERE city LIKE 'KY%' OR city LIKE '_VIV' ORDER BY id;
-- 92.53 automatic
SELECT REPLACE('aAa', 'a', 'x'), INSTR('aAa', 'A'), FIELD('a', 'A', 'a');
-- 92.54 automatic
SELECT id FROM person WHERE email IN ('anna@example.com', 'ANNA2@example.com') ORDER BY id;
-- 92.55 automatic
SELECT id FROM product WHERE sku LIKE 'a-%' ORDER BY id;
-- 92.56 assisted
SELECT id FROM product WHERE title NOT LIKE '%chair' ORDER BY id;
-- 92.57 assisted
SELECT id FROM sale WHERE note = 'GIFT' ORDER BY id;
-- 92.58 automatic
SELECT id FROM note WHERE body = '' ORDER BY id;
-- 92.59 assisted
SELECT id, body LIKE '%WORLD%', exact LIKE '%WORLD%' FROM note ORDER BY id;
