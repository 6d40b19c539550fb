#!/usr/bin/env bash
# Find the open pull request that a run of "Build" belongs to, and fetch its site as site.zip.
#
# The number is asked of GitHub by branch and commit; an artefact could claim any.
set -euo pipefail

number=$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f head="$HEAD" \
  --jq 'map(select(.head.sha == env.HEAD_SHA)) | first | .number // empty')
if [[ ! "$number" =~ ^[0-9]+$ ]]; then
  echo "No open pull request has this commit as its last one: there is nothing to preview." >&2
  exit 1
fi
artefact=$(gh api "repos/$REPOSITORY/actions/runs/$RUN/artifacts" \
  --jq '.artifacts | map(select(.name == "site" and .size_in_bytes < 200000000)) | first | .id // empty')
if [[ ! "$artefact" =~ ^[0-9]+$ ]]; then
  echo "The run has no artefact \"site\" below 200 MB." >&2
  exit 1
fi
gh api "repos/$REPOSITORY/actions/artifacts/$artefact/zip" >site.zip
echo "NUMBER=$number" >>"$GITHUB_ENV"
