#!/usr/bin/env bash
# Lives a round through on the FollowUp at URL, a test installation, and searches what it logged for the tokens of the links in its mails.
#   infra/smoke.sh URL [LOG...]
# FOLLOWUP_KEY_FILE holds its function key, FOLLOWUP_MAILS is the folder of its mails: those of `serve` if nothing else is said.
set -euo pipefail
if [[ $# == 0 ]]; then
  sed -n '2,4s/^# *//p' "$0" >&2
  exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
options=(--against "$1" --key-file "${FOLLOWUP_KEY_FILE:-.local/function-key}" --mails "${FOLLOWUP_MAILS:-.local/outbox}")
for log in "${@:2}"; do options+=(--log "$log"); done
exec dotnet run --project "$root/functions/FollowUp.Local" -- demo "${options[@]}"
