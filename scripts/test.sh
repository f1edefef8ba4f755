#!/usr/bin/env bash
# Runs every test that needs no special hardware; the last lines are ctest's summary. The tests on
# PostgreSQL and ODBC share one server of their own on a free loopback port, stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build}
said=$(mktemp)
"$build/jincai" scratch-server >"$said" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; rm -f "$said"' EXIT
for _ in $(seq 600); do
    [ -s "$said" ] && break
    kill -0 "$server" 2>/dev/null || { echo "test: the scratch server did not start" >&2; exit 1; }
    sleep 0.1
done
JINCAI_POSTGRES=$(head -n 1 "$said")
export JINCAI_POSTGRES
ctest --test-dir "$build" --output-on-failure --parallel "${JOBS:-$(nproc)}" --timeout 900
