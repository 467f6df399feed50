#!/usr/bin/env bash
# Copies the rows of every table from MySQL or MariaDB to PostgreSQL with the clients mysql and psql, in the form
# that the converted tables take. Run before-load.sql first and after-load.sql behind it.
#
#   MYSQL="mysql --defaults-extra-file=source.cnf" PSQL="psql -X -d target" bash copy.sh [SCHEMA.TABLE...]
#
# Hosts, accounts and passwords stand in source.cnf and in ~/.pgpass, never here. The source is only read. Every
# table is read by itself: nobody may write to the source meanwhile, or take a replica whose applier is stopped.
# JOBS (default 4) tables or ranges are copied at a time. Rows that are there already are not removed: after a
# failure, TRUNCATE what was copied in part.
set -euo pipefail
MYSQL=${MYSQL:-mysql}
PSQL=${PSQL:-psql -X}
JOBS=${JOBS:-4}
only=("$@")
prepare="SET SESSION TRANSACTION READ ONLY; SET SESSION time_zone = '+00:00'; SET SESSION sql_mode = '';"

read_source() { $MYSQL --batch --raw --skip-column-names --quick --default-character-set=utf8mb4 -e "$prepare $1"; }

wanted() {
    [ ${#only[@]} -gt 0 ] || return 0
    local name
    for name in "${only[@]}"; do [ "$name" != "$1" ] || return 0; done
    return 1
}

# One job: what to read, the COPY that takes it, and what it is called when it fails.
start() {
    while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do wait -n || true; done
    [ ! -s "$failed" ] || finish
    { read_source "$1" | $PSQL -q -v ON_ERROR_STOP=1 -c "$2" || echo "$3" >>"$failed"; } &
}

# A name and a COPY; the query from standard input.
table() {
    local query
    query=$(cat)
    wanted "$1" || return 0
    start "$query" "$2" "$1"
}

# A name, a COPY, the number of ranges, the key and the source's table; the query from standard input.
ranges() {
    local query bounds low high step from
    query=$(cat)
    wanted "$1" || return 0
    bounds=$(read_source "SELECT COALESCE(MIN($4), 0), COALESCE(MAX($4), -1) FROM $5") || {
        echo "$1" >>"$failed"
        return 0
    }
    read -r low high <<<"$bounds"
    step=$(((high - low) / $3 + 1))
    for ((from = low; from <= high; from += step)); do
        start "$query WHERE $4 >= $from AND $4 < $((from + step))" "$2" "$1 from $from"
    done
}

# Waits for all jobs and tells which failed.
finish() {
    wait
    [ -s "$failed" ] || exit 0
    sed 's/$/ was not copied/' "$failed" >&2
    exit 1
}

failed=$(mktemp)
trap 'rm -f "$failed"' EXIT
