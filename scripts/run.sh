#!/usr/bin/env bash
# Creates the demonstration province at first start, then serves it until interrupted.
set -euo pipefail
program="$1" data="$2" port="$3"
if [ ! -f "$data/jincai.db" ]; then
    "$program" demo --data "$data"
fi
exec "$program" serve --data "$data" --port "$port" --web web/dist
