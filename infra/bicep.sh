#!/usr/bin/env bash
# Compiles and lints the template and its parameter files; a warning counts as an error. For Linux x64; needs the network to restore the CLI.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet restore bicep --verbosity quiet
bicep=$(dotnet msbuild bicep -getProperty:BicepPath)
bicep=${bicep//\\//}

said=$(mktemp)
trap 'rm -f "$said"' EXIT
check() {
  echo "bicep $*"
  # Its exit code tells of errors only, and it writes warnings to stderr.
  if ! "$bicep" "$@" 2>"$said" >/dev/null || [[ -s $said ]]; then
    cat "$said" >&2
    exit 1
  fi
}
check build --stdout main.bicep
check lint main.bicep
for parameters in *.bicepparam; do
  check build-params --stdout "$parameters"
done
