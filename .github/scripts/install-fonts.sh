#!/usr/bin/env bash
# Install the font that books and browser tests set Chinese in.
set -euo pipefail

if fc-list :lang=zh 2>/dev/null | grep -q "Noto.*CJK"; then
  exit 0
fi
sudo apt-get update -qq
sudo apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-cjk
