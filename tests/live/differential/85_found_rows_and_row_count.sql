-- kind: 85 found_rows and row_count
-- 85.01 assisted
SELECT SQL_CALC_FOUND_ROWS id FROM person ORDER BY id LIMIT 2;
SELECT FOUND_ROWS();
-- 85.02 assisted
SELECT SQL_CALC_FOUND_ROWS id FROM person WHERE age > 30 ORDER BY id LIMIT 1;
SELECT FOUND_ROWS();
-- 85.03 assisted
SELECT SQL_CALC_FOUND_ROWS person_id, COUNT(*) FROM sale GROUP BY person_id ORDER BY person_id LIMIT 1;
SELECT FOUND_ROWS();
-- 85.04 manual
UPDATE person SET age = 1 WHERE id = 1;
SELECT ROW_COUNT();
-- 85.05 assisted
SELECT SQL_CALC_FOUND_ROWS id FROM person WHERE age > 20 ORDER BY id LIMIT 1;
SELECT FOUND_ROWS();
