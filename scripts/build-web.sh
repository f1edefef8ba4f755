#!/usr/bin/env bash
# Builds the web pages into web/dist when a source is newer; the types of the API come from the
# program itself, so the program is built first.
set -euo pipefail
cd "$(dirname "$0")/.."
program="${1:-build}/jincai"
[ -f web/package.json ] || exit 0
mkdir -p web/src/api/generated
"$program" openapi >web/src/api/generated/openapi.json.new
if cmp -s web/src/api/generated/openapi.json.new web/src/api/generated/openapi.json; then
    rm web/src/api/generated/openapi.json.new
else
    mv web/src/api/generated/openapi.json.new web/src/api/generated/openapi.json
fi
if [ -f web/dist/index.html ] &&
    [ -z "$(find web/src web/index.html web/package-lock.json web/vite.config.ts -type f -newer web/dist/index.html -print -quit)" ]; then
    exit 0
fi
npm --prefix web run --silent build
