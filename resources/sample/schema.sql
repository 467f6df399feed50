-- SPDX-License-Identifier: GPL-3.0-or-later
-- The shop of "Kvitka Online", a made-up retailer of flowers and garden ware, as such shops were built in 2009 and
-- patched ever since. Its sins are deliberate; capture.sh loads it into a real server.
SET NAMES latin1;
SET sql_mode = '';
CREATE DATABASE kvitka DEFAULT CHARACTER SET latin1;
USE kvitka;

-- people
CREATE TABLE customers (
  customers_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customers_gender CHAR(1) NOT NULL DEFAULT '',
  customers_firstname VARCHAR(32) NOT NULL DEFAULT '',
  customers_lastname VARCHAR(32) NOT NULL DEFAULT '',
  customers_dob DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
  customers_email_address VARCHAR(96) NOT NULL DEFAULT '',
  customers_telephone VARCHAR(32) NOT NULL DEFAULT '',
  customers_password VARCHAR(40) NOT NULL DEFAULT '',
  customers_newsletter CHAR(1) DEFAULT NULL,
  balance DOUBLE NOT NULL DEFAULT 0,
  flags SET('vip','blocked','wholesale','staff') NOT NULL DEFAULT '',
  last_login DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
  KEY idx_email (customers_email_address),
  KEY idx_email_2 (customers_email_address),
  KEY idx_name (customers_lastname(10))
) ENGINE=InnoDB;
CREATE TABLE customers_info (
  customers_info_id INT NOT NULL PRIMARY KEY,
  date_of_last_logon DATETIME DEFAULT NULL,
  number_of_logons INT(5) DEFAULT NULL,
  date_account_created DATETIME DEFAULT NULL,
  date_account_last_modified TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  global_product_notifications INT(1) DEFAULT 0
) ENGINE=MyISAM;
CREATE TABLE address_book (
  address_book_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customers_id INT NOT NULL,
  entry_company VARCHAR(64), entry_street VARCHAR(64) NOT NULL DEFAULT '', entry_postcode VARCHAR(10) NOT NULL DEFAULT '',
  entry_city VARCHAR(32) NOT NULL DEFAULT '', entry_country_id INT NOT NULL DEFAULT 0, entry_zone_id INT NOT NULL DEFAULT 0,
  KEY idx_customer (customers_id)
) ENGINE=InnoDB;
CREATE TABLE customers_basket (
  customers_basket_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customers_id INT NOT NULL, products_id TINYTEXT NOT NULL, quantity INT(2) NOT NULL DEFAULT 1,
  final_price FLOAT DEFAULT NULL, date_added CHAR(8) DEFAULT NULL
) ENGINE=MyISAM;
CREATE TABLE customers_basket_attributes (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, customers_id INT NOT NULL, products_id TINYTEXT NOT NULL,
  options_id INT NOT NULL, value_id INT NOT NULL
) ENGINE=MyISAM;
CREATE TABLE customer_notes (
  customers_id INT NOT NULL, noted DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', author VARCHAR(40), note TEXT
) ENGINE=MyISAM;
CREATE TABLE customer_groups (group_id SMALLINT UNSIGNED NOT NULL PRIMARY KEY, name VARCHAR(40), discount FLOAT(5,2) NOT NULL DEFAULT 0) ENGINE=MyISAM;
CREATE TABLE customer_group_members (customers_id INT NOT NULL, group_id SMALLINT UNSIGNED NOT NULL, PRIMARY KEY (customers_id, group_id)) ENGINE=InnoDB;
CREATE TABLE newsletters (newsletters_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, title VARCHAR(255) NOT NULL, content TEXT NOT NULL, module VARCHAR(255) NOT NULL, date_added DATETIME NOT NULL, date_sent DATETIME, status INT(1), locked INT(1) DEFAULT 0) ENGINE=MyISAM;
CREATE TABLE newsletter_queue (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, newsletters_id INT NOT NULL, customers_id INT NOT NULL, sent TINYINT(1) NOT NULL DEFAULT 0, KEY idx_sent (sent)) ENGINE=InnoDB;
CREATE TABLE sessions (sesskey VARCHAR(32) NOT NULL PRIMARY KEY, expiry INT(11) UNSIGNED NOT NULL, value TEXT NOT NULL, customers_id INT DEFAULT NULL) ENGINE=InnoDB;
CREATE TABLE whos_online (customer_id INT, full_name VARCHAR(64) NOT NULL, session_id VARCHAR(128) NOT NULL, ip_address VARCHAR(15) NOT NULL, time_entry VARCHAR(14) NOT NULL, time_last_click VARCHAR(14) NOT NULL, last_page_url TEXT NOT NULL) ENGINE=MyISAM;
CREATE TABLE admin_users (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, user_name VARCHAR(32) BINARY NOT NULL, user_password CHAR(32) NOT NULL, role ENUM('clerk','manager','admin','') NOT NULL DEFAULT 'clerk', UNIQUE KEY user_name (user_name)) ENGINE=MyISAM;
CREATE TABLE admin_log (logged DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', admin_id INT NOT NULL, action VARCHAR(64) NOT NULL, detail MEDIUMTEXT, KEY idx_logged (logged)) ENGINE=MyISAM;

-- catalogue
CREATE TABLE categories (categories_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, categories_image VARCHAR(64), parent_id INT NOT NULL DEFAULT 0, sort_order INT(3), date_added DATETIME, last_modified DATETIME, KEY idx_parent (parent_id)) ENGINE=InnoDB;
CREATE TABLE categories_description (categories_id INT NOT NULL DEFAULT 0, language_id INT NOT NULL DEFAULT 1, categories_name VARCHAR(64) NOT NULL DEFAULT '', PRIMARY KEY (categories_id, language_id), KEY idx_name (categories_name)) ENGINE=InnoDB;
CREATE TABLE manufacturers (manufacturers_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, manufacturers_name VARCHAR(32) NOT NULL, manufacturers_image VARCHAR(64), date_added DATETIME, KEY idx_name (manufacturers_name)) ENGINE=MyISAM;
CREATE TABLE manufacturers_info (manufacturers_id INT NOT NULL, languages_id INT NOT NULL, manufacturers_url VARCHAR(255) NOT NULL, url_clicked INT(5) NOT NULL DEFAULT 0, PRIMARY KEY (manufacturers_id, languages_id)) ENGINE=MyISAM;
CREATE TABLE products (
  products_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  products_quantity INT(4) NOT NULL DEFAULT 0,
  products_model VARCHAR(12) DEFAULT NULL,
  products_image VARCHAR(64) DEFAULT NULL,
  products_price DOUBLE NOT NULL DEFAULT 0,
  products_date_added DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
  products_last_modified TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  products_date_available DATE NOT NULL DEFAULT '0000-00-00',
  products_weight DECIMAL(5,2) UNSIGNED NOT NULL DEFAULT 0.00,
  products_status TINYINT(1) NOT NULL DEFAULT 1,
  products_tax_class_id INT NOT NULL DEFAULT 1,
  manufacturers_id INT DEFAULT NULL,
  products_ordered INT NOT NULL DEFAULT 0,
  harvest_year YEAR NOT NULL DEFAULT 0,
  season ENUM('spring','summer','autumn','winter') DEFAULT NULL,
  KEY idx_model (products_model),
  KEY idx_date_added (products_date_added),
  KEY idx_status (products_status),
  KEY idx_status_date (products_status, products_date_added)
) ENGINE=InnoDB;
CREATE TABLE products_description (
  products_id INT NOT NULL AUTO_INCREMENT, language_id INT NOT NULL DEFAULT 1,
  products_name VARCHAR(64) NOT NULL DEFAULT '', products_description TEXT, products_url VARCHAR(255) DEFAULT NULL,
  products_viewed INT(5) DEFAULT 0,
  PRIMARY KEY (products_id, language_id), KEY products_name (products_name), FULLTEXT KEY ft_description (products_name, products_description)
) ENGINE=MyISAM;
CREATE TABLE products_to_categories (products_id INT NOT NULL, categories_id INT NOT NULL, PRIMARY KEY (products_id, categories_id), KEY idx_products (products_id)) ENGINE=MyISAM;
CREATE TABLE products_images (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, products_id INT NOT NULL, image VARCHAR(64), htmlcontent TEXT, thumbnail BLOB, sort_order INT NOT NULL DEFAULT 0, KEY products_images_prodid (products_id)) ENGINE=InnoDB;
CREATE TABLE products_attributes (products_attributes_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, products_id INT NOT NULL, options_id INT NOT NULL, options_values_id INT NOT NULL, options_values_price DECIMAL(15,4) NOT NULL, price_prefix CHAR(1) NOT NULL, KEY idx_products (products_id)) ENGINE=InnoDB;
CREATE TABLE products_options (products_options_id INT NOT NULL DEFAULT 0, language_id INT NOT NULL DEFAULT 1, products_options_name VARCHAR(32) NOT NULL DEFAULT '', PRIMARY KEY (products_options_id, language_id)) ENGINE=MyISAM;
CREATE TABLE products_options_values (products_options_values_id INT NOT NULL DEFAULT 0, language_id INT NOT NULL DEFAULT 1, products_options_values_name VARCHAR(64) NOT NULL DEFAULT '', PRIMARY KEY (products_options_values_id, language_id)) ENGINE=MyISAM;
CREATE TABLE products_notifications (products_id INT NOT NULL, customers_id INT NOT NULL, date_added DATETIME NOT NULL, PRIMARY KEY (products_id, customers_id)) ENGINE=InnoDB;
CREATE TABLE products_related (products_id INT NOT NULL, related_id INT NOT NULL, weight FLOAT NOT NULL DEFAULT 1) ENGINE=MyISAM;
CREATE TABLE specials (specials_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, products_id INT NOT NULL, specials_new_products_price DECIMAL(15,4) NOT NULL, specials_date_added DATETIME, expires_date DATETIME, status INT(1) NOT NULL DEFAULT 1, KEY idx_products (products_id)) ENGINE=InnoDB;
CREATE TABLE reviews (reviews_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, products_id INT NOT NULL, customers_id INT, customers_name VARCHAR(64) NOT NULL, reviews_rating INT(1), date_added DATETIME, reviews_read INT(5) NOT NULL DEFAULT 0, KEY idx_products (products_id)) ENGINE=InnoDB;
CREATE TABLE reviews_description (reviews_id INT NOT NULL, languages_id INT NOT NULL, reviews_text TEXT NOT NULL, PRIMARY KEY (reviews_id, languages_id)) ENGINE=InnoDB;
CREATE TABLE tags (tag_id MEDIUMINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, tag VARCHAR(40) CHARACTER SET utf8 NOT NULL, UNIQUE KEY tag (tag(20))) ENGINE=InnoDB;
CREATE TABLE product_tags (products_id INT NOT NULL, tag_id MEDIUMINT UNSIGNED NOT NULL, PRIMARY KEY (products_id, tag_id), KEY idx_tag (tag_id), KEY idx_tag_product (tag_id, products_id)) ENGINE=InnoDB;
CREATE TABLE price_history (products_id INT NOT NULL, changed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, old_price DOUBLE, new_price DOUBLE, changed_by VARCHAR(64), KEY idx_product (products_id)) ENGINE=InnoDB;

-- stock
CREATE TABLE warehouses (warehouse_id TINYINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, code CHAR(4) NOT NULL, city VARCHAR(40), UNIQUE KEY code (code)) ENGINE=InnoDB;
CREATE TABLE stock (products_id INT NOT NULL, warehouse_id TINYINT UNSIGNED NOT NULL, quantity INT NOT NULL DEFAULT 0, reserved INT NOT NULL DEFAULT 0, PRIMARY KEY (products_id, warehouse_id), CONSTRAINT stock_ibfk_1 FOREIGN KEY (warehouse_id) REFERENCES warehouses (warehouse_id)) ENGINE=InnoDB;
CREATE TABLE stock_movements (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, products_id INT NOT NULL, warehouse_id TINYINT UNSIGNED NOT NULL, delta SMALLINT NOT NULL, reason ENUM('sale','return','delivery','count') NOT NULL, moved DATETIME NOT NULL, KEY idx_moved (moved)) ENGINE=InnoDB;
CREATE TABLE suppliers (supplier_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(80) NOT NULL, iban VARCHAR(34), note TEXT) ENGINE=MyISAM;
CREATE TABLE purchase_orders (purchase_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, supplier_id INT NOT NULL, ordered DATE NOT NULL DEFAULT '0000-00-00', status VARCHAR(10) NOT NULL DEFAULT 'open', total FLOAT) ENGINE=MyISAM;
CREATE TABLE purchase_lines (purchase_id INT NOT NULL, line SMALLINT NOT NULL, products_id INT NOT NULL, quantity INT NOT NULL, price FLOAT, PRIMARY KEY (purchase_id, line)) ENGINE=MyISAM;

-- orders
CREATE TABLE orders_status (orders_status_id INT NOT NULL DEFAULT 0, language_id INT NOT NULL DEFAULT 1, orders_status_name VARCHAR(32) NOT NULL DEFAULT '', public_flag INT DEFAULT 1, PRIMARY KEY (orders_status_id, language_id), KEY idx_name (orders_status_name)) ENGINE=MyISAM;
CREATE TABLE orders (
  orders_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customers_id INT NOT NULL,
  customers_name VARCHAR(64) NOT NULL, customers_email_address VARCHAR(96) NOT NULL, customers_telephone VARCHAR(32) NOT NULL,
  delivery_name VARCHAR(64) NOT NULL, delivery_street_address VARCHAR(64) NOT NULL, delivery_city VARCHAR(32) NOT NULL, delivery_postcode VARCHAR(10) NOT NULL, delivery_country VARCHAR(32) NOT NULL,
  billing_name VARCHAR(64) NOT NULL, billing_street_address VARCHAR(64) NOT NULL, billing_city VARCHAR(32) NOT NULL,
  payment_method VARCHAR(255) NOT NULL, cc_type VARCHAR(20), cc_number VARCHAR(32), cc_expires VARCHAR(4),
  last_modified DATETIME, date_purchased DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', delivered DATE NOT NULL DEFAULT '0000-00-00',
  orders_status INT(5) NOT NULL DEFAULT 1, currency CHAR(3), currency_value DECIMAL(14,6),
  is_gift BIT(1) NOT NULL DEFAULT b'0', comment TEXT,
  KEY idx_status (orders_status), KEY idx_purchased (date_purchased)
) ENGINE=InnoDB;
CREATE TABLE orders_products (
  orders_products_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, products_id INT NOT NULL,
  products_model VARCHAR(12), products_name VARCHAR(64) NOT NULL, products_price DOUBLE NOT NULL, final_price DOUBLE NOT NULL, products_tax DECIMAL(7,4) NOT NULL, products_quantity INT(2) NOT NULL,
  KEY idx_orders (orders_id), KEY idx_products (products_id), KEY idx_orders_2 (orders_id, products_id)
) ENGINE=InnoDB;
CREATE TABLE orders_products_attributes (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, orders_products_id INT NOT NULL, products_options VARCHAR(32) NOT NULL, products_options_values VARCHAR(32) NOT NULL, options_values_price DECIMAL(15,4) NOT NULL) ENGINE=InnoDB;
CREATE TABLE orders_status_history (orders_status_history_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, orders_status_id INT(5) NOT NULL, date_added DATETIME NOT NULL, customer_notified INT(1) DEFAULT 0, comments TEXT, KEY idx_orders (orders_id)) ENGINE=InnoDB;
CREATE TABLE orders_total (orders_total_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, title VARCHAR(255) NOT NULL, text VARCHAR(255) NOT NULL, value DECIMAL(15,4) NOT NULL, class VARCHAR(32) NOT NULL, sort_order INT NOT NULL, KEY idx_orders (orders_id)) ENGINE=InnoDB;
CREATE TABLE payments (payment_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, provider VARCHAR(20) NOT NULL, amount DECIMAL(12,2) NOT NULL, state ENUM('new','held','paid','failed','refunded') NOT NULL DEFAULT 'new', created TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, payload MEDIUMTEXT, KEY idx_orders (orders_id)) ENGINE=MyISAM;
CREATE TABLE invoices (series CHAR(2) NOT NULL, number INT NOT NULL AUTO_INCREMENT, orders_id INT NOT NULL, issued DATE NOT NULL DEFAULT '0000-00-00', pdf LONGBLOB, PRIMARY KEY (series, number)) ENGINE=MyISAM;
CREATE TABLE shipments (shipment_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, carrier VARCHAR(20), tracking VARCHAR(40), shipped DATETIME, delivered DATETIME, weight FLOAT, KEY idx_tracking (tracking(12))) ENGINE=InnoDB;
CREATE TABLE returns (return_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, orders_id INT NOT NULL, reason TEXT, returned DATE, CONSTRAINT returns_ibfk_1 FOREIGN KEY (orders_id) REFERENCES orders (orders_id) ON DELETE CASCADE) ENGINE=InnoDB;
CREATE TABLE coupons (coupon_code VARCHAR(20) NOT NULL PRIMARY KEY, discount DECIMAL(5,2) NOT NULL, valid_until DATE NOT NULL DEFAULT '0000-00-00', used INT UNSIGNED NOT NULL DEFAULT 0) ENGINE=InnoDB;
CREATE TABLE coupon_uses (coupon_code VARCHAR(20) CHARACTER SET utf8 NOT NULL, orders_id INT NOT NULL, used_at DATETIME NOT NULL) ENGINE=InnoDB;
CREATE TABLE orders_archive_2009 (orders_id INT, customers_id INT, total FLOAT, data TEXT) ENGINE=MyISAM;
CREATE TABLE orders_archive_2010 (orders_id INT, customers_id INT, total FLOAT, data TEXT) ENGINE=MyISAM;
CREATE TABLE orders_archive_2011 (orders_id INT, customers_id INT, total FLOAT, data TEXT) ENGINE=MyISAM;

-- settings and statistics
CREATE TABLE configuration (configuration_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, configuration_title VARCHAR(255) NOT NULL, configuration_key VARCHAR(255) NOT NULL, configuration_value TEXT NOT NULL, configuration_group_id INT NOT NULL, sort_order INT(5), date_added DATETIME NOT NULL) ENGINE=MyISAM;
CREATE TABLE configuration_group (configuration_group_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, configuration_group_title VARCHAR(64) NOT NULL, sort_order INT(5), visible INT(1) DEFAULT 1) ENGINE=MyISAM;
CREATE TABLE countries (countries_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, countries_name VARCHAR(64) NOT NULL, countries_iso_code_2 CHAR(2) NOT NULL, countries_iso_code_3 CHAR(3) NOT NULL, KEY idx_name (countries_name)) ENGINE=MyISAM;
CREATE TABLE zones (zone_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, zone_country_id INT NOT NULL, zone_code VARCHAR(32) NOT NULL, zone_name VARCHAR(32) NOT NULL, KEY idx_country (zone_country_id)) ENGINE=MyISAM;
CREATE TABLE currencies (currencies_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, title VARCHAR(32) NOT NULL, code CHAR(3) NOT NULL, value FLOAT(13,8), last_updated DATETIME) ENGINE=MyISAM;
CREATE TABLE languages (languages_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(32) NOT NULL, code CHAR(2) NOT NULL, `order` INT(3)) ENGINE=MyISAM;
CREATE TABLE tax_class (tax_class_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tax_class_title VARCHAR(32) NOT NULL) ENGINE=MyISAM;
CREATE TABLE tax_rates (tax_rates_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, tax_zone_id INT NOT NULL, tax_class_id INT NOT NULL, tax_rate FLOAT NOT NULL) ENGINE=MyISAM;
CREATE TABLE banners (banners_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, banners_title VARCHAR(64) NOT NULL, banners_html_text TEXT, expires_date DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', status INT(1) NOT NULL DEFAULT 1) ENGINE=MyISAM;
CREATE TABLE banners_history (banners_history_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, banners_id INT NOT NULL, banners_shown INT(5) NOT NULL DEFAULT 0, banners_history_date DATETIME NOT NULL, KEY idx_banners (banners_id)) ENGINE=MyISAM;
CREATE TABLE counter (startdate CHAR(8), counter INT(12)) ENGINE=MyISAM;
CREATE TABLE search_log (searched DATETIME NOT NULL, words VARCHAR(255) CHARACTER SET utf8, hits INT, ip INT UNSIGNED) ENGINE=MyISAM;
CREATE TABLE page_views (viewed TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, session_id CHAR(32) NOT NULL, url VARCHAR(255) NOT NULL, referer VARCHAR(255), KEY idx_viewed (viewed)) ENGINE=MyISAM;
CREATE TABLE sales_by_day (day DATE NOT NULL PRIMARY KEY, orders INT NOT NULL, revenue DOUBLE NOT NULL) ENGINE=InnoDB;

CREATE VIEW open_orders AS
  SELECT o.orders_id, o.customers_name, o.date_purchased, IFNULL(s.orders_status_name, '?') AS status
  FROM orders o LEFT JOIN orders_status s ON s.orders_status_id = o.orders_status AND s.language_id = 1
  WHERE o.orders_status IN (1, 2);
CREATE VIEW best_sellers AS
  SELECT p.products_id, d.products_name, p.products_ordered, IF(p.products_quantity > 0, 'yes', 'no') AS in_stock
  FROM products p JOIN products_description d ON d.products_id = p.products_id AND d.language_id = 1
  WHERE p.products_status = 1 ORDER BY p.products_ordered DESC LIMIT 0, 100;
CREATE VIEW customer_list AS
  SELECT c.customers_id, CONCAT(c.customers_firstname, ' ', c.customers_lastname) AS name, COUNT(o.orders_id) AS orders,
         GROUP_CONCAT(DISTINCT a.entry_city ORDER BY a.entry_city SEPARATOR ', ') AS cities
  FROM customers c LEFT JOIN orders o ON o.customers_id = c.customers_id LEFT JOIN address_book a ON a.customers_id = c.customers_id
  GROUP BY c.customers_id;

DELIMITER ;;
CREATE TRIGGER products_price BEFORE UPDATE ON products FOR EACH ROW
BEGIN
  IF NEW.products_price <> OLD.products_price THEN
    INSERT INTO price_history (products_id, old_price, new_price, changed_by) VALUES (OLD.products_id, OLD.products_price, NEW.products_price, USER());
  END IF;
END;;
CREATE TRIGGER orders_ai AFTER INSERT ON orders FOR EACH ROW
BEGIN
  INSERT INTO orders_status_history (orders_id, orders_status_id, date_added) VALUES (NEW.orders_id, NEW.orders_status, NOW());
END;;
CREATE TRIGGER reviews_bi BEFORE INSERT ON reviews FOR EACH ROW SET NEW.date_added = IFNULL(NEW.date_added, NOW());;
CREATE FUNCTION order_total(p_order INT) RETURNS DECIMAL(15,2) READS SQL DATA
BEGIN
  DECLARE total DECIMAL(15,2);
  SELECT SUM(final_price * products_quantity) INTO total FROM orders_products WHERE orders_id = p_order;
  RETURN IFNULL(total, 0);
END;;
CREATE FUNCTION slug(p_text VARCHAR(255)) RETURNS VARCHAR(255) DETERMINISTIC
BEGIN
  RETURN LOWER(REPLACE(TRIM(p_text), ' ', '-'));
END;;
CREATE PROCEDURE close_old_baskets(IN p_days INT)
BEGIN
  DECLARE finished INT DEFAULT 0;
  DECLARE basket INT;
  DECLARE c CURSOR FOR SELECT customers_basket_id FROM customers_basket WHERE date_added < DATE_FORMAT(DATE_SUB(NOW(), INTERVAL p_days DAY), '%Y%m%d');
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET finished = 1;
  OPEN c;
  sweep: LOOP
    FETCH c INTO basket;
    IF finished THEN LEAVE sweep; END IF;
    DELETE FROM customers_basket WHERE customers_basket_id = basket;
  END LOOP;
  CLOSE c;
END;;
CREATE PROCEDURE daily_sales(IN p_day DATE, OUT p_revenue DOUBLE)
BEGIN
  REPLACE INTO sales_by_day SELECT p_day, COUNT(DISTINCT o.orders_id), IFNULL(SUM(op.final_price * op.products_quantity), 0)
  FROM orders o JOIN orders_products op ON op.orders_id = o.orders_id WHERE DATE(o.date_purchased) = p_day;
  SELECT revenue INTO p_revenue FROM sales_by_day WHERE day = p_day;
END;;
CREATE EVENT nightly_sweep ON SCHEDULE EVERY 1 DAY STARTS '2009-03-01 03:00:00' DO CALL close_old_baskets(30);;
DELIMITER ;
