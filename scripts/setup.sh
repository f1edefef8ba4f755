#!/usr/bin/env bash
# Installs the Debian 12 and npm packages the project needs, by name; does nothing when all are
# there. Needs root or sudo only when something is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

# libboost1.81-dev and the default libboost-dev (1.74) exclude each other: name 1.81 everywhere.
packages=(
    g++ cmake ninja-build ccache mold make git
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libboost-system1.81-dev
    libsoci-dev libsqlite3-dev libpq-dev libssl-dev zlib1g-dev libfmt-dev libyaml-cpp-dev
    libgtest-dev libgmock-dev
    unixodbc-dev postgresql-15 odbc-postgresql
    sqlite3 curl ca-certificates chromium fonts-noto-cjk
)

missing=()
# dpkg-query fails when it does not know one of them; that is what the list is for.
installed=" $({ dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true; } |
    sed -n 's/ installed$//p' | tr '\n' ' ')"
for package in "${packages[@]}"; do
    [[ "$installed" == *" $package "* ]] || missing+=("$package")
done
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
if [ ${#missing[@]} -gt 0 ]; then
    # Tests and measurements start servers of their own: Debian's need not run one.
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        as_root mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    echo "setup: installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# The web tools need Node.js 20.19 or newer. Debian 12 has 18, whose npm is enough to fetch a
# newer one from the npm registry into .tools/.
node_is_new() {
    command -v node >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
}
export PATH="$PWD/.tools/node/bin:$PATH"
if ! node_is_new; then
    if ! command -v npm >/dev/null; then
        echo "setup: installing nodejs npm"
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
    fi
    case "$(uname -m)" in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
    echo "setup: installing Node.js 20 for the web tools into .tools/"
    npm install --silent --prefix .tools --no-save "node-linux-$arch@20.19.5" npm@10.9.4
    mkdir -p .tools/node/bin
    ln -sfn "../../node_modules/node-linux-$arch/bin/node" .tools/node/bin/node
    ln -sfn ../../node_modules/npm/bin/npm-cli.js .tools/node/bin/npm
    ln -sfn ../../node_modules/npm/bin/npx-cli.js .tools/node/bin/npx
fi

if [ -f web/package-lock.json ]; then
    stamp=web/node_modules/.installed
    if [ ! -f "$stamp" ] || ! cmp -s web/package-lock.json "$stamp"; then
        echo "setup: installing the npm packages of web/"
        npm ci --prefix web --ignore-scripts --silent --no-fund --no-audit
        cp web/package-lock.json "$stamp"
    fi
fi
