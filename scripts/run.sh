#!/usr/bin/env bash
# Creates the demonstration province at first start, then serves it until interrupted.
set -euo pipefail
program="$1" data="$2" port="$3"
if [ ! -f "$data/accounts.txt" ]; then
    # Built beside its place and moved there when complete: an interrupted start begins anew.
    rm -rf "$data.new"
    "$program" demo --data "$data.new" | tee "$data.accounts.new"
    mkdir -p "$data"
    mv "$data.new"/* "$data/"
    mv "$data.accounts.new" "$data/accounts.txt"
    rmdir "$data.new"
else
    cat "$data/accounts.txt"
fi
exec "$program" serve --data "$data" --port "$port" --web web/dist --simulate-bank
