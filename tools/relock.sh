#!/usr/bin/env bash
# Writes requirements.lock and requirements-test.lock anew from pyproject.toml (needs uv).
# Sphinx is left out: the package that holds MathJax names it, and MathJax does not need it.
set -euo pipefail
cd "$(dirname "$0")/.."
overrides=$(mktemp)
trap 'rm -f "$overrides"' EXIT
echo "sphinx ; sys_platform == 'never'" > "$overrides"
for extra in "" test; do
  lock="requirements${extra:+-$extra}.lock"
  uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-header \
    --no-annotate --no-emit-index-url --no-emit-find-links --overrides "$overrides" \
    ${extra:+--extra "$extra"} pyproject.toml |
    awk '/^[^ ]/ { skip = /sys_platform == .never./ } !skip' > "$lock"
done
