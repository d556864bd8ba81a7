#!/usr/bin/env bash
# Holds lp-ready against `rg --hidden --no-ignore -c livepeer` on the same trees, in one run, and fails when a goal is missed:
#   100,000 files: at most twice rg's wall time and 150 MB of memory
#   a 2,000-file application: at most 100 ms
# Needs Linux, a Rust toolchain, Python 3, ripgrep, hyperfine and GNU time.
#
#   TREES=FOLDER     where the trees are made and kept (about 500 MB)
#   LP_READY=BINARY  the binary to measure instead of a fresh release build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for tool in rg hyperfine python3 /usr/bin/time; do
    command -v "$tool" >/dev/null || { echo "versus.sh needs $tool" >&2; exit 2; }
done

trees=${TREES:-${TMPDIR:-/tmp}/lp-ready-trees}
mkdir -p "$trees"
if [[ -z ${LP_READY:-} ]]; then
    cargo build --release --quiet
    LP_READY=${CARGO_TARGET_DIR:-target}/release/lp-ready
fi
python3 benches/trees.py "$trees"
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# 0 is ready and 1 is not; anything else is no audit, and not worth measuring.
audits() {
    local status=0
    /usr/bin/time -f %M -o "$results/memory" "$LP_READY" audit "$1" >/dev/null || status=$?
    [[ $status -le 1 ]] || { echo "lp-ready audit $1 ended with $status" >&2; exit 2; }
    # GNU time puts a line of its own before the figure when the status is not 0.
    tail -n 1 "$results/memory"
}

memory=$(audits "$trees/large")
audits "$trees/app" >/dev/null
hyperfine --shell=none --ignore-failure --warmup 2 --runs 10 --style basic --export-json "$results/large.json" \
    --command-name rg "rg --hidden --no-ignore -c livepeer $trees/large" \
    --command-name lp-ready "$LP_READY audit $trees/large"
hyperfine --shell=none --ignore-failure --warmup 3 --runs 20 --style basic --export-json "$results/app.json" \
    --command-name lp-ready "$LP_READY audit $trees/app"

python3 - "$results" "$memory" <<'PYTHON'
import json
import pathlib
import sys

results, memory = pathlib.Path(sys.argv[1]), int(sys.argv[2]) / 1024
rg, large = (run["mean"] for run in json.loads((results / "large.json").read_text())["results"])
(app,) = (run["mean"] for run in json.loads((results / "app.json").read_text())["results"])
goals = [
    (f"100,000 files: {large * 1000:.0f} ms, rg {rg * 1000:.0f} ms, ratio {large / rg:.2f}", large / rg, 2.0, ""),
    (f"100,000 files: peak memory {memory:.0f} MB", memory, 150, " MB"),
    (f"2,000 files: {app * 1000:.0f} ms", app * 1000, 100, " ms"),
]
missed = [goal for goal in goals if goal[1] > goal[2]]
for text, value, most, unit in goals:
    print(f"{'MISSED' if value > most else 'ok':6} {text} (at most {most}{unit})")
sys.exit(1 if missed else 0)
PYTHON
