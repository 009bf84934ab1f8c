#!/bin/sh
# From a fresh clone on Debian 12 to the first report: installs, builds, checks the seed article, shows the findings.
# usage: sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
sh examples/install.sh

[ -f build/build.ninja ] || meson setup build >/dev/null || { meson setup build; exit 1; }
ninja -C build | tail -n 1

source=examples/seed/article.reconstructed.ru.txt
target=examples/seed/article.de.txt
echo
echo "Checking $target against $source"
echo "(a German machine translation, and a Russian source that is a RECONSTRUCTION, not the original)"
echo
build/mtqc check -s ru -t de --fail-on none --report html=build/seed-report.html --report json=build/seed-report.json "$source" "$target"
echo
echo "The same to look at: build/seed-report.html (open it in a browser), and as JSON: build/seed-report.json"
echo "The translation alone: build/mtqc check -t de --target-only $target"
