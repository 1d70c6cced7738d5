#!/usr/bin/env bash
# clang-format has nothing to say.
cd "$(dirname "$0")/../.." || exit 1
find core cmd tests -name '*.h' -o -name '*.cpp' | xargs clang-format --dry-run --Werror
