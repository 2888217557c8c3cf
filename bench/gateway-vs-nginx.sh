#!/usr/bin/env bash
# Measures the gateway, ledger on, against nginx in front of the same upstream: one run, interleaved,
# medians and spread. Prints a Markdown block; progress goes to the error stream. Loopback only.
#
#   bench/gateway-vs-nginx.sh [calls] [waiting] [rate] [big]     all four when none is named
#   ROUNDS=5 SECONDS_EACH=10 WARM=15 RATE_RUNS=7 BIG_MB=200 change the length
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/lib.sh
rounds=${ROUNDS:-5} each=${SECONDS_EACH:-10} warm=${WARM:-15} rate_runs=${RATE_RUNS:-7} big_mb=${BIG_MB:-200}
target=/services/data/v66.0/sobjects/Account/001000000000001AAA
for tool in nginx wrk curl; do command -v "$tool" >/dev/null || fail "needs $tool"; done
build

upstream() { # <name> <delay in ms>: prints its port
  java_program "upstream-$1" headroom.bench.Upstream "$work/upstream-$1.port" "$2"
  port=$(port_in "$work/upstream-$1.port")
}

gateway() { # <name> <port of its org> <JVM options ...>
  local name=$1 org=$2
  shift 2
  mkdir -p "$work/$name"
  java_program "$name" "$@" headroom.bench.MeteredGateway "$work/$name" "http://127.0.0.1:$org"
  pid=$last
  port=$(port_in "$work/$name/port")
}

free_port() {
  local candidate
  while :; do
    candidate=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || { printf '%s' "$candidate"; return; }
  done
}

start_nginx() {
  nginx_fast=$(free_port) nginx_slow=$(free_port)
  cat >"$work/nginx.conf" <<CONF
$([ "$(id -u)" != 0 ] || echo 'user root;')
daemon off; pid $work/nginx.pid; error_log $work/nginx.log warn;
worker_processes auto; worker_rlimit_nofile 20000;
events { worker_connections 8192; }
http {
  access_log off; keepalive_requests 100000000; client_max_body_size 0;
  client_body_temp_path $work/nginx-body; proxy_temp_path $work/nginx-proxy;
  fastcgi_temp_path $work/nginx-f; uwsgi_temp_path $work/nginx-u; scgi_temp_path $work/nginx-s;
  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_request_buffering off; proxy_max_temp_file_size 0;
  upstream fast { server 127.0.0.1:$fast; keepalive 64; keepalive_requests 100000000; }
  upstream slow { server 127.0.0.1:$slow; keepalive 1024; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$nginx_fast backlog=4096; location / { proxy_pass http://fast; } }
  server { listen 127.0.0.1:$nginx_slow backlog=4096; location / { proxy_pass http://slow; } }
}
CONF
  nginx -p "$work" -c "$work/nginx.conf" 2>"$work/nginx.err" &
  started+=($!)
  local master=$! _
  for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$nginx_fast/" && break; sleep 0.05; done
  nginx_pids="$master $(pgrep -P "$master" | tr '\n' ' ')"
}

# One run of wrk: sets calls_per_second and micros (CPU of the proxy per call).
load() { # <port> <connections> <seconds> <pids>
  local before after out calls
  before=$(cpu_ticks $4)
  out=$(wrk -t1 -c"$2" -d"$3s" --timeout 10s "http://127.0.0.1:$1$target")
  after=$(cpu_ticks $4)
  calls=$(sed -n 's/^ *\([0-9]*\) requests in.*/\1/p' <<<"$out")
  calls_per_second=$(sed -n 's/^Requests\/sec: *//p' <<<"$out" | cut -d. -f1)
  micros=$(awk -v t=$((after - before)) -v hz="$ticks" -v n="$calls" 'BEGIN {printf "%.1f", t / hz * 1e6 / n}')
  if grep -qE 'Non-2xx|Socket errors' <<<"$out"; then
    trouble+=("port $1: $(grep -E 'Non-2xx|Socket errors' <<<"$out" | tr -s ' ')")
  fi
}

compare() { # <title> <connections> <nginx port> <gateway port> <gateway pid>
  local n_cpu=() g_cpu=() n_rate=() g_rate=() round
  say "$1: warming up"
  load "$3" "$2" "$warm" "$nginx_pids"
  load "$4" "$2" "$warm" "$5"
  load "$4" "$2" "$warm" "$5"
  for round in $(seq "$rounds"); do
    load "$3" "$2" "$each" "$nginx_pids"; n_cpu+=("$micros"); n_rate+=("$calls_per_second")
    load "$4" "$2" "$each" "$5"; g_cpu+=("$micros"); g_rate+=("$calls_per_second")
    say "$1: round $round: nginx ${n_cpu[-1]} µs, gateway ${g_cpu[-1]} µs"
  done
  printf '| %s | %s (%s) | %s (%s) | **%s** | %s / %s |\n' "$1" \
    "$(median "${n_cpu[@]}")" "$(spread "${n_cpu[@]}")" "$(median "${g_cpu[@]}")" "$(spread "${g_cpu[@]}")" \
    "$(ratio "$(median "${g_cpu[@]}")" "$(median "${n_cpu[@]}")")" "$(median "${n_rate[@]}")" "$(median "${g_rate[@]}")" >>"$work/cpu.md"
}

fixed() { # <port>: sets p50 p99 high
  local out
  out=$("$jdk/bin/java" -Xmx256m -cp "$classes" headroom.bench.FixedRate "$1" "$target" 1000 "$each" 3)
  read -r p50 _ p99 high _ errors <<<"$out"
  [ "$errors" = 0 ] || trouble+=("fixed rate, port $1: $errors errors")
}

fixed_rates() {
  local d50=() d99=() n50=() n99=() n999=() g50=() g99=() g999=() run
  say "fixed rate: warming up"
  load "$gate_fast" 32 "$warm" "$gate_fast_pid"
  fixed "$gate_fast"
  for run in $(seq "$rate_runs"); do
    fixed "$fast"; d50+=("$p50"); d99+=("$p99")
    fixed "$nginx_fast"; n50+=("$p50"); n99+=("$p99"); n999+=("$high")
    fixed "$gate_fast"; g50+=("$p50"); g99+=("$p99"); g999+=("$high")
    say "fixed rate: run $run: p50 ${d50[-1]} / ${n50[-1]} / ${g50[-1]} µs, p99 ${d99[-1]} / ${n99[-1]} / ${g99[-1]} µs"
  done
  {
    printf '\n| 1,000 calls/s, µs from the moment due | direct | nginx | gateway | added by the gateway | against nginx |\n|---|---|---|---|---|---|\n'
    printf '| p50 | %s (%s) | %s (%s) | %s (%s) | **%s** | %s |\n' "$(median "${d50[@]}")" "$(spread "${d50[@]}")" \
      "$(median "${n50[@]}")" "$(spread "${n50[@]}")" "$(median "${g50[@]}")" "$(spread "${g50[@]}")" \
      "$(minus "$(median "${g50[@]}")" "$(median "${d50[@]}")")" "$(minus "$(median "${g50[@]}")" "$(median "${n50[@]}")")"
    printf '| p99 | %s (%s) | %s (%s) | %s (%s) | **%s** | %s |\n' "$(median "${d99[@]}")" "$(spread "${d99[@]}")" \
      "$(median "${n99[@]}")" "$(spread "${n99[@]}")" "$(median "${g99[@]}")" "$(spread "${g99[@]}")" \
      "$(minus "$(median "${g99[@]}")" "$(median "${d99[@]}")")" "$(minus "$(median "${g99[@]}")" "$(median "${n99[@]}")")"
    printf '| p99.9 | | %s | %s | | |\n' "$(median "${n999[@]}")" "$(median "${g999[@]}")"
  } >>"$work/rate.md"
}

big_bodies() { # 200 MB down and up through a gateway of 256 MB
  local bytes=$((big_mb * 1024 * 1024)) way name before took size
  head -c "$bytes" /dev/zero >"$work/big"
  gateway gateway-small "$fast" -Xmx256m
  local small=$port small_pid=$pid
  printf '\n| %s MB, gateway with -Xmx256m | nginx: s, CPU s | gateway: s, CPU s, peak memory MB |\n|---|---|---|\n' "$big_mb" >>"$work/big.md"
  for way in down up; do
    local row=""
    for name in nginx gateway; do
      local at=$nginx_fast pids=$nginx_pids
      [ "$name" = nginx ] || { at=$small; pids=$small_pid; }
      before=$(cpu_ticks $pids)
      if [ "$way" = down ]; then
        read -r took size < <(curl -sf -o /dev/null -w '%{time_total} %{size_download}\n' "http://127.0.0.1:$at/big/$bytes")
      else
        read -r took size < <(curl -sf -o /dev/null -w '%{time_total} %{size_upload}\n' -H 'Expect:' -H 'Content-Type: text/csv' \
          -T "$work/big" "http://127.0.0.1:$at/services/data/v66.0/jobs/ingest/7500000000001AAA/batches")
      fi
      [ "$size" = "$bytes" ] || trouble+=("$name $way: $size of $bytes bytes")
      row+=" $(awk -v t="$took" -v c=$(($(cpu_ticks $pids) - before)) -v hz="$ticks" 'BEGIN {printf "%.2f, %.2f", t, c / hz}')"
      [ "$name" = nginx ] && row+=" |" || row+=", $(peak_mb $pids) |"
    done
    printf '| %s |%s\n' "$way" "$row" >>"$work/big.md"
  done
}

wanted=${*:-calls waiting rate big}
trouble=()
upstream fast 0; fast=$port
upstream slow 50; slow=$port
gateway gateway-fast "$fast"; gate_fast=$port gate_fast_pid=$pid
gateway gateway-slow "$slow"; gate_slow=$port gate_slow_pid=$pid
start_nginx
ulimit -n 20000 2>/dev/null || true
touch "$work/cpu.md" "$work/rate.md" "$work/big.md"
for scenario in $wanted; do
  case $scenario in
    calls) compare "32 connections, 600-byte answers" 32 "$nginx_fast" "$gate_fast" "$gate_fast_pid" ;;
    waiting) compare "1,000 connections, upstream takes 50 ms" 1000 "$nginx_slow" "$gate_slow" "$gate_slow_pid" ;;
    rate) fixed_rates ;;
    big) big_bodies ;;
    *) fail "no scenario is called $scenario: calls, waiting, rate, big" ;;
  esac
done

cat <<HEAD
### Gateway (ledger on) against nginx, $(date -u '+%Y-%m-%d %H:%M UTC')

\`bench/gateway-vs-nginx.sh $wanted\` at $(git describe --always --dirty 2>/dev/null || echo unknown) · $(machine) ·
$("$jdk/bin/java" -version 2>&1 | sed -n 2p | sed 's/.*(build \(.*\))/JDK \1/') · $(nginx -v 2>&1 | sed 's/.*: //') · load, upstream and proxy share the cores ·
$rounds rounds of $each s, interleaved, after $warm s of warm-up (gateway twice) · load average at the end $(cut -d' ' -f1 /proc/loadavg)

HEAD
if [ -s "$work/cpu.md" ]; then
  printf '| CPU per call, µs: median (spread) | nginx | gateway | ratio | calls/s nginx / gateway |\n|---|---|---|---|---|\n'
  cat "$work/cpu.md"
fi
cat "$work/rate.md" "$work/big.md"
if [ ${#trouble[@]} -gt 0 ]; then
  printf '\nNot clean:\n'
  printf -- '- %s\n' "${trouble[@]}"
fi
