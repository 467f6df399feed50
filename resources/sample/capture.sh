#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Captures the sample engagement anew: builds the shop on a MariaDB of its own, loads data, drives traffic, and takes
# from it what a client's team would send. Needs mariadb-server; about six minutes.
#
#   capture.sh [SCALE [SECONDS]]   SCALE: thousands of orders (default 600: about 0.9 GB); SECONDS of traffic (180)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scale=${1:-600} seconds=${2:-180}
work=$(mktemp -d /var/tmp/causeway-sample.XXXXXX)
user=mysql
[ "$(id -u)" = 0 ] || user=$(id -un)
chmod 755 "$work"
port=$((21000 + RANDOM % 9000))

stop() {
    [ ! -s "$work/pid" ] || kill "$(cat "$work/pid")" 2>/dev/null || true
    wait || true
    rm -rf "$work"
}
trap stop EXIT

mkdir -p "$work/data" "$work/tmp" "$here/captures"
[ "$(id -u)" != 0 ] || chown -R mysql "$work"
mariadb-install-db --no-defaults --user="$user" --datadir="$work/data" --auth-root-authentication-method=normal >/dev/null
# The settings of a shop whose my.cnf was copied from a forum in 2009.
mariadbd --no-defaults --user="$user" --datadir="$work/data" --port=$port --bind-address=127.0.0.1 \
    --socket="$work/socket" --pid-file="$work/pid" --character-set-server=latin1 --collation-server=latin1_swedish_ci \
    --sql-mode= --innodb-buffer-pool-size=256M --innodb-log-file-size=48M --innodb-flush-log-at-trx-commit=2 \
    --key-buffer-size=64M --query-cache-type=1 --query-cache-size=32M --max-connections=60 --table-open-cache=200 \
    --tmp-table-size=16M --max-heap-table-size=16M --sort-buffer-size=8M --slow-query-log=0 \
    --slow-query-log-file="$work/slow.log" --long-query-time=0 --log-slow-verbosity=query_plan --event-scheduler=ON \
    --performance-schema=ON >"$work/log" 2>&1 &
sql() { mariadb --no-defaults --socket="$work/socket" --user=root "$@"; }
for _ in $(seq 150); do sql -e 'select 1' >/dev/null 2>&1 && break || sleep 0.2; done

echo "loading, scale $scale"
sql --default-character-set=latin1 <"$here/schema.sql"
(echo "SET NAMES latin1; SET @scale = $scale;"; iconv -f utf-8 -t latin1 "$here/data.sql") | sql --default-character-set=latin1
sql <<'SQL'
CREATE USER 'shop'@'%' IDENTIFIED BY 'kvitka2009';
CREATE USER 'shop'@'localhost' IDENTIFIED BY 'kvitka2009';
GRANT ALL PRIVILEGES ON *.* TO 'shop'@'localhost';
GRANT ALL PRIVILEGES ON *.* TO 'shop'@'%';
CREATE USER 'report'@'localhost';
GRANT SELECT ON kvitka.* TO 'report'@'localhost';
SQL

stamp() { echo "# $(date -u '+%Y-%m-%d %H:%M:%S')"; }
sample() { # one status sample, with the moment it was taken
    stamp
    sql -B -e 'SET SESSION slow_query_log = 0; SHOW GLOBAL STATUS' # the auditor's own query is no evidence
}

# One visitor: reads pages, searches, sometimes buys. Statements are paced, so that the mix and not this script's
# speed decides the load. `srand` makes each visitor's path the same in every capture.
visitor() {
    awk -v seed="$1" -v until="$((SECONDS + seconds))" -v orders="$((scale * 1000))" -v customers="$((scale * 350))" '
    function r(n) { return 1 + int(rand() * n) }
    BEGIN {
        srand(seed); print "SET NAMES latin1; USE kvitka;"
        for (n = 0; n < 4000; n++) {
            k = rand()
            if (k < 0.30) printf "SELECT p.products_id, d.products_name, p.products_price FROM products p JOIN products_description d ON d.products_id = p.products_id AND d.language_id = 1 JOIN products_to_categories c ON c.products_id = p.products_id WHERE c.categories_id = %d AND p.products_status = 1 ORDER BY p.products_ordered DESC LIMIT 0, 20;\n", 12 + r(168)
            else if (k < 0.52) { printf "SELECT * FROM products WHERE products_id = %d;\n", p = r(24000); printf "UPDATE products_description SET products_viewed = products_viewed + 1 WHERE products_id = %d AND language_id = 1;\n", p }
            else if (k < 0.60) printf "SELECT reviews_id, customers_name, reviews_rating FROM reviews WHERE products_id = %d ORDER BY date_added DESC;\n", r(24000)
            else if (k < 0.62) printf "SELECT p.products_id, d.products_name FROM products p, products_description d WHERE d.products_id = p.products_id AND d.products_name LIKE \"%%ose %d%%\" ORDER BY p.products_date_added DESC LIMIT 20;\n", r(900)
            else if (k < 0.70) printf "REPLACE INTO sessions VALUES (MD5(%d), UNIX_TIMESTAMP() + 1440, REPEAT(\"s\", 280), NULL);\n", r(20000)
            else if (k < 0.78) printf "INSERT INTO page_views VALUES (NOW(), MD5(%d), \"/p/%d\", NULL);\n", r(5000), r(24000)
            else if (k < 0.805) printf "SELECT orders_id, date_purchased, orders_status FROM orders WHERE customers_id = %d ORDER BY date_purchased DESC LIMIT 10;\n", r(customers)
            else if (k < 0.86) { o = r(orders); printf "SELECT * FROM orders WHERE orders_id = %d;\n", o; for (i = 0; i < 5; i++) printf "SELECT products_name, final_price FROM orders_products WHERE orders_id = %d;\n", o + i; printf "SELECT order_total(%d);\n", o }
            else if (k < 0.90) printf "INSERT INTO customers_basket (customers_id, products_id, quantity, final_price, date_added) VALUES (%d, \"%d\", 1, 9.9, DATE_FORMAT(NOW(), \"%%Y%%m%%d\"));\n", r(customers), r(24000)
            else if (k < 0.93) printf "SELECT b.products_id, b.quantity, p.products_price FROM customers_basket b LEFT JOIN products p ON p.products_id = b.products_id WHERE b.customers_id = %d;\n", r(customers)
            else if (k < 0.985) { c = r(customers); p = r(24000); printf "START TRANSACTION; INSERT INTO orders (customers_id, customers_name, customers_email_address, customers_telephone, delivery_name, delivery_street_address, delivery_city, delivery_postcode, delivery_country, billing_name, billing_street_address, billing_city, payment_method, date_purchased) VALUES (%d, \"Kunde\", \"k@example.org\", \"\", \"Kunde\", \"Gartenstr. 1\", \"Berlin\", \"10115\", \"Deutschland\", \"Kunde\", \"Gartenstr. 1\", \"Berlin\", \"card\", NOW()); SET @o = LAST_INSERT_ID(); INSERT INTO orders_products (orders_id, products_id, products_name, products_price, final_price, products_tax, products_quantity) VALUES (@o, %d, \"Rose\", 9.9, 9.9, 20, 2); UPDATE stock SET quantity = quantity - 2 WHERE products_id = 17 AND warehouse_id = 1; UPDATE products SET products_ordered = products_ordered + 2 WHERE products_id = %d; COMMIT;\n", c, p, p }
            else if (k < 0.992) printf "SELECT orders_status, COUNT(*), SUM(currency_value) FROM orders WHERE date_purchased > NOW() - INTERVAL 90 DAY GROUP BY orders_status;\n"
            else printf "INSERT INTO search_log VALUES (NOW(), \"rose %d\", 3, 0);\n", r(700)
            fflush(); system("sleep 0.04")
        }
    }' | MYSQL_PWD=kvitka2009 mariadb --no-defaults --socket="$work/socket" --user=shop --unbuffered --force \
        >/dev/null 2>&1 &
}

echo "traffic for $seconds s"
sql -e 'FLUSH STATUS; SET GLOBAL slow_query_log = 1'
{ sample >"$work/status.txt"; }
for v in 1 2 3 4; do visitor $v; done
visitors=$(jobs -p | tail -n 4)
for _ in $(seq $((seconds / 15))); do sleep 15; sample >>"$work/status.txt"; done
sql -e 'SET GLOBAL slow_query_log = 0'
kill $visitors 2>/dev/null || true

echo "capturing"
out=$here/captures
{ stamp; sql -B -e 'SHOW GLOBAL VARIABLES'; } >"$out/variables.txt"
gzip -9n <"$work/status.txt" >"$out/status.txt.gz"
{ stamp; sql -B -e 'SHOW TABLE STATUS FROM kvitka'; } >"$out/table_status.txt"
mariadb-dump --no-defaults --socket="$work/socket" --user=root --no-data --routines --triggers --events \
    --databases kvitka | gzip -9n >"$out/schema.sql.gz"
gzip -9n <"$work/slow.log" >"$out/slow.log.gz"
bytes=$(sql -N -B -e "SELECT SUM(data_length + index_length) FROM information_schema.tables WHERE table_schema = 'kvitka'")
# The shop of the case has 100 GB: every figure derived from these captures is scaled by this factor, and says so.
factor=$(awk -v b="$bytes" 'BEGIN {printf "%.1f", 100 * 1024 * 1024 * 1024 / b}')
sed -i "s/^capture_scale=.*/capture_scale=$factor/" "$here/facts.txt"
ls -l "$out"
echo "captured $bytes bytes; the case's 100 GB are $factor times that"
