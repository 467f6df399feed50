/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: torture
-- ------------------------------------------------------
-- Server version	10.11.19-MariaDB-0+deb12u1

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

--
-- Current Database: `torture`
--

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `torture` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci */;

USE `torture`;

--
-- Sequence structure for `seq1`
--

DROP SEQUENCE IF EXISTS `seq1`;
CREATE SEQUENCE `seq1` start with 100 minvalue 50 maxvalue 1000 increment by 10 cache 1000 cycle ENGINE=InnoDB;
DO SETVAL(`seq1`, 1001, 0);

--
-- Table structure for table `alltypes`
--

DROP TABLE IF EXISTS `alltypes`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `alltypes` (
  `a1` tinyint(4) DEFAULT NULL,
  `a2` tinyint(1) DEFAULT 1,
  `a3` smallint(5) unsigned DEFAULT NULL,
  `a4` mediumint(5) unsigned zerofill DEFAULT NULL,
  `a5` int(7) DEFAULT NULL,
  `a6` bigint(20) unsigned DEFAULT NULL,
  `a7` decimal(12,4) DEFAULT -1.5000,
  `a8` float DEFAULT NULL,
  `a9` float(7,3) DEFAULT NULL,
  `b1` double DEFAULT NULL,
  `b2` double(10,2) unsigned DEFAULT NULL,
  `b3` bit(1) DEFAULT NULL,
  `b4` bit(9) DEFAULT b'101010101',
  `b5` tinyint(1) DEFAULT NULL,
  `b6` year(4) DEFAULT 2001,
  `b7` date DEFAULT '0000-00-00',
  `b8` datetime(3) DEFAULT NULL,
  `b9` time DEFAULT '-838:59:59',
  `c1` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `c2` timestamp(6) NULL DEFAULT NULL,
  `c3` char(10) DEFAULT 'a''b\\c',
  `c4` varchar(255) CHARACTER SET cp1251 COLLATE cp1251_general_ci DEFAULT NULL,
  `c5` binary(16) DEFAULT NULL,
  `c6` varbinary(20) DEFAULT 'ab\0c',
  `c7` tinytext DEFAULT NULL,
  `c8` text DEFAULT NULL,
  `c9` mediumtext DEFAULT NULL,
  `d1` longtext DEFAULT NULL,
  `d2` tinyblob DEFAULT NULL,
  `d3` blob DEFAULT NULL,
  `d4` mediumblob DEFAULT NULL,
  `d5` longblob DEFAULT NULL,
  `d6` enum('x','y,z','it''s','') DEFAULT 'y,z',
  `d7` set('r','g','b') NOT NULL DEFAULT 'r,b',
  `d8` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`d8`)),
  `d9` geometry DEFAULT NULL,
  `e1` point NOT NULL,
  `e2` uuid DEFAULT uuid(),
  `e3` inet6 DEFAULT NULL,
  `e4` varchar(20) DEFAULT 'NULL',
  `e5` varchar(30) DEFAULT 'current_timestamp()',
  `e6` int(11) GENERATED ALWAYS AS (`a5` * 2 + 1) VIRTUAL,
  `e7` bigint(20) GENERATED ALWAYS AS (`a1` + 1) STORED,
  `e8` int(11) INVISIBLE DEFAULT 5,
  `e9` int(11) DEFAULT NULL CHECK (`e9` > 0 and `e9` < 100),
  `f1` datetime DEFAULT (current_timestamp() + interval 1 day),
  `f2` varchar(10) /*M!100301 COMPRESSED*/ DEFAULT NULL,
  `f3` int(11) DEFAULT NULL COMMENT 'c; -- # /* */ ''q''',
  `select` int(11) DEFAULT NULL,
  `we``ird "name"` int(11) DEFAULT NULL,
  `пример` varchar(5) DEFAULT 'є',
  `f4` inet4 DEFAULT NULL,
  UNIQUE KEY `uu` (`c3`,`a3`) USING BTREE COMMENT 'kc',
  SPATIAL KEY `sp` (`e1`),
  KEY `k1` (`a1` DESC,`c4`(10)),
  KEY `ign` (`a5`) IGNORED,
  FULLTEXT KEY `ft` (`c8`),
  CONSTRAINT `chk` CHECK (`a1` is null or `a1` <> 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `alltypes`
--

LOCK TABLES `alltypes` WRITE;
/*!40000 ALTER TABLE `alltypes` DISABLE KEYS */;
/*!40000 ALTER TABLE `alltypes` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `arc`
--

DROP TABLE IF EXISTS `arc`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `arc` (
  `id` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `arc`
--

LOCK TABLES `arc` WRITE;
/*!40000 ALTER TABLE `arc` DISABLE KEYS */;
/*!40000 ALTER TABLE `arc` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `aria`
--

DROP TABLE IF EXISTS `aria`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `aria` (
  `id` int(11) DEFAULT NULL
) ENGINE=Aria DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci PAGE_CHECKSUM=1 TRANSACTIONAL=0;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `aria`
--

LOCK TABLES `aria` WRITE;
/*!40000 ALTER TABLE `aria` DISABLE KEYS */;
/*!40000 ALTER TABLE `aria` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `child`
--

DROP TABLE IF EXISTS `child`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `child` (
  `id` bigint(20) NOT NULL,
  `pid` int(10) unsigned DEFAULT NULL,
  `pcode` char(3) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  `sid` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `fk1` (`pid`),
  KEY `pcode` (`pcode`),
  KEY `selfref` (`sid`),
  CONSTRAINT `child_ibfk_1` FOREIGN KEY (`pcode`) REFERENCES `parent` (`code`),
  CONSTRAINT `fk1` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT `selfref` FOREIGN KEY (`sid`) REFERENCES `child` (`id`) ON DELETE NO ACTION
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `child`
--

LOCK TABLES `child` WRITE;
/*!40000 ALTER TABLE `child` DISABLE KEYS */;
INSERT INTO `child` VALUES
(1,1,'abc',NULL),
(2,NULL,NULL,1),
(3,1,NULL,2);
/*!40000 ALTER TABLE `child` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb3 */ ;
/*!50003 SET character_set_results = utf8mb3 */ ;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = '' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER tr1 BEFORE INSERT ON child FOR EACH ROW BEGIN IF NEW.pid IS NULL THEN SET NEW.pcode = 'x;y'; END IF; END 
*/;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb3 */ ;
/*!50003 SET character_set_results = utf8mb3 */ ;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = '' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER tr2 BEFORE INSERT ON child FOR EACH ROW SET NEW.sid = 1 
*/;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;

--
-- Table structure for table `csvt`
--

DROP TABLE IF EXISTS `csvt`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `csvt` (
  `id` int(11) NOT NULL
) ENGINE=CSV DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `csvt`
--

LOCK TABLES `csvt` WRITE;
/*!40000 ALTER TABLE `csvt` DISABLE KEYS */;
/*!40000 ALTER TABLE `csvt` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `mem`
--

DROP TABLE IF EXISTS `mem`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `mem` (
  `id` int(11) DEFAULT NULL
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci MAX_ROWS=10;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `mem`
--

LOCK TABLES `mem` WRITE;
/*!40000 ALTER TABLE `mem` DISABLE KEYS */;
/*!40000 ALTER TABLE `mem` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `mi`
--

DROP TABLE IF EXISTS `mi`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `mi` (
  `g` int(11) NOT NULL,
  `n` int(11) NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`g`,`n`),
  KEY `n` (`n`)
) ENGINE=MyISAM AUTO_INCREMENT=77 DEFAULT CHARSET=koi8r COLLATE=koi8r_general_ci PACK_KEYS=1 CHECKSUM=1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `mi`
--

LOCK TABLES `mi` WRITE;
/*!40000 ALTER TABLE `mi` DISABLE KEYS */;
INSERT INTO `mi` VALUES
(1,1),
(1,2);
/*!40000 ALTER TABLE `mi` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `mrg`
--

DROP TABLE IF EXISTS `mrg`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `mrg` (
  `id` int(11) DEFAULT NULL
) ENGINE=MRG_MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci INSERT_METHOD=LAST UNION=(`mrg1`);
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Table structure for table `mrg1`
--

DROP TABLE IF EXISTS `mrg1`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `mrg1` (
  `id` int(11) DEFAULT NULL
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `mrg1`
--

LOCK TABLES `mrg1` WRITE;
/*!40000 ALTER TABLE `mrg1` DISABLE KEYS */;
/*!40000 ALTER TABLE `mrg1` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `p_hash`
--

DROP TABLE IF EXISTS `p_hash`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `p_hash` (
  `id` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
 PARTITION BY LINEAR HASH (`id` + 1)
PARTITIONS 6;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `p_hash`
--

LOCK TABLES `p_hash` WRITE;
/*!40000 ALTER TABLE `p_hash` DISABLE KEYS */;
/*!40000 ALTER TABLE `p_hash` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `p_key`
--

DROP TABLE IF EXISTS `p_key`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `p_key` (
  `id` int(11) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
 PARTITION BY KEY ()
PARTITIONS 3;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `p_key`
--

LOCK TABLES `p_key` WRITE;
/*!40000 ALTER TABLE `p_key` DISABLE KEYS */;
/*!40000 ALTER TABLE `p_key` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `p_list`
--

DROP TABLE IF EXISTS `p_list`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `p_list` (
  `r` varchar(10) DEFAULT NULL,
  `v` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
 PARTITION BY LIST  COLUMNS(`r`)
(PARTITION `pa` VALUES IN ('a','b(''c') ENGINE = InnoDB,
 PARTITION `pb` VALUES IN ('z',NULL) ENGINE = InnoDB);
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `p_list`
--

LOCK TABLES `p_list` WRITE;
/*!40000 ALTER TABLE `p_list` DISABLE KEYS */;
/*!40000 ALTER TABLE `p_list` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `p_range`
--

DROP TABLE IF EXISTS `p_range`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `p_range` (
  `id` int(11) NOT NULL,
  `d` date NOT NULL,
  PRIMARY KEY (`id`,`d`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci
 PARTITION BY RANGE (year(`d`))
SUBPARTITION BY HASH (to_days(`d`))
SUBPARTITIONS 2
(PARTITION `p0` VALUES LESS THAN (2000) COMMENT = 'x' ENGINE = InnoDB,
 PARTITION `p1` VALUES LESS THAN (2010) ENGINE = InnoDB,
 PARTITION `pm` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `p_range`
--

LOCK TABLES `p_range` WRITE;
/*!40000 ALTER TABLE `p_range` DISABLE KEYS */;
/*!40000 ALTER TABLE `p_range` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `parent`
--

DROP TABLE IF EXISTS `parent`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `parent` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `code` char(3) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `u_code` (`code`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='it''s; a "parent" -- \\ x';
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `parent`
--

LOCK TABLES `parent` WRITE;
/*!40000 ALTER TABLE `parent` DISABLE KEYS */;
INSERT INTO `parent` VALUES
(1,'abc'),
(2,'d(\'');
/*!40000 ALTER TABLE `parent` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `period`
--

DROP TABLE IF EXISTS `period`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `period` (
  `id` int(11) DEFAULT NULL,
  `s` date NOT NULL,
  `e` date NOT NULL,
  PERIOD FOR `app` (`s`, `e`),
  UNIQUE KEY `id` (`id`,`app` WITHOUT OVERLAPS)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `period`
--

LOCK TABLES `period` WRITE;
/*!40000 ALTER TABLE `period` DISABLE KEYS */;
/*!40000 ALTER TABLE `period` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `sysver`
--

DROP TABLE IF EXISTS `sysver`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `sysver` (
  `id` int(11) NOT NULL,
  `v` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci WITH SYSTEM VERSIONING;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `sysver`
--

LOCK TABLES `sysver` WRITE;
/*!40000 ALTER TABLE `sysver` DISABLE KEYS */;
/*!40000 ALTER TABLE `sysver` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `tab;le`
--

DROP TABLE IF EXISTS `tab;le`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `tab;le` (
  `a;b` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `tab;le`
--

LOCK TABLES `tab;le` WRITE;
/*!40000 ALTER TABLE `tab;le` DISABLE KEYS */;
/*!40000 ALTER TABLE `tab;le` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Temporary table structure for view `v1`
--

DROP TABLE IF EXISTS `v1`;
/*!50001 DROP VIEW IF EXISTS `v1`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v1` AS SELECT
 NULL AS `id`,
 NULL AS `cid`,
 NULL AS `code`,
 NULL AS ```c``.``pid`` + interval 1 day` */;
SET character_set_client = @saved_cs_client;

--
-- Temporary table structure for view `v2`
--

DROP TABLE IF EXISTS `v2`;
/*!50001 DROP VIEW IF EXISTS `v2`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v2` AS SELECT
 NULL AS `x`,
 NULL AS `y` */;
SET character_set_client = @saved_cs_client;

--
-- Temporary table structure for view `v3`
--

DROP TABLE IF EXISTS `v3`;
/*!50001 DROP VIEW IF EXISTS `v3`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v3` AS SELECT
 NULL AS `g`,
 NULL AS `count(*)` */;
SET character_set_client = @saved_cs_client;

--
-- Temporary table structure for view `v4`
--

DROP TABLE IF EXISTS `v4`;
/*!50001 DROP VIEW IF EXISTS `v4`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v4` AS SELECT
 NULL AS `n`,
 NULL AS `rn`,
 NULL AS `s`,
 NULL AS `c`,
 NULL AS `d`,
 NULL AS `e`,
 NULL AS `t`,
 NULL AS `k`,
 NULL AS `l`,
 NULL AS `m`,
 NULL AS `o`,
 NULL AS `-n`,
 NULL AS `!n`,
 NULL AS `n div 2`,
 NULL AS `n mod 2`,
 NULL AS `z` */;
SET character_set_client = @saved_cs_client;

--
-- Temporary table structure for view `v5`
--

DROP TABLE IF EXISTS `v5`;
/*!50001 DROP VIEW IF EXISTS `v5`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v5` AS SELECT
 NULL AS `id`,
 NULL AS `cid`,
 NULL AS `code`,
 NULL AS ```c``.``pid`` + interval 1 day`,
 NULL AS `x`,
 NULL AS `y` */;
SET character_set_client = @saved_cs_client;

--
-- Temporary table structure for view `v6`
--

DROP TABLE IF EXISTS `v6`;
/*!50001 DROP VIEW IF EXISTS `v6`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v6` AS SELECT
 NULL AS `a1` */;
SET character_set_client = @saved_cs_client;

--
-- Temporary table structure for view `v7`
--

DROP TABLE IF EXISTS `v7`;
/*!50001 DROP VIEW IF EXISTS `v7`*/;
SET @saved_cs_client     = @@character_set_client;
SET character_set_client = utf8mb4;
/*!50001 CREATE VIEW `v7` AS SELECT
 NULL AS `m`,
 NULL AS `j`,
 NULL AS `td`,
 NULL AS `s`,
 NULL AS `po`,
 NULL AS `a1 in (select g from mi)` */;
SET character_set_client = @saved_cs_client;

--
-- Table structure for table `withseq`
--

DROP TABLE IF EXISTS `withseq`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `withseq` (
  `id` int(11) DEFAULT nextval(`torture`.`seq1`),
  `t` text DEFAULT 'x'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `withseq`
--

LOCK TABLES `withseq` WRITE;
/*!40000 ALTER TABLE `withseq` DISABLE KEYS */;
/*!40000 ALTER TABLE `withseq` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Dumping events for database 'torture'
--
/*!50106 SET @save_time_zone= @@TIME_ZONE */ ;
/*!50106 DROP EVENT IF EXISTS `e1` */;
DELIMITER ;;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;;
/*!50003 SET character_set_client  = utf8mb3 */ ;;
/*!50003 SET character_set_results = utf8mb3 */ ;;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;;
/*!50003 SET sql_mode              = '' */ ;;
/*!50003 SET @saved_time_zone      = @@time_zone */ ;;
/*!50003 SET time_zone             = 'SYSTEM' */ ;;
/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `e1` ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'ev' DO BEGIN DELETE FROM mi WHERE g < 0; DELETE FROM mi; END 
*/ ;;
/*!50003 SET time_zone             = @saved_time_zone */ ;;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;;
/*!50003 SET character_set_client  = @saved_cs_client */ ;;
/*!50003 SET character_set_results = @saved_cs_results */ ;;
/*!50003 SET collation_connection  = @saved_col_connection */ ;;
/*!50106 DROP EVENT IF EXISTS `e2` */;;
DELIMITER ;;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;;
/*!50003 SET character_set_client  = utf8mb3 */ ;;
/*!50003 SET character_set_results = utf8mb3 */ ;;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;;
/*!50003 SET sql_mode              = '' */ ;;
/*!50003 SET @saved_time_zone      = @@time_zone */ ;;
/*!50003 SET time_zone             = 'SYSTEM' */ ;;
/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `e2` ON SCHEDULE AT '2031-01-01 00:00:00' ON COMPLETION NOT PRESERVE ENABLE DO DELETE FROM mi 
*/ ;;
/*!50003 SET time_zone             = @saved_time_zone */ ;;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;;
/*!50003 SET character_set_client  = @saved_cs_client */ ;;
/*!50003 SET character_set_results = @saved_cs_results */ ;;
/*!50003 SET collation_connection  = @saved_col_connection */ ;;
DELIMITER ;
/*!50106 SET TIME_ZONE= @save_time_zone */ ;

--
-- Dumping routines for database 'torture'
--
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = '' */ ;
/*!50003 DROP FUNCTION IF EXISTS `f1` */;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb3 */ ;
/*!50003 SET character_set_results = utf8mb3 */ ;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;
DELIMITER ;;
CREATE DEFINER=`root`@`localhost` FUNCTION `f1`(a int, b varchar(20) CHARSET utf8) RETURNS varchar(50) CHARSET latin1 COLLATE latin1_swedish_ci
    DETERMINISTIC
    COMMENT 'f; c'
BEGIN DECLARE x int DEFAULT 0; WHILE x < a DO SET x = x + 1; END WHILE; CASE x WHEN 1 THEN RETURN 'a'; ELSE RETURN b; END CASE; END
;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'PIPES_AS_CONCAT,ANSI_QUOTES,NO_BACKSLASH_ESCAPES' */ ;
/*!50003 DROP PROCEDURE IF EXISTS `p1` */;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb3 */ ;
/*!50003 SET character_set_results = utf8mb3 */ ;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;
DELIMITER ;;
CREATE DEFINER="root"@"localhost" PROCEDURE "p1"(IN a int, OUT b text, INOUT c decimal(5,2))
    READS SQL DATA
    SQL SECURITY INVOKER
lbl: BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION ROLLBACK; SELECT "id" || '\' FROM "parent" INTO b; LEAVE lbl; END
;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = '' */ ;
/*!50003 DROP PROCEDURE IF EXISTS `p2` */;
/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET @saved_cs_results     = @@character_set_results */ ;
/*!50003 SET @saved_col_connection = @@collation_connection */ ;
/*!50003 SET character_set_client  = utf8mb3 */ ;
/*!50003 SET character_set_results = utf8mb3 */ ;
/*!50003 SET collation_connection  = utf8mb3_general_ci */ ;
DELIMITER ;;
CREATE DEFINER=`root`@`localhost` PROCEDURE `p2`()
SELECT 1
;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 SET character_set_client  = @saved_cs_client */ ;
/*!50003 SET character_set_results = @saved_cs_results */ ;
/*!50003 SET collation_connection  = @saved_col_connection */ ;

--
-- Current Database: `torture`
--

USE `torture`;

--
-- Final view structure for view `v1`
--

/*!50001 DROP VIEW IF EXISTS `v1`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v1` AS select `p`.`id` AS `id`,`c`.`id` AS `cid`,ifnull(`p`.`code`,'x;y') AS `code`,`c`.`pid` + interval 1 day AS ```c``.``pid`` + interval 1 day` from (`parent` `p` left join `child` `c` on(`c`.`pid` = `p`.`id` and `c`.`id` in (1,2,3))) where `p`.`code` like 'a\\_%' or !exists(select 1 from `mi` where `mi`.`g` = `p`.`id` limit 1) */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;

--
-- Final view structure for view `v2`
--

/*!50001 DROP VIEW IF EXISTS `v2`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=MERGE */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY INVOKER */
/*!50001 VIEW `v2` AS select `parent`.`id` AS `x`,`parent`.`code` AS `y` from `parent` where `parent`.`id` > 0 */
/*!50002 WITH LOCAL CHECK OPTION */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;

--
-- Final view structure for view `v3`
--

/*!50001 DROP VIEW IF EXISTS `v3`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v3` AS select group_concat(distinct `parent`.`code` order by `parent`.`code` DESC separator ';') AS `g`,count(0) AS `count(*)` from `parent` group by `parent`.`id` with rollup having count(0) > 0 union all (select 'a' AS `a`,cast(1 as unsigned) AS `cast(1 AS unsigned)` limit 1) order by 1 */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;

--
-- Final view structure for view `v4`
--

/*!50001 DROP VIEW IF EXISTS `v4`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v4` AS with recursive t(`n`) as (select 1 AS `n` union all select `t`.`n` + 1 AS `n+1` from `t` where `t`.`n` < 5)select `t`.`n` AS `n`,row_number() over ( partition by `t`.`n` order by `t`.`n` desc) AS `rn`,sum(`t`.`n`) over ( order by `t`.`n` rows between  unbounded  preceding  and  current row ) AS `s`,case when `t`.`n` = 1 then _utf8mb4'a' collate utf8mb4_bin else X'41' end AS `c`,date_format(current_timestamp(),'%Y') AS `d`,extract(year_month from current_timestamp()) AS `e`,trim(leading 'x' from 'xx') AS `t`,cast(`t`.`n` as char(3) charset latin1) AS `k`,convert(`t`.`n` using latin1) AS `l`,`t`.`n` <=> NULL AS `m`,`t`.`n` is not true AS `o`,-`t`.`n` AS `-n`,`t`.`n` = 0 AS `!n`,`t`.`n` DIV 2 AS `n div 2`,`t`.`n` MOD 2 AS `n mod 2`,`match_me`.`z` AS `z` from (`t` join (select 1 AS `z`) `match_me`) where `t`.`n` regexp '^[0-9]' and `t`.`n` between 1 and 3 xor `t`.`n` */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;

--
-- Final view structure for view `v5`
--

/*!50001 DROP VIEW IF EXISTS `v5`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v5` AS select `v1`.`id` AS `id`,`v1`.`cid` AS `cid`,`v1`.`code` AS `code`,`v1`.```c``.``pid`` + interval 1 day` AS ```c``.``pid`` + interval 1 day`,`v2`.`x` AS `x`,`v2`.`y` AS `y` from ((`v1` join `v2` on(`v1`.`id` = `v2`.`x`)) join `mem` on(`v1`.`id` = `mem`.`id`)) */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;

--
-- Final view structure for view `v6`
--

/*!50001 DROP VIEW IF EXISTS `v6`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v6` AS select `alltypes`.`a1` AS `a1` from `alltypes` where 1 */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;

--
-- Final view structure for view `v7`
--

/*!50001 DROP VIEW IF EXISTS `v7`*/;
/*!50001 SET @saved_cs_client          = @@character_set_client */;
/*!50001 SET @saved_cs_results         = @@character_set_results */;
/*!50001 SET @saved_col_connection     = @@collation_connection */;
/*!50001 SET character_set_client      = utf8mb3 */;
/*!50001 SET character_set_results     = utf8mb3 */;
/*!50001 SET collation_connection      = utf8mb3_general_ci */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v7` AS select (match `alltypes`.`c8` against ('x' in boolean mode)) AS `m`,json_extract(`alltypes`.`d8`,'$.a') AS `j`,timestampdiff(MONTH,`alltypes`.`b7`,`alltypes`.`b8`) AS `td`,substr(`alltypes`.`c3`,1,2) AS `s`,locate('a',`alltypes`.`c3`) AS `po`,`alltypes`.`a1` in (select `mi`.`g` from `mi`) AS `a1 in (select g from mi)` from `alltypes` */;
/*!50001 SET character_set_client      = @saved_cs_client */;
/*!50001 SET character_set_results     = @saved_cs_results */;
/*!50001 SET collation_connection      = @saved_col_connection */;
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-22 14:59:03
