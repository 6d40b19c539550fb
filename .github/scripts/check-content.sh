#!/usr/bin/env bash
# Check the content: annotations for the lines of the change, everything in the job's summary.
#
# BASE: the commit that the change starts from; empty or unknown on the first push of a branch.
set -euo pipefail

options=()
if [[ "${BASE:-}" =~ ^[0-9a-f]{40}$ ]] && git cat-file -e "$BASE^{commit}" 2>/dev/null; then
  options=(--base "$BASE")
fi

status=0
python3 run.py check --format github "${options[@]}" || status=$?

# A problem quotes what an author wrote; an indented block shows it as it is.
{
  if [[ $status -eq 0 ]]; then
    printf '## ✅ The content has no errors · 内容没有错误\n\n'
  else
    printf '## ❌ The content has errors · 内容有错误\n\n'
    printf 'Each code is explained in [docs_src/codes.en.md](%s) · 每个代码的说明见 [docs_src/codes.zh.md](%s)\n\n' \
      "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/main/docs_src/codes.en.md" \
      "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/main/docs_src/codes.zh.md"
  fi
  python3 run.py check --format text "${options[@]}" | head -c 500000 | sed 's/^/    /' || true
} >>"$GITHUB_STEP_SUMMARY"
exit "$status"
