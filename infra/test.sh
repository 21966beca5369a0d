#!/usr/bin/env bash
# Builds everything, checks what must not be published, runs every test. Arguments go to `dotnet test`.
# Needs the .NET 10 SDK and Node 20; Azurite is installed from npm by the tests themselves, Chromium from Debian here.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [[ -z ${FOLLOWUP_CHROMIUM:-} ]] && ! command -v chromium-headless-shell chromium >/dev/null; then
  as_root=()
  if [[ $(id -u) != 0 ]]; then as_root=(sudo -n); fi
  if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "The tests need Chromium. Install it (Debian: apt-get install chromium-headless-shell), or say in FOLLOWUP_CHROMIUM where one is." >&2
    exit 1
  fi
  echo "Installing Chromium, for the browser tests:"
  "${as_root[@]}" apt-get update -qq
  # A sans-serif font comes with what it depends on.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null
fi

bash infra/bicep.sh

audit=$(dotnet restore infra/audit --force)
if ! grep -q 'NU190[1-4]' <<<"$audit"; then
  echo "warning: this package feed has no audit data, so vulnerable packages go unnoticed here." >&2
fi

dotnet build FollowUpFunctions.sln
dotnet format whitespace FollowUpFunctions.sln --verify-no-changes --no-restore

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test FollowUpFunctions.sln --no-build "$@" 2>&1 | tee "$log" || status=$?
# One line that says it all, whatever the runner's own look like.
awk -F'[:,]' '/Failed: +[0-9]+, Passed: +[0-9]+/ { failed += $2; passed += $4 } END { printf "%d passed, %d failed\n", passed, failed }' "$log"
exit "$status"
