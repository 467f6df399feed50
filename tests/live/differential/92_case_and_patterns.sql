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
-- 92.60 assisted
SELECT id FROM person WHERE city IN ('KYIV', 'lviv') ORDER BY id;
-- 92.61 assisted
SELECT p.id, q.id FROM person p JOIN person q ON p.name = q.name AND p.id < q.id ORDER BY 1, 2;
-- 92.62 assisted
SELECT COUNT(DISTINCT city), COUNT(DISTINCT LOWER(city)) FROM person;
-- 92.63 assisted
SELECT id FROM person WHERE name BETWEEN 'a' AND 'c' ORDER BY id;
-- 92.64 assisted
SELECT id FROM note WHERE body = 'hello world   ' ORDER BY id;
-- 92.65 assisted
SELECT id FROM product WHERE title LIKE '%100\%' OR title LIKE 'under\_%' OR title LIKE '%!_%' ESCAPE '!' ORDER BY id;
-- 92.66 assisted
SELECT id FROM person WHERE name REGEXP '^[a-c]' AND name NOT RLIKE 'T$' ORDER BY id;
-- 92.67 automatic
SELECT id FROM person WHERE BINARY name = 'Anna' OR name COLLATE utf8mb4_bin = 'bert' ORDER BY id;
-- 92.68 assisted
SELECT STRCMP('a', 'B'), 'a' < 'B', 'a' = 'A', 'a ' = 'a', BINARY 'a' = 'A';
-- 92.69 automatic
SELECT name FROM person ORDER BY name, id;
-- 92.70 automatic
SELECT LOWER(MIN(name)), LOWER(MAX(name)) FROM person;
-- 92.71 automatic
SELECT LOCATE('W', 'hello world'), INSTR('foobar', 'BAR'), REPLACE('Hello', 'h', 'J'), POSITION('L' IN 'hello');
-- 92.72 assisted
SELECT id FROM person WHERE (name, age) = ('ANNA', 34) OR (city, age) IN (('LVIV', 51), ('odesa', 34)) ORDER BY id;
-- 92.73 assisted
SELECT id FROM person WHERE name = ANY (SELECT LOWER(name) FROM person WHERE id < 3) ORDER BY id;
-- 92.74 assisted
SELECT id FROM person WHERE name IN (SELECT UPPER(name) FROM person) ORDER BY id;
-- 92.75 assisted
SELECT id FROM person WHERE city NOT IN (SELECT city FROM person WHERE age > 40 OR city IS NULL) ORDER BY id;
-- 92.76 assisted
SELECT id FROM person WHERE city NOT IN ('kyiv', 'ODESA') ORDER BY id;
-- 92.77 assisted
SELECT id FROM person WHERE EXISTS (SELECT 1 FROM person q WHERE q.city = person.city AND q.id <> person.id) ORDER BY id;
-- 92.78 automatic
SELECT REGEXP_REPLACE('abc123def45', '[0-9]+', '#'), REGEXP_SUBSTR('abc 42 7', '[0-9]+'), REGEXP_INSTR('abc42', '[0-9]');
-- 92.79 assisted
SELECT id, name LIKE 'ANNA', name LIKE BINARY 'ANNA', name NOT LIKE '%N%' FROM person ORDER BY id;
-- 92.80 assisted
SELECT id FROM note WHERE body > 'hello' ORDER BY id;
-- 92.81 assisted
SELECT name FROM person WHERE name >= 'C' ORDER BY name DESC, id;
-- 92.82 assisted
SELECT COUNT(*) FROM person p LEFT JOIN person q ON q.city = UPPER(p.city);
-- 92.83 assisted
SELECT id FROM person WHERE CONCAT(name, city) = 'ANNAkyiv' ORDER BY id;
-- 92.84 assisted
SELECT id FROM person WHERE LEFT(name, 2) = 'AN' AND SUBSTRING(city, 1, 1) = 'k' ORDER BY id;
-- 92.85 assisted
SELECT id FROM person WHERE TRIM(name) = 'dora ' OR REVERSE(name) = 'LIME' ORDER BY id;
-- 92.86 assisted
SELECT id FROM person WHERE IFNULL(city, 'none') = 'NONE' OR COALESCE(city, '') = 'odesa' ORDER BY id;
-- 92.87 assisted
SELECT id FROM person WHERE CASE WHEN age > 30 THEN name ELSE city END = 'KYIV' ORDER BY id;
-- 92.88 assisted
SELECT id FROM person WHERE name <=> 'ANNA' OR city <> 'KYIV' ORDER BY id;
-- 92.89 assisted
SELECT id FROM person WHERE name > ALL (SELECT UPPER(name) FROM person WHERE id IN (1, 2)) ORDER BY id;
-- 92.90 assisted
SELECT id FROM person p WHERE (SELECT q.city FROM person q WHERE q.id = p.manager_id) = 'KYIV' ORDER BY id;
-- 92.91 assisted
SELECT status, MIN(name) AS m FROM person GROUP BY status HAVING m = 'ANNA' OR MIN(city) = 'KYIV' ORDER BY status;
-- 92.92 assisted
SELECT id, name = 'ANNA' AS same, (city = 'kyiv') + 1 AS one FROM person ORDER BY id;
-- 92.93 assisted
SELECT id FROM person WHERE (name, city) IN (SELECT UPPER(name), LOWER(city) FROM person WHERE id < 3) ORDER BY id;
-- 92.94 assisted
SELECT id FROM person WHERE name LIKE CONCAT('%', LOWER('N'), '%') AND city NOT LIKE 'KY%' ORDER BY id;
-- 92.95 assisted
SELECT id FROM person WHERE IF(name = 'anna', 'YES', 'no') = 'yes' ORDER BY id;
-- 92.96 assisted
SELECT id FROM person WHERE (name, city) <> ('ANNA', 'kyiv') ORDER BY id;
