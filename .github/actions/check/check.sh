#!/usr/bin/env bash
# Judges the catalogue once and reports it as a runner of GitHub shows it: annotations on the changed lines, Markdown in
# the summary of the job, SARIF where it is wanted. Ends with the exit code of the judgement.
#
# CONCORDAT, if set, is the command to run in the place of the one from npm.
set -euo pipefail

concordat() {
  if [ -n "${CONCORDAT:-}" ]; then
    bash -c "$CONCORDAT \"\$@\"" concordat "$@"
  else
    npx --yes "concordat@${CONCORDAT_VERSION:-latest}" "$@"
  fi
}

arguments=("${INPUT_COMMAND:-check}" "--project=${INPUT_PROJECT:-.}" --format json)

if [ "${INPUT_COMMAND:-check}" = check ]; then
  against=${INPUT_AGAINST:-}
  if [ -z "$against" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    against="origin/$GITHUB_BASE_REF"
    # A checkout has the merged commit alone, unless it was told otherwise.
    git rev-parse --verify --quiet "$against^{commit}" > /dev/null ||
      git fetch --quiet --no-tags --depth=1 origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/$against"
  fi
  if [ -n "$against" ]; then arguments+=("--against=$against"); fi
fi

work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/concordat.XXXXXX")
code=0
concordat "${arguments[@]}" > "$work/findings.json" 2> "$work/words" || code=$?

# Words may quote a stranger's schema; a line of them must not be taken for a command to the runner.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"
cat "$work/words"
echo "::$token::"

if [ -s "$work/findings.json" ]; then
  concordat report "$work/findings.json" --format github
  concordat report "$work/findings.json" --format markdown > "$work/report.md"
  cat "$work/report.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
  if [ -n "${INPUT_SARIF:-}" ]; then concordat report "$work/findings.json" --format sarif > "$INPUT_SARIF"; fi
  echo "markdown=$work/report.md" >> "${GITHUB_OUTPUT:-/dev/null}"
else
  echo "::error title=concordat::it could not do its job (exit code $code); the log of this step says why"
fi
echo "exit-code=$code" >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
