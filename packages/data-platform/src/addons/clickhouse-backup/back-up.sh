#!/bin/bash
# Has one replica of ClickHouse copy its files to S3, and waits until they are there: of everything if the last such copy is older
# than FULL_EVERY_DAYS, else of what changed since the last backup.
#
# The server that it asks is the container beside each replica: https://github.com/Altinity/clickhouse-backup#api
set -euo pipefail

: "${SERVERS:?addresses of the servers, the first that answers is used}"
: "${PASSWORD:?of the user backup}"
: "${FULL_EVERY_DAYS:?days}"
: "${AUTHORITY:?file with the authority of the servers}"
ASK_EVERY="${ASK_EVERY:-15}"

say() { echo "backup: $*" >&2; }

fail() {
  say "FAILED: $*"
  exit 1
}

# The password stands in no list of processes.
SETTINGS="$(mktemp)"
trap 'rm -f "${SETTINGS}"' EXIT
printf 'user = "backup:%s"\ncacert = "%s"\nsilent\nshow-error\nfail\nconnect-timeout = 10\nmax-time = 120\n' "${PASSWORD}" "${AUTHORITY}" >"${SETTINGS}"

ask() { curl --config "${SETTINGS}" "$@"; }

# Lists come as objects, one after another, or as one list.
objects() { jq --slurp --compact-output 'flatten[]'; }

find_server() {
  local server
  for server in ${SERVERS}; do
    if ask "${server}/backup/actions" >/dev/null; then
      echo "${server}"
      return
    fi
    say "${server} does not answer"
  done
  return 1
}

# Names of backups that are whole, the oldest first: their names tell when they were made.
whole_backups() {
  ask "${SERVER}/backup/list/remote" | objects |
    jq --raw-output 'select((.desc // "") | test("broken") | not) | .name | select(test("^(full|since)-[0-9]{8}T[0-9]{6}$"))' |
    sort --field-separator=- --key=2
}

made_at() { date --utc --date "$(sed -E 's/^[a-z]+-(....)(..)(..)T(..)(..)(..)$/\1-\2-\3 \4:\5:\6/' <<<"$1")" +%s; }

command_for_now() {
  local now="$1" names last_full last
  names="$(whole_backups)"
  last_full="$(grep '^full-' <<<"${names}" | tail -n 1 || true)"
  last="$(tail -n 1 <<<"${names}")"
  if [[ -z "${last_full}" ]] || (($(date --utc +%s) - $(made_at "${last_full}") >= FULL_EVERY_DAYS * 86400 - 3600)); then
    echo "create_remote full-${now}"
  else
    echo "create_remote --diff-from-remote=${last} since-${now}"
  fi
}

state_of() {
  ask "${SERVER}/backup/actions" | objects |
    jq --raw-output --arg command "$1" 'select(.command == $command) | "\(.status) \(.error // "")"' | tail -n 1
}

SERVER="$(find_server)" || fail 'no server answers'
COMMAND="$(command_for_now "$(date --utc +%Y%m%dT%H%M%S)")"
say "${SERVER}: ${COMMAND}"
ask --request POST --data "$(jq --null-input --compact-output --arg command "${COMMAND}" '{command: $command}')" \
  "${SERVER}/backup/actions" >/dev/null || fail "${SERVER} does not take the command; another one may be running"
while true; do
  STATE="$(state_of "${COMMAND}")" || fail "${SERVER} is gone"
  case "${STATE}" in
    success*) break ;;
    'in progress'*) sleep "${ASK_EVERY}" ;;
    *) fail "${STATE:-the server knows nothing of it, so it was started anew}" ;;
  esac
done
say 'done'
