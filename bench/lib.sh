# Shared by the benchmarks: a JDK 25, the packaged jar, processes that end with the script, medians.
# shellcheck shell=bash
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ticks=$(getconf CLK_TCK)

say() { printf '%s\n' "$*" >&2; }
fail() { say "bench: $*"; exit 1; }

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -x "$candidate/bin/javac" ] && [ -r "$candidate/release" ] || continue
    [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")" -ge 25 ] 2>/dev/null || continue
    printf '%s' "$candidate"
    return
  done
  fail "needs a JDK 25 or newer: set JAVA_HOME."
}

# Builds the jar if it is missing or older than its sources, and the benchmark programs against it.
build() {
  jdk=$(find_jdk)
  jar=$home/target/headroom.jar
  if [ ! -f "$jar" ] || [ -n "$(find "$home/pom.xml" "$home/src/main" -newer "$jar" -print -quit)" ]; then
    say "building ..."
    mvn -B -q -f "$home/pom.xml" -Dmaven.test.skip=true package >&2 || fail "the build failed"
  fi
  classes=$home/target/bench-programs
  rm -rf "$classes" && mkdir -p "$classes"
  "$jdk/bin/javac" -proc:none -nowarn -cp "$jar" -d "$classes" "$home"/bench/java/headroom/bench/*.java
}

# Runs a benchmark program in the background: java_program <name of the log> <options and main ...>
java_program() {
  local log=$1
  shift
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -cp "$classes:$jar" "$@" >"$work/$log.log" 2>&1 &
  started+=($!)
  last=$!
}

# Waits for a file with a port and prints it.
port_in() {
  local _
  for _ in $(seq 200); do
    [ -s "$1" ] && { cat "$1"; return; }
    sleep 0.05
  done
  fail "nothing wrote $1; see the logs in $work"
}

# CPU ticks of these processes so far.
cpu_ticks() {
  local pid sum=0 fields
  for pid in "$@"; do
    fields=$(sed 's/.*) //' "/proc/$pid/stat")
    # shellcheck disable=SC2086
    set -- $fields
    sum=$((sum + ${12} + ${13}))
  done
  printf '%s' "$sum"
}

# The most memory these processes ever held, MB.
peak_mb() {
  local pid sum=0
  for pid in "$@"; do
    sum=$((sum + $(sed -n 's/VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")))
  done
  printf '%s' "$((sum / 1024))"
}

median() { printf '%s\n' "$@" | sort -g | awk '{v[NR]=$1} END {print NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
spread() { printf '%s\n' "$@" | sort -g | awk 'NR==1{a=$1} {b=$1} END {print a"–"b}'; }
minus() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%+d", a - b}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }

machine() {
  printf '%s, %s cores, %s, %s' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1 | sed 's/^$/unknown CPU/')" "$(nproc)" \
    "$(awk '/MemTotal/ {printf "%.0f GB", $2 / 1048576}' /proc/meminfo)" "Linux $(uname -r | cut -d- -f1)"
}

end_started() {
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ -n "${KEEP:-}" ] || rm -rf "$work"
}

work=$(mktemp -d)
started=()
trap end_started EXIT
trap 'exit 130' INT TERM
