-- kind: 76 quotes and escapes
-- 76.01 automatic
SELECT `id`, `name` FROM `person` WHERE `id` = 1;
-- 76.02 automatic
SELECT "double quoted" AS s;
-- 76.03 automatic
SELECT 'it''s', 'it\'s', "say ""hi""";
-- 76.04 automatic
SELECT 'a\nb', 'tab\there', 'back\\slash';
-- 76.05 automatic
SELECT 'percent\%', 'under\_score';
-- 76.06 automatic
SELECT id FROM note WHERE exact = "Hello World";
-- 76.07 automatic
SELECT p.`id` AS `the id` FROM `person` p WHERE p.`id` < 3 ORDER BY `the id`;
-- 76.08 automatic
SELECT 'a' 'b' 'c' AS joined;
-- 76.09 automatic
SELECT N'national', _utf8mb4'intro';
-- 76.10 automatic
SELECT x'414243' = 'ABC', 0x41 + 0, b'101' + 0;
-- 76.11 automatic
SELECT '' = '', '' IS NULL;
-- 76.12 automatic
SELECT 'a\'b', 'tab\there', "it's", "double ""q", '100\%', 'c:\\dir', N'x', _utf8mb4'y', 'a' 'b' 'c';
-- 76.13 assisted
SELECT id FROM note WHERE body = "hello world" OR exact = 'a.b.c.d' ORDER BY `id` ASC;
