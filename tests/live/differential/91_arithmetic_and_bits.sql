-- kind: 91 arithmetic and bits
-- 91.01 automatic
SELECT 7 / 2, 1 / 3, 2 / 3, 10 / 5, -7 / 2;
-- 91.02 automatic
SELECT 7 DIV 2, -7 DIV 2, 7.5 DIV 2, 7 DIV 0;
-- 91.03 automatic
SELECT 7 % 3, -7 % 3, 7 MOD 0, MOD(7.5, 2), MOD(-5, 3);
-- 91.04 automatic
SELECT 1 / 0, 0 / 5, NULL / 2;
-- 91.05 automatic
SELECT id, total / 3 FROM sale ORDER BY id;
-- 91.06 automatic
SELECT id, discount / 4 FROM sale ORDER BY id;
-- 91.07 automatic
SELECT id, price / stock FROM product ORDER BY id;
-- 91.08 assisted mysql
SELECT (1 / 3) * 3, 1 / 3 + 1 / 3 + 1 / 3;
-- 91.09 automatic mariadb
SELECT (1 / 3) * 3, 1 / 3 + 1 / 3 + 1 / 3;
-- 91.10 automatic
SELECT 10 / 4 * 2;
-- 91.11 automatic
SELECT id FROM person WHERE age / 2 = 17 ORDER BY id;
-- 91.12 automatic
SELECT 5 & 3, 5 | 3, 5 ^ 3, 1 << 4, 256 >> 2;
-- 91.13 automatic
SELECT id, flags & 2, flags | 8, flags ^ 1 FROM product ORDER BY id;
-- 91.14 automatic
SELECT id FROM product WHERE flags & 4 ORDER BY id;
-- 91.15 automatic
SELECT id, flags & ~1 FROM product ORDER BY id;
-- 91.16 automatic
SELECT ~0, ~5;
-- 91.17 automatic
SELECT 1 << 40, 1 << 62;
-- 91.18 automatic
SELECT 1 XOR 0, 1 XOR 1, NULL XOR 1;
-- 91.19 automatic
SELECT 1 || 0, 0 || 0, 1 && 0, NOT NULL;
-- 91.20 automatic
SELECT 2 + 3 * 4 - 1, (2 + 3) * 4, -2 * -3;
-- 91.21 automatic
SELECT line, quantity * price FROM item ORDER BY sale_id, line;
-- 91.22 automatic
SELECT 0.1 + 0.2, 1.10 * 1.10, 5 - 0.05;
-- 91.23 automatic
SELECT 1e3, 1.5e-3 * 2, 1e0 / 3;
-- 91.24 automatic
SELECT id, score * 2, score / 2, -score FROM person ORDER BY id;
-- 91.25 automatic
SELECT BIT_AND(flags), BIT_OR(flags), BIT_XOR(flags) FROM product;
-- 91.26 automatic
SELECT BIT_OR(flags) FROM product WHERE id > 100;
-- 91.27 automatic
SELECT BIT_COUNT(7), BIT_COUNT(flags) FROM product ORDER BY id;
-- 91.28 automatic
SELECT 2147483647 + 1, 100000 * 100000;
-- 91.29 automatic
SELECT id, id * 1000000000 FROM person ORDER BY id;
-- 91.30 automatic
SELECT SUM(quantity) / COUNT(*), AVG(quantity), AVG(price) FROM item;
-- 91.31 automatic
SELECT person_id, AVG(total), AVG(discount) FROM sale GROUP BY person_id ORDER BY person_id;
-- 91.32 automatic
SELECT ROUND(2.5), ROUND(-2.5), ROUND(1.2345, 2), ROUND(1234.5, -2), ROUND(5, 2);
-- 91.33 automatic
SELECT ROUND(price * 1.2, 1), ROUND(price / 3, 2) FROM product ORDER BY id;
-- 91.34 automatic
SELECT TRUNCATE(1.999, 1), TRUNCATE(-1.999, 1), TRUNCATE(1234, -2);
-- 91.35 automatic
SELECT CEIL(1.2), CEILING(-1.2), FLOOR(1.8), FLOOR(-1.2);
-- 91.36 automatic
SELECT ABS(-5), SIGN(-3), SIGN(0), ABS(score) FROM person WHERE id = 4;
-- 91.37 automatic
SELECT POW(2, 10), SQRT(16), SQRT(-1), EXP(0), LN(1), LOG(2, 8), LOG10(1000), LOG2(8);
-- 91.38 automatic
SELECT LN(0), LOG(-1), SQRT(0);
-- 91.39 automatic
SELECT PI() > 3.14, DEGREES(PI()), RADIANS(180) > 3;
-- 91.40 automatic
SELECT SIN(0), COS(0), TAN(0), ATAN(1) > 0.78, ATAN2(1, 1) > 0.78;
-- 91.41 automatic
SELECT stock DIV 3, stock MOD 3, stock / 3 FROM product ORDER BY id;
-- 91.42 automatic
SELECT AVG(age), SUM(age), MIN(age), MAX(age) FROM person;
-- 91.43 automatic
SELECT STD(age), VARIANCE(age), STDDEV_SAMP(age), VAR_SAMP(age) FROM person;
-- 91.44 automatic
SELECT IFNULL(discount / 2, 0), IF(id > 2, total / 4, 0) FROM sale ORDER BY id;
-- 91.45 automatic
SELECT CONCAT(1 / 4, ''), CONCAT(AVG(quantity), 'x') FROM item;
-- 91.46 automatic
SELECT id FROM sale WHERE total / 3 > 36.6166 ORDER BY id;
-- 91.47 automatic
SELECT 5.0 / 2, 10.50 / 3, 1.000 / 8;
-- 91.48 manual
SELECT CONV('ff', 16, 10);
-- 91.49 automatic
SELECT BIN(10), BIN(0), BIN(255);
-- 91.50 automatic
SELECT id, quantity FROM (SELECT 1 AS id, SUM(quantity) AS quantity FROM item) x;
-- 91.51 automatic
SELECT -5 DIV 2, 5 DIV -2, -5 % 2, 5 % -2, 5.5 % 2, -5.5 DIV 2;
-- 91.52 automatic
SELECT 1 - 2 - 3, 2 * 3 / 4, 10 - 4 / 2, 1 + 2 DIV 2;
-- 91.53 automatic
SELECT 3 | 4 & 6, 1 + 1 << 2, 7 & 3 = 3;
-- 91.54 automatic
SELECT -2 * -2, - -3, +5, NOT 5, !0;
-- 91.55 automatic
SELECT id, flags << 1, flags >> 1, flags ^ 5 | 8 FROM product ORDER BY id;
-- 91.56 automatic
SELECT SUM(price * stock), SUM(price) / SUM(stock) FROM product;
-- 91.57 automatic
SELECT id, ROUND(price, 0), ROUND(price, 1), ROUND(-price, 1), ROUND(price / 7, 3) FROM product ORDER BY id;
-- 91.58 automatic
SELECT id, FLOOR(price / 10), CEIL(price / 10), TRUNCATE(price / 7, 3) FROM product ORDER BY id;
-- 91.59 automatic
SELECT AVG(price / stock) FROM product WHERE stock > 0;
-- 91.60 automatic
SELECT COUNT(*) / 3, SUM(active) / COUNT(*) FROM person;
-- 91.61 automatic
SELECT id, weight * 2, weight / 4 FROM product WHERE id IN (1, 2, 5) ORDER BY id;
-- 91.62 automatic
SELECT 1000000 * 3000, 65536 * 65536 * 16, 4294967295 + 1;
-- 91.63 automatic
SELECT id, age * age * age * age * age FROM person ORDER BY id;
-- 91.64 automatic
SELECT 7 DIV 2, -7 DIV 2, 7 % -3, -7 MOD 3, 7.5 DIV 2, 5 / 0, 5 DIV 0, MOD(5, 0), 1 / 3;
-- 91.65 automatic
SELECT 5 & 3, 5 | 3, 5 ^ 3, 1 << 3, 256 >> 4, ~5 & 255, BIT_COUNT(29);
-- 91.66 automatic
SELECT id, flags & 3, flags | 8, flags ^ 1, flags << 2, ~flags & 7 FROM product ORDER BY id;
-- 91.67 automatic
SELECT BIT_AND(flags), BIT_OR(flags), BIT_XOR(flags) FROM product;
-- 91.68 automatic
SELECT ROUND(-2.5), ROUND(2.5), ROUND(1234.567, -2), TRUNCATE(-1.999, 1), CEIL(-1.1), FLOOR(-1.1), SIGN(-3), FORMAT(1234567.891, 2), FORMAT(0.5, 0);
-- 91.69 automatic
SELECT HEX(255), HEX('abc'), UNHEX('4D7953514C') = 'MySQL';
-- 91.70 manual
SELECT ~0, ~0 >> 1, 18446744073709551615 & 255;
-- 91.71 automatic
SELECT id, price DIV 7, price % 7, stock / 3, stock DIV 3 FROM product ORDER BY id;
-- 91.72 automatic
SELECT 1e2 + 1, .5 + .5, 10 / 4 * 2, 3 - -2, 2 + 3 * 4 % 5, POW(2, 10), SQRT(2) > 1.41;
-- 91.73 automatic
SELECT id, flags & -1, -1 & 255, 1 << 40, 5 | 9223372036854775807 FROM product ORDER BY id;
