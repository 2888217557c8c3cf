#!/usr/bin/env bash
# Runs the JMH benchmarks; arguments go to JMH, such as `bench/jmh.sh Window -f 1`.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
jdk=$(find_jdk)
mvn -B -q -Pbench -DskipTests package >&2
printf '### JMH, %s\n\n`bench/jmh.sh %s` at %s · %s · %s\n\n```\n' "$(date -u '+%Y-%m-%d %H:%M UTC')" "$*" \
  "$(git describe --always --dirty 2>/dev/null || echo unknown)" "$(machine)" \
  "$("$jdk/bin/java" -version 2>&1 | sed -n 2p | sed 's/.*(build \(.*\))/JDK \1/')"
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  org.openjdk.jmh.Main -rf text -rff "$work/result.txt" "$@" >&2
cat "$work/result.txt"
printf '```\n'
