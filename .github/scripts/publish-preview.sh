#!/usr/bin/env bash
# Put the folder preview/ into the repository of the previews as pr-NUMBER/, and leave a link.
#
# Previews of pull requests that are no longer open go at the same time; one commit holds all.
set -euo pipefail

[[ "$NUMBER" =~ ^[0-9]+$ ]]
key=$(mktemp)
trap 'rm -f "$key"' EXIT
printf '%s\n' "$PREVIEW_DEPLOY_KEY" >"$key"
export GIT_SSH_COMMAND="ssh -i $key -o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new"

remote=${PREVIEW_REMOTE:-git@github.com:$PREVIEW_REPOSITORY.git}
git clone --quiet --depth 1 "$remote" previews 2>/dev/null || git init --quiet --initial-branch main previews
open=$(gh pr list --repo "$REPOSITORY" --state open --limit 1000 --json number --jq '.[].number')
for folder in previews/pr-*; do
  [[ -d "$folder" ]] || continue
  grep -qx "${folder##*/pr-}" <<<"$open" || rm -rf "$folder"
done
rm -rf "previews/pr-$NUMBER"
cp -R preview "previews/pr-$NUMBER"
touch previews/.nojekyll

git -C previews add --all
git -C previews -c user.name="github-actions[bot]" \
  -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
  commit --quiet --allow-empty --message "Preview pull request $NUMBER"
# Without a history: previews are large and of no interest later.
tree=$(git -C previews rev-parse "HEAD^{tree}")
commit=$(git -C previews -c user.name="github-actions[bot]" \
  -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
  commit-tree "$tree" -m "Previews of open pull requests")
git -C previews push --quiet --force "$remote" "$commit:refs/heads/main"

gh pr comment "$NUMBER" --repo "$REPOSITORY" --edit-last --create-if-none \
  --body "Preview · 预览: ${PREVIEW_URL%/}/pr-$NUMBER/"
