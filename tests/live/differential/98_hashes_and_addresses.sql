-- kind: 98 hashes and addresses
-- 98.01 assisted mariadb
SELECT MD5('abc'), SHA1('abc');
-- 98.02 automatic
SELECT SHA2('abc', 256), SHA2('', 224);
-- 98.03 automatic
SELECT INET_ATON('10.0.0.1'), INET_NTOA(167772161);
-- 98.04 manual
SELECT CRC32('abc');
-- 98.05 manual
SELECT AES_ENCRYPT('a', 'k') IS NULL;
-- 98.06 automatic
SELECT LENGTH(UUID()), UUID() <> UUID();
-- 98.07 automatic mariadb
SELECT MD5(id), MD5(name) FROM person WHERE id = 2;
-- 98.08 automatic
SELECT SHA2(name, 512) FROM person WHERE id = 1;
-- 98.09 manual
SELECT LENGTH(COMPRESS('aaaaaaaaaa')) > 0;
-- 98.10 manual mariadb
SELECT INET_ATON('10.0.0.1'), INET_NTOA(167772161), MD5('a'), SHA1('a'), SHA2('a', 256), CRC32('a');
-- 98.11 assisted mariadb
SELECT MD5(name), MD5(age), SHA1(CONCAT(name, id)) FROM person WHERE age IS NOT NULL ORDER BY id;
