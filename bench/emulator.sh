#!/usr/bin/env bash
# How fast the emulator is: start to first answer, single-record reads and creates a second.
# wrk and the emulator share the machine's cores. Usage: bench/emulator.sh [seconds]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
seconds=${1:-8}
build
work=$(mktemp -d)
started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$work"' EXIT

port=18470
url=http://127.0.0.1:$port
began=$(date +%s%N)
"$jdk/bin/java" --enable-native-access=ALL-UNNAMED -jar "$jar" emulator --port $port --allocation 2000000000 >"$work/log" 2>&1 &
started+=($!)
until curl -fs "$url/services/data" >/dev/null 2>&1; do
  [ $((($(date +%s%N) - began) / 1000000)) -lt 20000 ] || fail "no answer: $(cat "$work/log")"
done
echo "start to first answer: $((($(date +%s%N) - began) / 1000000)) ms"

token=$(curl -fs "$url/services/oauth2/token" -d "grant_type=password&client_id=bench&username=b@x.example&password=p" |
  sed 's/.*"access_token":"\([^"]*\)".*/\1/')
sobjects=$url/services/data/v66.0/sobjects/Account
id=$(curl -fs "$sobjects" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"Name":"Bench"}' |
  sed 's/.*"id":"\([^"]*\)".*/\1/')
cat >"$work/create.lua" <<LUA
wrk.method = "POST"
wrk.body = '{"Name":"Bench account","Phone":"+49 30 1234","Industry":"Energy","AnnualRevenue":1000.5}'
wrk.headers["Content-Type"] = "application/json"
LUA
run() { wrk -t1 -c16 -d"$2"s --latency -H "Authorization: Bearer $token" "${@:3}" |
  awk -v what="$1" '/50%/{p50=$2} /99%/{p99=$2} /Requests\/sec/{print what ": " $2 "/s, p50 " p50 ", p99 " p99} /Non-2xx/{print}'; }
run "warm-up" 4 "$sobjects/$id?fields=Name,Phone"
run "reads, two fields" "$seconds" "$sobjects/$id?fields=Name,Phone"
run "reads, all fields" "$seconds" "$sobjects/$id"
run "creates" "$seconds" -s "$work/create.lua" "$sobjects"
run "queries by id" "$seconds" "$url/services/data/v66.0/query?q=SELECT+Id,Name+FROM+Account+WHERE+Id='$id'"
