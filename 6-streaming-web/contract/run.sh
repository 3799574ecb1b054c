#!/bin/sh
# Starts lesson 6 and lets the AI SDK's own clients hold a conversation with it.
# `run.sh --app` also builds the SvelteKit app and drives it in Chromium against the same server.
# Needs Node 20.19 or newer, and for --app /usr/bin/chromium (or CHROMIUM). Leaves nothing running.
set -eu
cd "$(dirname "$0")"
npm ci --silent --no-audit --no-fund

# No key of whoever runs this is used; the offline model's scripts do not wait.
unset OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL OPENAI_API
dir=$(mktemp -d)
mkfifo "$dir/out"
(cd ../.. && exec env HOST=127.0.0.1 PORT=0 CHAT_DATABASE="$dir/chats.db" CHAT_QUESTIONS_PER_MINUTE=1000 OFFLINE_PACE=0 \
  mvn -q -pl 6-streaming-web compile exec:java) >"$dir/out" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -r "$dir"' EXIT
trap 'exit 1' INT TERM

# Reading the pipe waits for the line with the address, or for the end of a server that failed.
exec 3<"$dir/out"
BASE_URL=
while read -r line <&3; do
  case $line in
    "The chat is at http://"*)
      BASE_URL=${line#The chat is at }
      BASE_URL=${BASE_URL%% *}
      break
      ;;
    *) echo "$line" >&2 ;;
  esac
done
if [ -z "$BASE_URL" ]; then
  echo "the lesson's server did not start" >&2
  exit 1
fi
cat <&3 >&2 &
export BASE_URL

node --experimental-websocket check.mjs # Node 20 has it behind this flag
if [ "${1:-}" = --app ]; then
  cd ../sveltekit
  npm ci --silent --no-audit --no-fund
  npm run --silent check
  npm run --silent build >"$dir/build"
  node e2e.mjs
fi
