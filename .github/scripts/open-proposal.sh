#!/usr/bin/env bash
# Open or renew the draft pull request of an issue, and answer in the issue.
#
# PROPOSAL holds what `studybank propose` wrote: comment.md, and, if there is a question,
# question.yml and path. The branch has its name from the issue's number alone.
set -euo pipefail

[[ "$NUMBER" =~ ^[0-9]+$ ]]
branch="proposal/issue-$NUMBER"
comment="$PROPOSAL/comment.md"

if [[ -f "$PROPOSAL/question.yml" ]]; then
  path=$(head -c 200 "$PROPOSAL/path")
  if [[ ! "$path" =~ ^content/questions/[a-z0-9-]{1,64}/[a-z0-9-]{1,64}\.yml$ || -e "$path" ]]; then
    echo "The proposal has no path of a new question." >&2
    exit 1
  fi
  git config user.name "github-actions[bot]"
  git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
  git switch --quiet --force-create "$branch"
  mkdir -p "$(dirname "$path")"
  cp "$PROPOSAL/question.yml" "$path"
  git add -- "$path"
  git commit --quiet --message "$(basename "$path" .yml): propose" --message "Closes #$NUMBER"
  gh auth setup-git
  git push --quiet --force origin "$branch"
  if [[ -z "$(gh pr list --head "$branch" --state open --json number --jq '.[].number')" ]]; then
    gh pr create --draft --base main --head "$branch" \
      --title "Question from issue #$NUMBER" --body-file "$comment"
  else
    gh pr edit "$branch" --body-file "$comment"
  fi
fi
gh issue comment "$NUMBER" --edit-last --create-if-none --body-file "$comment"
