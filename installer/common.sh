# SPDX-License-Identifier: GPL-3.0-or-later
# What installer/run and installer/test share; sourced by both, from any folder.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() { echo "$(basename "$0"): $*" >&2; exit 2; }
say() { echo "==> $*"; }

# Debian 12 (Qt 6.4) and 13 (Qt 6.8) are known; anything else is told so, not tried.
check_system() {
    local id= version=
    [ -r /etc/os-release ] || fail "this is no Debian (there is no /etc/os-release); Causeway builds on Debian 12 and 13"
    id=$(. /etc/os-release && echo "${ID:-}")
    version=$(. /etc/os-release && echo "${VERSION_ID:-}")
    case "$id $version" in
        "debian 12" | "debian 13") debian=$version ;;
        *) fail "this is $id $version; Causeway builds on Debian 12 and 13" ;;
    esac
}

# What the program is built from and runs on; fonts are made into the program at build time.
build_packages() {
    echo g++ cmake ninja-build ccache pkg-config qt6-base-dev qt6-svg-dev qt6-pdf-dev \
        libqt6sql6-sqlite libfmt-dev nlohmann-json3-dev libcli11-dev libpq-dev default-libmysqlclient-dev \
        libpg-query-dev libqpdf-dev libyaml-cpp-dev zlib1g-dev libzstd-dev fonts-inter fonts-jetbrains-mono fonts-noto-core \
        python3-fonttools
    [ "$debian" = 12 ] || echo libkf6syntaxhighlighting-dev
}

# What the tests need besides: servers, a virtual display, readers of what was written.
test_packages() {
    echo mariadb-server postgresql postgresql-contrib xvfb xauth poppler-utils qpdf procps \
        patroni etcd-server haproxy iproute2
}
all_server_packages() {
    echo debootstrap pgloader
    command -v npm >/dev/null || echo npm # one from elsewhere serves as well
}

# install PACKAGE...: installs what is missing, and asks for root only then.
install() {
    local missing=() package sudo=
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing and there is no sudo: ${missing[*]}"
        sudo=sudo
    fi
    say "installing ${#missing[@]} packages: ${missing[*]}"
    # No service is to start on the user's machine because of us: the tests start servers of their own.
    local policy=/usr/sbin/policy-rc.d own_policy=
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null && $sudo chmod +x $policy && own_policy=1
    fi
    local done=1
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o APT::Keep-Downloaded-Packages=false "${missing[@]}" >/dev/null || done=
    [ -z "$own_policy" ] || $sudo rm -f $policy
    [ -n "$done" ] || fail "apt-get could not install: ${missing[*]}"
}

# The compiler's cache serves another checkout of the same sources too, and precompiled headers.
export CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

# build PRESET [OPTION...]: configures and builds into build/PRESET.
build() {
    local preset=$1; shift
    say "building (preset $preset)"
    (cd "$top" && cmake --preset "$preset" "$@" >"$top/build/configure.log" 2>&1) ||
        { tail -n 30 "$top/build/configure.log" >&2; fail "cmake could not configure the build"; }
    (cd "$top" && cmake --build --preset "$preset") || fail "the build failed"
}
mkdir -p "$top/build"
