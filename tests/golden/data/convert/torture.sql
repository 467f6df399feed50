-- Every kind of column, key and program that the converter knows, and some that it must refuse.
SET NAMES utf8mb4;
CREATE DATABASE shop DEFAULT CHARACTER SET utf8mb4;
CREATE DATABASE `Archive Data` DEFAULT CHARACTER SET latin1;
USE shop;

CREATE TABLE every_type (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  tiny tinyint DEFAULT '-5',
  tiny_u tinyint(3) unsigned zerofill NOT NULL DEFAULT '007',
  flag tinyint(1) NOT NULL DEFAULT 1,
  flag2 boolean DEFAULT TRUE,
  small_u smallint unsigned,
  medium_u mediumint(8) unsigned DEFAULT 0,
  whole_u int(10) unsigned NOT NULL,
  big bigint,
  price decimal(10,2) unsigned NOT NULL DEFAULT '0.00',
  bare_decimal decimal,
  f float DEFAULT 1.5, f2 float(7,3), f53 float(53), d double DEFAULT '1e3', d2 double(10,2) unsigned,
  b1 bit(1) NOT NULL DEFAULT b'1', b8 bit(8) DEFAULT b'101',
  c char(10) NOT NULL DEFAULT '', c0 char, v varchar(40) DEFAULT 'it''s \\ "x"', nulltext varchar(10) DEFAULT 'NULL',
  now_text varchar(30) DEFAULT 'CURRENT_TIMESTAMP',
  t tinytext, mt mediumtext, lt longtext COLLATE utf8mb4_bin,
  bin16 binary(16), vb varbinary(20) DEFAULT 'ab', bl blob, lb longblob,
  dt date DEFAULT '2020-02-29', dt0 date NOT NULL DEFAULT '0000-00-00',
  dtm datetime(3) DEFAULT CURRENT_TIMESTAMP(3), dtm0 datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  ts timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, ts_null timestamp NULL DEFAULT NULL,
  tm time DEFAULT '12:30:00', y year DEFAULT '2001',
  e enum('a','B''s','c,d') DEFAULT 'b''S', s set('x','y','z') DEFAULT 'x,z',
  j json,
  `select` int, `odd name` int, xmin int, UPPER_Name int,
  column_whose_name_has_sixty_four_characters_and_is_thus_cut_here int,
  PRIMARY KEY (id),
  UNIQUE KEY uq_price (price, v),
  UNIQUE KEY prefix_unique (mt(50)),
  KEY idx (c, v(5)), KEY idx_again (c, v(5)), KEY down (big DESC, tiny),
  KEY every_type (tiny),
  FULLTEXT KEY words (v, t),
  KEY wide (v, t(600), mt(500))
) ENGINE=InnoDB AUTO_INCREMENT=1001 COMMENT='All types; it''s a test';

CREATE TABLE parent (
  id int unsigned NOT NULL, code varchar(20) NOT NULL, name varchar(50) COMMENT 'a name',
  PRIMARY KEY (id), UNIQUE KEY code (code), KEY idx (name)
) ENGINE=InnoDB;
CREATE TABLE child (
  id int NOT NULL AUTO_INCREMENT, parent_id int unsigned, parent_code varchar(20), parent_name varchar(50),
  qty int NOT NULL CHECK (qty > 0), note varchar(100),
  total decimal(12,2) GENERATED ALWAYS AS (qty * 1.5) STORED,
  label varchar(200) GENERATED ALWAYS AS (concat(parent_code, '-', qty)) VIRTUAL,
  PRIMARY KEY (id), KEY idx (parent_id),
  CONSTRAINT qty_range CHECK (qty between 1 and 1000 and note not like 'x%'),
  CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT fk_code FOREIGN KEY (parent_code) REFERENCES parent (code),
  CONSTRAINT fk_name FOREIGN KEY (parent_name) REFERENCES parent (name),
  CONSTRAINT fk_nowhere FOREIGN KEY (note) REFERENCES missing (id)
) ENGINE=InnoDB;

CREATE TABLE by_year (id int NOT NULL, d date NOT NULL, PRIMARY KEY (id, d))
PARTITION BY RANGE (YEAR(d)) (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN (2010), PARTITION pmax VALUES LESS THAN MAXVALUE);
CREATE TABLE by_days (id int NOT NULL AUTO_INCREMENT, d datetime NOT NULL, v int, PRIMARY KEY (id, d), KEY (v))
PARTITION BY RANGE (TO_DAYS(d)) (PARTITION p0 VALUES LESS THAN (737791), PARTITION p1 VALUES LESS THAN (738156));
CREATE TABLE by_stamp (id int NOT NULL, ts timestamp NOT NULL, PRIMARY KEY (id, ts))
PARTITION BY RANGE (UNIX_TIMESTAMP(ts)) (PARTITION p0 VALUES LESS THAN (1577836800), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE by_list (id int NOT NULL, region int NOT NULL, PRIMARY KEY (id, region))
PARTITION BY LIST (region) (PARTITION p_north VALUES IN (1,2,3), PARTITION p_south VALUES IN (4,5));
CREATE TABLE by_hash (id int NOT NULL PRIMARY KEY, v int) PARTITION BY HASH (id) PARTITIONS 4;
CREATE TABLE by_key (id int NOT NULL PRIMARY KEY, v int) PARTITION BY KEY () PARTITIONS 2;
CREATE TABLE by_month (d date NOT NULL, v int) PARTITION BY RANGE (MONTH(d)) (PARTITION p0 VALUES LESS THAN (7), PARTITION p1 VALUES LESS THAN (13));

CREATE TABLE log_entries (msg text, at datetime) ENGINE=MyISAM;
CREATE TABLE cache (k varchar(100) NOT NULL PRIMARY KEY, v blob, hits int DEFAULT 0) ENGINE=MEMORY;
CREATE TABLE `Mixed Case` (`Id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `Order` int, `user` varchar(20));
CREATE TABLE places (id int NOT NULL PRIMARY KEY, pos point NOT NULL, SPATIAL KEY pos (pos));

CREATE VIEW totals AS
SELECT p.id, p.name, COUNT(c.id) AS children, IFNULL(SUM(c.total), 0) AS total, AVG(c.qty) mean, SUM(c.qty) / COUNT(*) per,
       IF(SUM(c.qty) > 10, 'many', 'few') AS size, GROUP_CONCAT(DISTINCT c.note ORDER BY c.note DESC SEPARATOR '; ') AS notes
FROM parent p LEFT JOIN child c ON c.parent_id = p.id
GROUP BY p.id HAVING total >= 0 ORDER BY total DESC, p.name LIMIT 5, 20;
CREATE VIEW loose AS SELECT name, code, max(id) FROM parent GROUP BY name;
CREATE VIEW dates AS
SELECT id, DATE_FORMAT(dtm, '%Y-%m-%d %H:%i') AS day, YEAR(dt) AS y, dt + INTERVAL 1 MONTH AS next_month, DATEDIFF(dtm, dt) AS days,
       TIMESTAMPDIFF(MONTH, dt, dtm) AS months, UNIX_TIMESTAMP(ts) AS epoch, LAST_DAY(dt) AS ld, DATE_SUB(dtm, INTERVAL tiny HOUR) AS earlier
FROM every_type WHERE dtm >= '2020-01-01' AND dt BETWEEN '2020-01-01' AND '2021-01-01' AND flag;
CREATE VIEW words AS
SELECT CONCAT_WS('-', v, c) AS joined, SUBSTRING_INDEX(v, '.', 1) AS head, SUBSTRING_INDEX(v, '.', -2) AS tail, LOCATE('a', v) AS pos,
       FIELD(c, 'x', 'y') AS f, ELT(tiny, 'one', 'two') AS e, LPAD(id, 8, '0') AS padded, FORMAT(price, 2) AS formatted,
       v LIKE '%A_' AS matches, v REGEXP '^a' AS re, NOT flag AS off, tiny DIV 2 AS half, tiny % 3 AS rest, 7 / 2 AS frac, b1, j->>'$.a.b' AS ab,
       FIND_IN_SET('x', s) > 0 AS has_x, s LIKE '%y%' AS has_y, GREATEST(tiny, 5) AS g, CAST(v AS CHAR(5)) AS v5, CAST(price AS SIGNED) AS p
FROM every_type WHERE v <> '' AND tiny_u IN (1, '2', 3) AND b1 = 1 AND e = 'a';
CREATE VIEW both_sides AS SELECT id, code FROM parent UNION ALL SELECT id, qty FROM child ORDER BY id;
CREATE VIEW newest (who, what) AS SELECT name, id FROM parent WHERE id > (SELECT AVG(id) FROM parent x WHERE x.name = parent.name) WITH CASCADED CHECK OPTION;
CREATE VIEW over_view AS SELECT t.id, t.size, d.c FROM totals t JOIN (SELECT COUNT(*) AS c, parent_id FROM child GROUP BY parent_id) d ON d.parent_id = t.id;
CREATE VIEW by_y AS SELECT YEAR(d) AS y, COUNT(*) AS n FROM by_year GROUP BY YEAR(d) WITH ROLLUP;
CREATE VIEW searching AS SELECT id FROM every_type WHERE MATCH (v, t) AGAINST ('word');
CREATE VIEW numbering AS SELECT id, ROW_NUMBER() OVER (PARTITION BY parent_id ORDER BY qty DESC) AS rn FROM child;

DELIMITER //
CREATE TRIGGER child_bi BEFORE INSERT ON child FOR EACH ROW
BEGIN
  IF NEW.qty < 1 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'qty must be positive';
  ELSEIF NEW.note IS NULL THEN
    SET NEW.note = CONCAT('auto ', NEW.qty), NEW.parent_name = UPPER(NEW.parent_name);
  END IF;
END//
CREATE TRIGGER child_ai AFTER INSERT ON child FOR EACH ROW
  INSERT INTO log_entries (msg, at) VALUES (CONCAT('child ', NEW.id), NOW())//
CREATE TRIGGER child_ai2 AFTER INSERT ON child FOR EACH ROW UPDATE parent SET name = NEW.note WHERE id = NEW.parent_id//
CREATE TRIGGER cache_hit AFTER UPDATE ON cache FOR EACH ROW SET @hits = @hits + 1//
CREATE FUNCTION tax(amount DECIMAL(10,2), rate INT) RETURNS DECIMAL(10,2) DETERMINISTIC
BEGIN
  DECLARE result DECIMAL(12,4) DEFAULT 0;
  CASE rate WHEN 1 THEN SET result = amount * 0.07; ELSE SET result = amount * 0.19; END CASE;
  RETURN ROUND(result, 2);
END//
CREATE FUNCTION fact(n INT) RETURNS BIGINT DETERMINISTIC
BEGIN
  DECLARE r BIGINT DEFAULT 1;
  loop_n: WHILE n > 1 DO SET r = r * n; SET n = n - 1; IF r > 1000000 THEN LEAVE loop_n; END IF; END WHILE;
  RETURN r;
END//
CREATE PROCEDURE walk(IN wanted INT, OUT total INT)
BEGIN
  DECLARE done INT DEFAULT FALSE;
  DECLARE q INT;
  DECLARE c CURSOR FOR SELECT qty FROM child WHERE parent_id = wanted;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
  SET total = 0;
  OPEN c;
  rows_loop: LOOP
    FETCH c INTO q;
    IF done THEN LEAVE rows_loop; END IF;
    SET total = total + q;
  END LOOP;
  CLOSE c;
  INSERT INTO cache (k, hits) VALUES ('walk', 1) ON DUPLICATE KEY UPDATE hits = hits + VALUES(hits);
  DELETE FROM log_entries WHERE at < NOW() - INTERVAL 30 DAY;
END//
CREATE PROCEDURE dynamic(IN t VARCHAR(64))
BEGIN
  SET @sql = CONCAT('SELECT * FROM ', t);
  PREPARE s FROM @sql;
  EXECUTE s;
END//
CREATE EVENT purge_log ON SCHEDULE EVERY 1 HOUR DO DELETE FROM log_entries WHERE at < NOW() - INTERVAL 1 DAY//
DELIMITER ;
CREATE VIEW taxed AS SELECT id, tax(total, 1) AS t FROM child;

USE `Archive Data`;
CREATE TABLE parent (id int unsigned NOT NULL PRIMARY KEY, moved_on date);
CREATE TABLE old_child (id int NOT NULL PRIMARY KEY, parent_id int unsigned, KEY idx (parent_id),
  CONSTRAINT across FOREIGN KEY (parent_id) REFERENCES shop.parent (id));
CREATE VIEW joined AS SELECT p.id, o.moved_on FROM shop.parent p JOIN parent o USING (id);
