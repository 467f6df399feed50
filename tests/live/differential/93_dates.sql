-- kind: 93 dates
-- 93.01 automatic
SELECT id, DATE_FORMAT(dt, '%Y-%m-%d %H:%i:%s') FROM moment ORDER BY id;
-- 93.02 automatic
SELECT id, DATE_FORMAT(d, '%d.%m.%y'), DATE_FORMAT(d, '%e %M %Y') FROM moment ORDER BY id;
-- 93.03 automatic
SELECT id, DATE_FORMAT(dt, '%W, %D %b %Y'), DATE_FORMAT(dt, '%a %j') FROM moment ORDER BY id;
-- 93.04 automatic
SELECT id, DATE_FORMAT(dt, '%h:%i %p'), DATE_FORMAT(dt, '%l o''clock'), DATE_FORMAT(dt, '%k.%i') FROM moment ORDER BY id;
-- 93.05 automatic
SELECT id, DATE_FORMAT(dt, 'week %v of %x'), DATE_FORMAT(dt, '%T'), DATE_FORMAT(dt, '%r') FROM moment ORDER BY id;
-- 93.06 automatic
SELECT DATE_FORMAT('2024-03-05', '%c/%e/%Y 100%%');
-- 93.07 automatic
SELECT STR_TO_DATE('31/12/2024', '%d/%m/%Y'), STR_TO_DATE('2024-01-02 03:04:05', '%Y-%m-%d %H:%i:%s');
-- 93.08 automatic
SELECT STR_TO_DATE('Mar 5, 2024', '%b %e, %Y'), STR_TO_DATE('10:11', '%H:%i');
-- 93.09 assisted
SELECT id, STR_TO_DATE(text_date, '%Y-%m-%d') FROM moment WHERE id IN (1, 3) ORDER BY id;
-- 93.10 automatic
SELECT id, DATE_ADD(d, INTERVAL 1 MONTH), DATE_SUB(d, INTERVAL 1 YEAR) FROM moment ORDER BY id;
-- 93.11 automatic
SELECT id, d + INTERVAL 10 DAY, dt - INTERVAL 90 MINUTE FROM moment ORDER BY id;
-- 93.12 automatic
SELECT DATE_ADD('2024-01-31', INTERVAL 1 MONTH), DATE_ADD('2024-02-29', INTERVAL 1 YEAR);
-- 93.13 automatic
SELECT DATE_ADD('2024-01-01 10:00:00', INTERVAL '1:30' HOUR_MINUTE), DATE_ADD('2024-01-01 00:00:00', INTERVAL '1 2' DAY_HOUR);
-- 93.14 automatic
SELECT DATE_ADD('2024-01-01', INTERVAL '1-2' YEAR_MONTH), DATE_SUB('2024-01-01 00:00:00', INTERVAL '1 1:1:1' DAY_SECOND);
-- 93.15 automatic
SELECT id, DATE_ADD(d, INTERVAL id DAY), DATE_ADD(d, INTERVAL 2 WEEK), DATE_ADD(d, INTERVAL 1 QUARTER) FROM moment ORDER BY id;
-- 93.16 automatic
SELECT id, DATEDIFF('2024-03-01', d), DATEDIFF(dt, '2024-01-01') FROM moment ORDER BY id;
-- 93.17 automatic
SELECT id, TIMESTAMPDIFF(DAY, d, '2024-03-01'), TIMESTAMPDIFF(MONTH, d, '2024-03-01'), TIMESTAMPDIFF(YEAR, d, '2024-03-01') FROM moment ORDER BY id;
-- 93.18 automatic
SELECT TIMESTAMPDIFF(HOUR, '2024-01-01 00:00:00', '2024-01-02 01:30:00'), TIMESTAMPDIFF(SECOND, '2024-01-01', '2024-01-02');
-- 93.19 automatic
SELECT TIMESTAMPDIFF(MONTH, '2024-01-31', '2024-02-29'), TIMESTAMPDIFF(MONTH, '2024-03-31', '2024-02-29'), TIMESTAMPDIFF(QUARTER, '2023-01-01', '2024-01-01');
-- 93.20 automatic
SELECT TIMESTAMPADD(MINUTE, 5, '2024-01-01 00:00:00'), TIMESTAMPADD(MONTH, -1, '2024-03-31');
-- 93.21 automatic
SELECT id, YEAR(d), MONTH(d), DAY(d), QUARTER(d), DAYOFYEAR(d) FROM moment ORDER BY id;
-- 93.22 automatic
SELECT id, HOUR(dt), MINUTE(dt), SECOND(dt), HOUR(t) FROM moment ORDER BY id;
-- 93.23 automatic
SELECT id, DAYOFWEEK(d), WEEKDAY(d), DAYNAME(d), MONTHNAME(d) FROM moment ORDER BY id;
-- 93.24 automatic
SELECT id, WEEK(d), WEEK(d, 0), WEEK(d, 1), WEEK(d, 3), WEEK(d, 5), WEEKOFYEAR(d) FROM moment ORDER BY id;
-- 93.25 automatic
SELECT id, YEARWEEK(d, 1), YEARWEEK(d, 3) FROM moment ORDER BY id;
-- 93.26 automatic
SELECT id, LAST_DAY(d), LAST_DAY(dt) FROM moment ORDER BY id;
-- 93.27 automatic
SELECT id, UNIX_TIMESTAMP(dt), UNIX_TIMESTAMP(d) FROM moment ORDER BY id;
-- 93.28 automatic
SELECT FROM_UNIXTIME(1700000000), FROM_UNIXTIME(86400, '%Y-%m-%d');
-- 93.29 automatic
SELECT id, TO_DAYS(d), FROM_DAYS(TO_DAYS(d)) FROM moment ORDER BY id;
-- 93.30 automatic
SELECT FROM_DAYS(738000), MAKEDATE(2024, 60), PERIOD_DIFF(202403, 202311), PERIOD_ADD(202311, 3);
-- 93.31 automatic
SELECT id, DATE(dt), TIME(dt) FROM moment ORDER BY id;
-- 93.32 automatic
SELECT id, EXTRACT(YEAR FROM dt), EXTRACT(MONTH FROM dt), EXTRACT(HOUR FROM dt), EXTRACT(YEAR_MONTH FROM dt), EXTRACT(QUARTER FROM dt) FROM moment ORDER BY id;
-- 93.33 automatic
SELECT id, EXTRACT(DAY_HOUR FROM dt), EXTRACT(MINUTE_SECOND FROM dt), EXTRACT(WEEK FROM dt), EXTRACT(SECOND FROM dt6) FROM moment ORDER BY id;
-- 93.34 automatic
SELECT id, MICROSECOND(dt6), SECOND(dt6) FROM moment ORDER BY id;
-- 93.35 automatic
SELECT TIMEDIFF('2024-01-02 00:00:00', '2024-01-01 22:30:00'), TIMEDIFF('2024-01-03 02:00:00', '2024-01-01 00:00:00');
-- 93.36 automatic
SELECT SEC_TO_TIME(3661), SEC_TO_TIME(90000), MAKETIME(1, 2, 3);
-- 93.37 automatic
SELECT id, TIME_TO_SEC(t) FROM moment ORDER BY id;
-- 93.38 automatic
SELECT ADDTIME('2024-01-01 10:00:00', '01:30:00'), SUBTIME('2024-01-01 10:00:00', '00:30:00');
-- 93.39 automatic
SELECT CONVERT_TZ('2024-01-01 12:00:00', '+00:00', '+02:00'), CONVERT_TZ('2024-01-01 12:00:00', '-05:00', '+00:00');
-- 93.40 automatic
SELECT id FROM moment WHERE d = '2024-02-29';
-- 93.41 automatic
SELECT id FROM moment WHERE dt BETWEEN '2024-01-01' AND '2024-12-31 23:59:59' ORDER BY id;
-- 93.42 automatic
SELECT id FROM moment WHERE YEAR(d) = 2024 AND MONTH(d) = 2;
-- 93.43 automatic
SELECT id FROM moment WHERE d > DATE_SUB('2024-02-29', INTERVAL 60 DAY) ORDER BY id;
-- 93.44 automatic
SELECT id FROM moment WHERE DATE(dt) = '2024-02-29';
-- 93.45 automatic
SELECT id FROM moment WHERE dt LIKE '2024-01%';
-- 93.46 assisted
SELECT id FROM moment WHERE d = '0000-00-00';
-- 93.47 automatic
SELECT id FROM moment WHERE t > '12:00:00' ORDER BY id;
-- 93.48 automatic
SELECT id FROM moment WHERE t BETWEEN '06:00' AND '13:00' ORDER BY id;
-- 93.49 automatic
SELECT id, d + 0, dt + 0 FROM moment ORDER BY id;
-- 93.50 automatic
SELECT id, CONCAT(d, ' ', t), CONCAT('at ', dt) FROM moment ORDER BY id;
-- 93.51 automatic
SELECT id, y, y + 1 FROM moment ORDER BY id;
-- 93.52 automatic
SELECT MAX(d), MIN(dt), COUNT(DISTINCT YEAR(d)) FROM moment;
-- 93.53 automatic
SELECT id, IFNULL(d, '2000-01-01'), COALESCE(dt, '2000-01-01 00:00:00') FROM moment ORDER BY id;
-- 93.54 assisted
SELECT id, GREATEST(d, '2024-01-15') FROM moment ORDER BY id;
-- 93.55 automatic
SELECT DATE '2024-01-01', TIMESTAMP '2024-01-01 10:00:00', TIME '10:11:12';
-- 93.56 automatic
SELECT id, text_date > '2024' FROM moment ORDER BY id;
-- 93.57 automatic
SELECT id, DATE_FORMAT(dt, '%Y') AS y2, COUNT(*) FROM moment GROUP BY id, y2 ORDER BY id;
-- 93.58 automatic
SELECT DATE_FORMAT(placed, '%Y-%m') AS m, SUM(total) FROM sale GROUP BY m ORDER BY m;
-- 93.59 automatic
SELECT DATE_FORMAT(placed, '%Y-%m') AS m FROM sale WHERE DATE_FORMAT(placed, '%Y-%m') = '2024-03' ORDER BY id;
-- 93.60 automatic
SELECT TIMESTAMP('2024-01-01', '10:00:00'), DATE('2024-01-01 10:00:00');
-- 93.61 manual
SELECT id, DATE_FORMAT(d, '%U') FROM moment ORDER BY id;
-- 93.62 assisted
SELECT id FROM moment WHERE d <> '0000-00-00' ORDER BY id;
-- 93.63 automatic
SELECT id, d = 20240229, dt = 20240229134510 FROM moment ORDER BY id;
-- 93.64 manual
SELECT TO_SECONDS('2024-01-01') - TO_SECONDS('2023-12-31');
-- 93.65 automatic
SELECT id, DATE_ADD(dt, INTERVAL -1 MONTH), DATE_SUB(d, INTERVAL -2 DAY) FROM moment ORDER BY id;
-- 93.66 automatic
SELECT id, ADDDATE(d, 5), SUBDATE(d, 5), ADDDATE(d, INTERVAL 1 WEEK) FROM moment ORDER BY id;
-- 93.67 automatic
SELECT DATE_ADD('2023-12-31 23:59:59', INTERVAL 1 SECOND), DATE_ADD('2024-03-31', INTERVAL -1 MONTH);
-- 93.68 automatic
SELECT id, TIMESTAMPDIFF(MINUTE, dt, '2024-03-01 00:00:00'), TIMESTAMPDIFF(WEEK, d, '2024-03-01') FROM moment ORDER BY id;
-- 93.69 automatic
SELECT id, DATE_FORMAT(dt6, '%s.%f'), DATE_FORMAT(t, '%H-%i') FROM moment ORDER BY id;
-- 93.70 automatic
SELECT id FROM moment WHERE dt >= '2024-01-01' AND dt < '2024-01-01' + INTERVAL 1 YEAR ORDER BY id;
-- 93.71 automatic
SELECT id FROM moment WHERE d IN ('2024-01-01', '2023-12-31') ORDER BY id;
-- 93.72 automatic
SELECT id, d < '2024-01-01', dt > d FROM moment ORDER BY id;
-- 93.73 automatic
SELECT id, CASE WHEN d IS NULL THEN 'none' ELSE d END FROM moment ORDER BY id;
-- 93.74 automatic
SELECT id, CONCAT(YEAR(d), '-', LPAD(MONTH(d), 2, '0')) FROM moment ORDER BY id;
-- 93.75 automatic
SELECT id, LEFT(d, 7), SUBSTRING(dt, 12, 5), LENGTH(dt) FROM moment ORDER BY id;
-- 93.76 automatic
SELECT MIN(placed), MAX(placed), DATEDIFF(MAX(placed), MIN(placed)) FROM sale;
-- 93.77 assisted
SELECT id, DAYNAME(dt) = 'Sunday', MONTHNAME(d) FROM moment WHERE id < 4 ORDER BY id;
-- 93.78 automatic
SELECT id, dt6 FROM moment ORDER BY dt6, id;
-- 93.79 automatic
SELECT id, UNIX_TIMESTAMP(dt) - UNIX_TIMESTAMP('2024-01-01 00:00:00') FROM moment ORDER BY id;
-- 93.80 automatic
SELECT FROM_UNIXTIME(1), FROM_UNIXTIME(1709214310), UNIX_TIMESTAMP('2024-02-29 13:45:10');
-- 93.81 automatic
SELECT id, YEAR(dt) * 10000 + MONTH(dt) * 100 + DAY(dt) FROM moment ORDER BY id;
-- 93.82 automatic
SELECT id, IF(d > '2023-06-01', d, NULL), NULLIF(d, '2024-01-01') FROM moment ORDER BY id;
-- 93.83 automatic
SELECT DATE_FORMAT('2024-02-29', '%Y%m%d') + 0, DATE_FORMAT('2024-12-30', '%x-W%v');
-- 93.84 automatic
SELECT id, QUARTER(dt), WEEKDAY(dt) + 1, DAYOFMONTH(dt) FROM moment ORDER BY id;
-- 93.85 automatic
SELECT DATE_ADD('2024-01-31', INTERVAL 1 MONTH), DATE_ADD('2024-01-31', INTERVAL '1-2' YEAR_MONTH), DATE_ADD('2024-01-31 10:00:00', INTERVAL '1 2:3:4' DAY_SECOND), DATE_SUB('2024-03-31', INTERVAL 2 QUARTER);
-- 93.86 automatic
SELECT dt + INTERVAL 90 MINUTE, dt - INTERVAL 3 WEEK, dt + INTERVAL '1:30' HOUR_MINUTE, dt + INTERVAL '2 12' DAY_HOUR, dt - INTERVAL '10:20' MINUTE_SECOND, dt + INTERVAL 1 YEAR FROM moment ORDER BY id;
-- 93.87 automatic
SELECT placed + INTERVAL 1 DAY - INTERVAL 1 HOUR FROM sale ORDER BY id;
-- 93.88 automatic
SELECT placed + INTERVAL discount DAY, placed + INTERVAL person_id * 2 HOUR FROM sale ORDER BY id;
-- 93.89 automatic
SELECT STR_TO_DATE('15,1,2024', '%d,%c,%Y'), STR_TO_DATE('2024-02-29 13:45', '%Y-%m-%d %H:%i'), STR_TO_DATE('Jan 5 2024', '%b %e %Y');
-- 93.90 automatic
SELECT DATE_FORMAT(dt, '%W %M %e %Y %H:%i:%s %p %j %y %a %b %c %D %k %l %h %r %T %f %%') FROM moment ORDER BY id;
-- 93.91 automatic
SELECT TIMESTAMPDIFF(MONTH, '2024-01-31', '2024-02-29'), TIMESTAMPDIFF(WEEK, '2024-01-01', '2024-02-29'), TIMESTAMPDIFF(QUARTER, '2023-01-01', '2024-12-31'), TIMESTAMPDIFF(SECOND, '2024-01-01', '2024-01-01 01:00:00'), DATEDIFF('2024-03-01', '2024-02-01 23:59:59');
-- 93.92 automatic
SELECT id, WEEK(d), WEEK(d, 1), WEEK(d, 3), YEARWEEK(d, 1), DAYOFWEEK(d), WEEKDAY(d), DAYOFYEAR(d), QUARTER(d) FROM moment ORDER BY id;
-- 93.93 automatic
SELECT MAKEDATE(2024, 60), MAKETIME(10, 20, 30), SEC_TO_TIME(3661), TIME_TO_SEC('01:01:01'), TO_DAYS('2024-01-01'), FROM_DAYS(738000), PERIOD_ADD(202401, 11), PERIOD_DIFF(202402, 202312);
-- 93.94 automatic
SELECT EXTRACT(YEAR_MONTH FROM dt), EXTRACT(DAY_MINUTE FROM dt), EXTRACT(HOUR FROM t), LAST_DAY(d), ADDDATE(d, 31), SUBDATE(d, INTERVAL 1 YEAR) FROM moment ORDER BY id;
-- 93.95 automatic
SELECT UNIX_TIMESTAMP('2024-01-01 00:00:00'), FROM_UNIXTIME(1), FROM_UNIXTIME(86400, '%Y-%m-%d'), UNIX_TIMESTAMP(placed) FROM sale ORDER BY id;
-- 93.96 automatic
SELECT id FROM sale WHERE placed >= DATE_SUB('2024-03-15', INTERVAL DAYOFMONTH('2024-03-15') - 1 DAY) ORDER BY id;
-- 93.97 automatic
SELECT d + 0, dt + 0 FROM moment WHERE id = 2;
-- 93.98 automatic
SELECT id FROM moment WHERE d = '20240229' OR d = 20231231 ORDER BY id;
-- 93.99 automatic
SELECT CAST(dt AS DATE), CAST(dt AS TIME), CAST('2024-01-02' AS DATETIME), DATE(text_date), TIME('2024-01-01 10:11:12'), YEAR(text_date) FROM moment ORDER BY id;
-- 93.100 automatic
SELECT MAX(d), MIN(dt), MAX(dt) - INTERVAL 1 DAY, COUNT(DISTINCT YEAR(d)) FROM moment;
-- 93.101 manual
SELECT DATE_FORMAT(placed, '%Y-%u') w, COUNT(*) FROM sale GROUP BY w ORDER BY w;
-- 93.102 automatic
SELECT id, TIMEDIFF('12:00:00', t), ADDTIME(dt, '01:00:00'), SUBTIME(t, '00:00:10') FROM moment WHERE id IN (2, 6) ORDER BY id;
-- 93.103 automatic
SELECT id FROM moment WHERE dt >= '20231231235959' AND d < '20240301' ORDER BY id;
