#!/usr/bin/env bash
# How fast the emulator takes rows by Bulk 2.0, how long other calls wait meanwhile, and what a row
# costs in memory. Client and emulator share the machine's cores.
# Usage: bench/emulator-bulk.sh [rows] [jobs]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
rows=${1:-1000000}
jobs=${2:-4}
build
port=18471
url=http://127.0.0.1:$port
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -jar "$jar" emulator --port $port --allocation 2000000000 >"$work/log" 2>&1 &
emulator=$!
started+=("$emulator")
until curl -fs "$url/services/data" >/dev/null 2>&1; do sleep 0.1; done
# Live objects only: the histogram collects first.
live() { "$jdk/bin/jcmd" "$emulator" GC.class_histogram | awk '/^Total/ {print $3}'; }
before=$(live)
"$jdk/bin/java" -cp "$classes:$jar" headroom.bench.BulkLoad "$url" "$rows" "$jobs"
after=$(live)
echo "heap per row: $(((after - before) / rows)) bytes; peak of the process: $(peak_mb "$emulator") MB; $(machine)"
