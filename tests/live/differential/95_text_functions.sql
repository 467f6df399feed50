-- kind: 95 text functions
-- 95.01 automatic
SELECT SUBSTRING_INDEX('a.b.c.d', '.', 2), SUBSTRING_INDEX('a.b.c.d', '.', -2), SUBSTRING_INDEX('a.b', 'x', 1);
-- 95.02 automatic
SELECT id, SUBSTRING_INDEX(exact, '.', 1), SUBSTRING_INDEX(exact, '.', -1) FROM note ORDER BY id;
-- 95.03 automatic
SELECT FIND_IN_SET('b', 'a,b,c'), FIND_IN_SET('z', 'a,b'), FIND_IN_SET('', 'a,,b'), FIND_IN_SET('B', 'a,b');
-- 95.04 assisted
SELECT id FROM note WHERE FIND_IN_SET('a', list) ORDER BY id;
-- 95.05 assisted
SELECT id, FIND_IN_SET('c', list) FROM note ORDER BY id;
-- 95.06 automatic
SELECT id FROM product WHERE FIND_IN_SET('red', labels) ORDER BY id;
-- 95.07 automatic
SELECT id FROM product WHERE FIND_IN_SET('RED', labels) > 0 ORDER BY id;
-- 95.08 automatic
SELECT ELT(2, 'a', 'b', 'c'), ELT(0, 'a'), ELT(4, 'a'), ELT(id, 'x', 'y') FROM person WHERE id < 4 ORDER BY id;
-- 95.09 automatic
SELECT FIELD('b', 'a', 'b', 'c'), FIELD('z', 'a'), FIELD(NULL, 'a'), FIELD('B', 'b');
-- 95.10 automatic
SELECT id FROM person ORDER BY FIELD(id, 3, 1, 2), id;
-- 95.11 automatic
SELECT id FROM person ORDER BY FIELD(status, 'closed', 'new', 'active'), id;
-- 95.12 automatic
SELECT LENGTH('straße'), CHAR_LENGTH('straße'), LENGTH(''), LENGTH(12345), OCTET_LENGTH('é'), BIT_LENGTH('a');
-- 95.13 automatic
SELECT id, LENGTH(body), CHAR_LENGTH(body) FROM note ORDER BY id;
-- 95.14 automatic
SELECT CONCAT('a', NULL, 'b'), CONCAT_WS('-', 'a', NULL, 'b'), CONCAT_WS(NULL, 'a');
-- 95.15 automatic
SELECT id, CONCAT_WS(', ', name, city, email) FROM person ORDER BY id;
-- 95.16 automatic
SELECT FORMAT(1234567.891, 2), FORMAT(0.5, 0), FORMAT(-1234.5, 1), FORMAT(12, 3);
-- 95.17 automatic
SELECT INSERT('abcdef', 2, 3, 'XY'), REPLACE('aXbX', 'X', '-'), REVERSE('abc'), REPEAT('ab', 3), REPEAT('a', -1);
-- 95.18 automatic
SELECT LEFT('abcdef', 3), RIGHT('abcdef', 2), LEFT('abc', 0), LEFT('abc', -1), LEFT('abc', 10);
-- 95.19 automatic
SELECT SUBSTRING('abcdef', 2), SUBSTRING('abcdef', 2, 3), SUBSTRING('abcdef', -3), SUBSTRING('abcdef', -3, 2), SUBSTR('abc', 0), SUBSTRING('abc', -5), SUBSTRING('abc', 5);
-- 95.20 automatic
SELECT id, SUBSTRING(exact, id), SUBSTRING(exact FROM 2 FOR 3), SUBSTRING(exact, -4) FROM note ORDER BY id;
-- 95.21 automatic
SELECT MID('abcdef', 3, 2), SUBSTRING('abc', 2, 0), SUBSTRING('abc', 2, -1);
-- 95.22 automatic
SELECT TRIM('  a  '), LTRIM('  a'), RTRIM('a  '), TRIM(BOTH 'x' FROM 'xxaxx'), TRIM(LEADING '0' FROM '007'), TRIM(TRAILING 'ab' FROM 'cabab');
-- 95.23 automatic
SELECT LPAD('5', 3, '0'), RPAD('a', 3, '.'), LPAD('abcdef', 3, '0'), LPAD(id, 4, '0') FROM person WHERE id = 1;
-- 95.24 automatic
SELECT UPPER('éa'), LOWER('ABC É'), UCASE('x'), LCASE('Y');
-- 95.25 automatic
SELECT LOCATE('b', 'abcb'), LOCATE('b', 'abcb', 3), LOCATE('z', 'abc'), INSTR('abc', 'C'), POSITION('c' IN 'abc'), LOCATE('', 'abc');
-- 95.26 automatic
SELECT id, LOCATE('o', body), INSTR(exact, 'o') FROM note ORDER BY id;
-- 95.27 automatic
SELECT id, SUBSTRING(exact, LOCATE(' ', exact) + 1) FROM note ORDER BY id;
-- 95.28 automatic
SELECT ASCII('A'), ASCII(''), CHAR(72, 105), ORD('a'), HEX('abc'), HEX(255), UNHEX('414243');
-- 95.29 automatic
SELECT SPACE(3), STRCMP('a', 'b'), STRCMP('b', 'a'), STRCMP('a', 'A');
-- 95.30 automatic
SELECT TO_BASE64('hello'), FROM_BASE64('aGVsbG8=');
-- 95.31 automatic
SELECT REGEXP_REPLACE('abc123', '[0-9]+', '#'), REGEXP_REPLACE('a1b2', '[0-9]', '');
-- 95.32 automatic
SELECT REGEXP_SUBSTR('abc 123 def', '[0-9]+'), REGEXP_INSTR('abc123', '[0-9]');
-- 95.33 automatic mysql
SELECT id, REGEXP_SUBSTR(exact, '[0-9]+') FROM note ORDER BY id;
-- 95.34 assisted mysql
SELECT REGEXP_LIKE('Michael!', '.*'), REGEXP_LIKE('new', 'NEW');
-- 95.35 automatic
SELECT id, UPPER(LEFT(name, 1)), LOWER(SUBSTRING(name, 2)) FROM person ORDER BY id;
-- 95.36 automatic
SELECT id, CONCAT(UPPER(LEFT(name, 1)), LOWER(SUBSTRING(name, 2))) FROM person ORDER BY id;
-- 95.37 automatic
SELECT id, REPLACE(body, 'o', '0'), LENGTH(body) - LENGTH(REPLACE(body, 'o', '')) FROM note ORDER BY id;
-- 95.38 manual
SELECT QUOTE('it''s');
-- 95.39 automatic
SELECT id, LPAD(stock, 5, '0'), CONCAT('#', sku, '#') FROM product ORDER BY id;
-- 95.40 automatic
SELECT id, TRIM(body), RTRIM(exact) FROM note ORDER BY id;
-- 95.41 automatic
SELECT id, LEFT(body, CHAR_LENGTH(body) - 1) FROM note ORDER BY id;
-- 95.42 manual
SELECT EXPORT_SET(5, 'Y', 'N', ',', 4);
-- 95.43 automatic
SELECT id, title FROM product WHERE CHAR_LENGTH(title) > 6 ORDER BY id;
-- 95.44 manual
SELECT SOUNDEX('hello');
-- 95.45 automatic
SELECT CONCAT('a', 1, 2.50, TRUE);
-- 95.46 automatic
SELECT id, labels FROM product ORDER BY id;
-- 95.47 assisted
SELECT id FROM product WHERE labels = 'red,green';
-- 95.48 assisted
SELECT id FROM product WHERE labels LIKE '%green%' ORDER BY id;
-- 95.49 automatic
SELECT id, SUBSTRING(exact, CHAR_LENGTH(exact) - 1), SUBSTRING(exact, -id, 2) FROM note ORDER BY id;
-- 95.50 automatic
SELECT id, LEFT(exact, LOCATE(' ', exact) - 1) FROM note ORDER BY id;
-- 95.51 automatic
SELECT id, RIGHT(exact, 3), LEFT(exact, id) FROM note ORDER BY id;
-- 95.52 automatic
SELECT CONCAT_WS(',', NULL, NULL), CONCAT_WS('', 'a', 'b'), CONCAT_WS(',', 1, 2.5);
-- 95.53 automatic
SELECT SUBSTRING_INDEX('www.mysql.com', '.', -1), SUBSTRING_INDEX('', '.', 1), SUBSTRING_INDEX('a.b', '.', 5), SUBSTRING_INDEX('a.b', '.', -5);
-- 95.54 automatic
SELECT LPAD('', 2, 'x'), RPAD('abc', 2, 'x'), LPAD('ab', 5, 'xy');
-- 95.55 automatic
SELECT REPEAT('ab', 0), REVERSE(''), REPLACE('', 'a', 'b'), INSERT('abc', 1, 0, 'x');
-- 95.56 automatic
SELECT LENGTH(NULL), CONCAT(NULL), UPPER(NULL), REPLACE('a', NULL, 'b');
-- 95.57 automatic
SELECT FORMAT(1234.5, 0), FORMAT(999999.999, 2), FORMAT(id, 2) FROM person WHERE id = 1;
-- 95.58 automatic
SELECT id, CHAR_LENGTH(TRIM(body)), LENGTH(RTRIM(body)) FROM note ORDER BY id;
-- 95.59 automatic
SELECT id, ASCII(exact) FROM note WHERE id IN (1, 2, 5) ORDER BY id;
-- 95.60 automatic
SELECT HEX('é'), HEX(0), HEX(-1), UNHEX('7A');
-- 95.61 automatic
SELECT TRIM(LEADING 'ab' FROM 'ababc'), TRIM('a' FROM 'banana'), TRIM(BOTH '.' FROM '..a..');
-- 95.62 automatic
SELECT id, FIND_IN_SET('2', list), FIND_IN_SET(id, list) FROM note ORDER BY id;
-- 95.63 automatic
SELECT id, REGEXP_REPLACE(exact, '[aeiou]', '*') FROM note ORDER BY id;
-- 95.64 automatic
SELECT STRCMP('abc', 'abd'), STRCMP(NULL, 'a'), STRCMP('b', 'A');
-- 95.65 automatic
SELECT id, SUBSTRING_INDEX(body, '.', 2), SUBSTRING_INDEX(body, '.', -2), SUBSTRING_INDEX(list, ',', 1) FROM note ORDER BY id;
-- 95.66 automatic
SELECT LPAD('x', 5, 'ab'), RPAD('abc', 2, '-'), REPEAT('ab', -1), LENGTH(SPACE(3)), REVERSE('abc'), INSERT('Quadratic', 3, 4, 'What'), ELT(2, 'a', 'b'), ELT(9, 'a'), FIELD('B', 'a', 'b'), FIND_IN_SET('B', 'a,b');
-- 95.67 automatic
SELECT SUBSTRING('abcdef', -3), SUBSTRING('abc', 0), SUBSTRING('abcdef', -3, 2), MID('abc', 2, 1), LEFT('abc', -1), RIGHT('abc', 2), TRIM(LEADING 'x' FROM 'xxaxx'), TRIM(BOTH 'ab' FROM 'ababcab');
-- 95.68 automatic
SELECT CONCAT_WS(',', 'a', NULL, 'b'), CONCAT('a', NULL), CONCAT(1, 2.50, TRUE), CONCAT_WS(NULL, 'a', 'b'), LENGTH('é'), CHAR_LENGTH('é'), ASCII(''), ORD('a');
-- 95.69 automatic
SELECT id, CONCAT(name, age), CONCAT(price_text, '') FROM (SELECT id, name, age, CONCAT('$', id) AS price_text FROM person) d ORDER BY id;
-- 95.70 manual
SELECT MAKE_SET(5, 'a', 'b', 'c'), QUOTE('it''s'), CHAR(77, 121), UCASE('a'), LCASE('B'), LTRIM('  a'), RTRIM('a  ');
-- 95.71 assisted
SELECT id FROM note WHERE FIND_IN_SET('C', list) ORDER BY id;
-- 95.72 automatic
SELECT id, LENGTH(body), CHAR_LENGTH(body), UPPER(body), LEFT(body, 3) FROM note WHERE id <> 3 ORDER BY id;
-- 95.73 automatic
SELECT CAST('12abc' AS SIGNED), CAST(-1.6 AS SIGNED), CAST('3.7' AS DECIMAL(10,1)), CAST(5 AS CHAR), CONVERT('7', UNSIGNED), CONVERT('x' USING utf8mb4), CAST(2.5 AS SIGNED);
