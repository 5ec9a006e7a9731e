#!/usr/bin/env bash
# Runs concordat for a hook of pre-commit: the one that the project has installed, else that of npm. CONCORDAT, if set, is
# the command to run in their place.
set -euo pipefail

if [ -n "${CONCORDAT:-}" ]; then
  exec bash -c "$CONCORDAT \"\$@\"" concordat "$@"
fi
exec npx --yes concordat "$@"
