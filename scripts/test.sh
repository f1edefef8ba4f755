#!/usr/bin/env bash
# Runs every test that needs no special hardware; the last lines are ctest's summary.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ctest --test-dir "${1:-build}" --output-on-failure --parallel "${JOBS:-$(nproc)}" --timeout 900
