#!/bin/sh
# Installs by apt what mtqc is built with on Debian 12, and the dictionaries that its language packs are made from.
# usage: sh examples/install.sh [tests]     with "tests": also what the test suite needs
# Asks for sudo only when something is missing and the user is not root.
set -eu

packages="gcc g++ meson ninja-build pkg-config libicu-dev libhunspell-dev libstemmer-dev zlib1g-dev libinih-dev libxml2-dev libcmark-dev
  hunspell-de-de hunspell-en-us hunspell-ru hunspell-fr hunspell-es
  trans-de-en mueller7-dict dict-freedict-deu-rus dict-freedict-deu-fra dict-freedict-fra-deu dict-freedict-eng-rus
  dict-freedict-eng-spa dict-freedict-deu-ita dict-freedict-deu-nld dict-freedict-deu-pol dict-freedict-deu-swe dict-freedict-fra-rus
  dict-freedict-ita-rus dict-freedict-nld-rus dict-freedict-pol-rus dict-freedict-swe-rus iso-codes libgweather-4-common
  wngerman wamerican wfrench openthesaurus-de-text"
[ "${1:-}" = tests ] && packages="$packages check locales clang clang-tidy cppcheck valgrind libclang-rt-14-dev cmake python3 git groff zsh fish libxml2-utils python3-jsonschema
  python3-selenium chromium chromium-driver python3-mesonpy patchelf
  python3-pytest python3-hypothesis mypy python3-distributed python3-pandas python3-venv python3-pip"

missing=""
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

run=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install these packages first:$missing" >&2; exit 1; }
  run=sudo
fi
echo "Installing:$missing"
$run apt-get update -qq
# shellcheck disable=SC2086  # the list is meant to be split
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
