#!/bin/sh
# Brings RisingWave into line with the files beside this one. It can be run again at any time: what is there already is passed by, since
# the name of each thing has the digest of what it is; and what no file names any more is dropped, sinks first, since they need views,
# and views need sources.
set -eu

: "${ROOT_PASSWORD:?of the user root}"
: "${KAFKA_PASSWORD:?of RisingWave's user in Kafka}"

# The chart sets no password that comes from a Secret, so the first run does. A user without one is let in with any.
PGPASSWORD="${ROOT_PASSWORD}"
export PGPASSWORD

# Passwords come by the environment: an argument would stand in the list of processes.
run() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"; }

FOLDER="$(dirname "$0")"
run --file "${FOLDER}/start.sql"
run --file "${FOLDER}/drop-others.sql"
for file in "${FOLDER}"/table-*.sql; do
  [ -e "${file}" ] || break
  run --file "${file}"
  echo "${file##*/} is there"
done
echo 'RisingWave is as the code says'
