#!/usr/bin/env bash
# What takes too long for every change: the tests under the address and undefined-behaviour
# sanitizers, the program killed again and again, and a file of 500,000 rows.
# Usage: test-long.sh BUILD [JOBS]
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
jobs=${2:-$(nproc)}
rooms=(base json tabular config storage http api ledger execution)

cmake -G Ninja -S . -B "$build-asan" -DJINCAI_SANITIZE=ON >"$build-asan.configure.log" 2>&1 ||
    { cat "$build-asan.configure.log"; exit 1; }
cmake --build "$build-asan" --parallel "$jobs" --target "${rooms[@]/%/_test}"
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
for room in "${rooms[@]}"; do
    # Speed is not measured under sanitizers, and the files of public bodies, which `make test`
    # books, would take minutes each.
    "$build-asan/${room}_test" --gtest_brief=1 --gtest_filter='-*RealFiles*:*Speed*'
done

cmake --build "$build" --parallel "$jobs" --target jincai program_test
"$build/program_test" --gtest_brief=1 --gtest_filter='Crash.killed*' --gtest_repeat=20 \
    --gtest_break_on_failure
"$build/jincai" bench import --rows 500000 --json
"$build/jincai" chaos kill --cycles 2000 --json
"$build/jincai" chaos kill --cycles 200 --backend postgres --json
"$build/jincai" chaos flip --count 2000 --json 2>/dev/null
"$build/jincai" chaos power --json 2>/dev/null
