#!/bin/sh
# Starts the offline model by itself and lets the official JavaScript clients talk to it.
# Needs Node 20 or newer. Leaves nothing running.
set -eu
cd "$(dirname "$0")"
npm ci --silent --no-audit --no-fund

dir=$(mktemp -d)
mkfifo "$dir/out"
(cd ../../.. && exec env OFFLINE_PACE=0 mvn -q -pl :offline-model compile exec:java -Dserve -Dport=0) \
  >"$dir/out" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -r "$dir"' EXIT

# Reading the pipe waits for the line with the address, or for the end of a server that failed.
exec 3<"$dir/out"
url=
while read -r line <&3; do
  case $line in
    "offline model at "*) url=${line#offline model at }; url=${url%% *}; break ;;
    *) echo "$line" >&2 ;;
  esac
done
if [ -z "$url" ]; then
  echo "the offline model did not start" >&2
  exit 1
fi

OPENAI_BASE_URL=$url OPENAI_API_KEY=any node check.mjs
