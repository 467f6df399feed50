-- kind: 87 user variables
-- 87.01 assisted
SET @a = 5;
SELECT @a + 1;
-- 87.02 assisted
SET @name = 'Anna';
SELECT id FROM person WHERE name = @name ORDER BY id;
-- 87.03 assisted
SELECT MAX(age) INTO @m FROM person;
SELECT @m;
-- 87.04 assisted
SELECT MIN(id), MAX(id) INTO @lo, @hi FROM person;
SELECT id FROM person WHERE id BETWEEN @lo AND @hi - 4 ORDER BY id;
-- 87.05 assisted
SET @x = 1, @y = 2;
SELECT @x + @y;
-- 87.06 assisted
SET @n = NULL;
SELECT @n IS NULL;
-- 87.07 manual
SET @r = 0;
SELECT id, @r := @r + 1 AS n FROM person ORDER BY id;
-- 87.08 assisted
SET @d = CAST('2024-01-31' AS DATE);
SELECT DATE_ADD(@d, INTERVAL 1 MONTH);
-- 87.09 assisted
SET @n := 3, @m := 'x';
SELECT @n + 1, CONCAT(@m, 'y');
-- 87.10 assisted
SET @a = 5;
SELECT id FROM person WHERE age > @a * 6 ORDER BY id;
-- 87.11 assisted
SET @x = NULL;
SELECT IFNULL(@x, 'none'), @x IS NULL;
-- 87.12 assisted
SELECT COUNT(*) INTO @total FROM person;
SELECT @total + 1;
-- 87.13 manual
SET @r = 0;
SELECT @r := @r + 1 AS rank_no, name FROM person ORDER BY age;
