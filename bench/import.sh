#!/usr/bin/env bash
# Event logs of usage: generates them, imports them, imports them again, kills imports in their
# midst and completes them, and asks for every report. Prints Markdown; leaves nothing behind.
# Usage: bench/import.sh [megabytes] [days]      (10000 30 for the bar of 10 GB; TMPDIR says where)
set -euo pipefail
. "$(dirname "$0")/lib.sh"
megabytes=${1:-1000}
days=${2:-10}
free=$(df -Pm "$work" | awk 'NR == 2 {print $4}')
[ $((megabytes * 3 / 2)) -lt "$free" ] || fail "$megabytes MB of logs need half as much again; $free MB are free."
build
logs=$work/logs
first=2026-10-20
end=$(date -u -d "$first + $days days" +%F)
say "generating $megabytes MB ..."
"$jdk/bin/java" -cp "$classes" headroom.bench.UsageLogs "$logs" "$megabytes" "$days" 20 7
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN {printf "%.1f", b - a}'; }
per() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.0f", a / b}'; }

# headroom <name of its output> <arguments>: runs the packaged program as a process of its own and
# keeps its wall time, CPU time and most memory in took, cpu and peak.
headroom() {
  local out=$work/$1.out began fields seen
  shift
  began=$(now)
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -jar "$jar" "$@" >"$out" 2>"$out.err" &
  last=$!
  started+=("$last")
  while fields=$(cpu_ticks "$last" 2>/dev/null) && [ -n "$fields" ]; do
    cpu=$fields
    seen=$(sed -n 's/VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$last/status" 2>/dev/null || true)
    [ -z "$seen" ] || peak=$((seen / 1024))
    [ -z "${until:-}" ] || [ "$(per "$(since "$began")" 1)" -lt "$until" ] || kill -9 "$last" 2>/dev/null || true
    sleep 0.2
    kill -0 "$last" 2>/dev/null || break
  done
  wait "$last" 2>/dev/null && code=0 || code=$?
  took=$(since "$began")
  cpu=$(awk -v a="$cpu" -v t="$ticks" 'BEGIN {printf "%.1f", a / t}')
}
peak=0
cpu=0
# The line "28 files: 2,688,170 rows, 2,150,536 new, in 11.1 s (243,208 rows/s)" in parts.
said() { sed -n 's/,//g; s/.*files*: \([0-9]*\) rows \([0-9]*\) new.* in \([0-9.]*\) s .*/\1 \2 \3/p' "$work/$1.out" | tail -1; }
bring() { headroom "$1" import --org acme --data "$work/$2" "$logs"; }
sheet() { headroom "$1" report heaviest --from $first --to "$end" --format json --data "$work/$2"; }

bytes=$(du -sbc "$logs" | awk 'END {print $1}')
began=$(now)
lines=$(cat "$logs"/*.csv | wc -l)
counting=$(since "$began")
day=$(ls "$logs"/ApiTotalUsage-????-??-??.csv | tail -1)
load=$(cut -d' ' -f1-3 /proc/loadavg)
read -r plain_rows plain plain_cpu <<<"$("$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$classes:$jar" headroom.bench.PlainCopy "$day" "$work/plain.parquet" 3)"
rm -f "$work/plain.parquet"
say "importing ..."
bring one data
read -r rows new import_s <<<"$(said one)"
import_took=$took import_cpu=$cpu import_peak=$peak
peak=0
bring two data
read -r again again_new again_s <<<"$(said two)"
again_took=$took again_peak=$peak
[ "$again" = "$rows" ] || fail "the second import saw $again of $rows rows"
size=$(du -sm "$work/data" | cut -f1)

say "killing ..."
kills=()
for share in 0.3 0.5; do
  until=$(awk -v a="$import_took" -v b="$share" 'BEGIN {printf "%d", a * b + 1}')
  peak=0
  bring killed other
  [ "$code" = 137 ] || say "the import ended before it was killed"
  kills+=("$(grep -c ' new$' "$work/killed.out" || true)")
done
until=
bring after other
sheet whole data
sheet mended other
cmp -s "$work/whole.out" "$work/mended.out" && exact="the same report to the byte" || exact="ANOTHER REPORT"

say "reporting ..."
report_rows=""
for name in overview last-7-days heaviest errors retiring-versions reconcile limits advice; do
  read -r _ cold warm warm_cpu _ <<<"$("$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -cp "$classes:$jar" \
    headroom.bench.ReportTimes "$work/data" acme $first "$end" 7 $name)"
  if [ $name = overview ]; then headroom r report $name --data "$work/data"; else headroom r report $name --from $first --to "$end" --data "$work/data"; fi
  report_rows+="| $name | $cold | $warm ($warm_cpu) | $(awk -v a="$took" 'BEGIN {printf "%.0f", a * 1000}') ($(awk -v a="$cpu" 'BEGIN {printf "%.0f", a * 1000}')) |"$'\n'
done

cat <<TEXT
\`bench/import.sh $megabytes $days\` at $(git -C "$home" rev-parse --short HEAD) · $(machine) · JDK $("$jdk/bin/java" -version 2>&1 | sed -n '2s/.*build \([^)]*\)).*/\1/p') ·
load average before $load, after $(cut -d' ' -f1-3 /proc/loadavg)

| $(awk -v a="$bytes" 'BEGIN {printf "%.2f", a / 1e9}') GB in $(ls "$logs" | wc -l) files, $lines lines, $new of them different calls of $days days | |
|---|---|
| \`cat … \\| wc -l\`, for comparison | $counting s |
| DuckDB alone, CSV to Parquet, a file of $plain_rows rows, best of 3 | $(per "$plain_rows" "$plain") rows/s, $(awk -v a="$plain_cpu" -v b="$plain_rows" 'BEGIN {printf "%.2f", a * 1e6 / b}') µs CPU a row |
| first import | **$(per "$rows" "$import_s") rows/s** ($import_s s; the whole command $import_took s) |
| its CPU, the JVM's start and the sums included | $(awk -v a="$import_cpu" -v b="$rows" 'BEGIN {printf "%.2f", a * 1e6 / b}') µs a row, $(ratio "$(awk -v a="$import_cpu" -v b="$rows" 'BEGIN {print a / b}')" "$(awk -v a="$plain_cpu" -v b="$plain_rows" 'BEGIN {print a / b}')") × DuckDB alone |
| its most resident memory (VmHWM) | **$import_peak MB** |
| the same files again | **$again_new rows new**, $(per "$again" "$again_s") rows/s ($again_s s; $again_took s), $again_peak MB |
| killed twice by \`kill -9\` after ${kills[0]} and ${kills[1]} new files, then completed | $exact |
| on the disk | $size MB |

| report over all days, ms | first time in a process | later: median (CPU) | as a command, JVM included (CPU) |
|---|---|---|---|
$report_rows
TEXT
