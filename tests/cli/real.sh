#!/bin/sh
# Files made by other people: the PO, XLIFF and TMX files that some Debian packages hold are read without an error. Packages are
# fetched by apt and unpacked, not installed; source packages with lists of apt's own in a folder of ours, since most machines
# have none. What a mirror does not have is told; without a network the test is skipped. Prints TAP.
# usage: real.sh MTQC
mtqc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
cd "$box" || exit 1
binary="php-symfony-validator php-symfony-security-core php-symfony-form ceph-mgr-dashboard python3-wtforms python3-humanize"
source="libxml-tmx-perl php-oscarotero-gettext"

# shellcheck disable=SC2086  # the list is meant to be split
if ! timeout 100 apt-get download $binary >log 2>&1; then
  echo "1..0 # SKIP no packages: $(tail -n 1 log)"
  exit 0
fi
for package in *.deb; do dpkg-deb -x "$package" files; done

mkdir -p apt/lists/partial apt/cache/archives/partial
# shellcheck disable=SC2016  # apt puts in what $(…) means
apt-get indextargets --format 'deb-src $(SITE) $(RELEASE) main' 'Created-By: Packages' 2>/dev/null | head -n 1 >apt/sources.list
ours() {
  timeout 100 apt-get -qq -o Dir::State="$box/apt" -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$box/apt/cache" \
    -o Dir::Etc::sourcelist="$box/apt/sources.list" -o Dir::Etc::sourceparts=- -o APT::Sandbox::User= "$@" >log 2>&1
}
ours update || echo "# no lists of source packages: $(tail -n 1 log)"
for package in $source; do
  ours source --download-only --tar-only "$package" || echo "# no source of $package: $(tail -n 1 log)"
done
for archive in *.orig.tar.*; do
  [ -f "$archive" ] && mkdir -p "files/$archive" && tar -xf "$archive" -C "files/$archive"
done

# `files` of an ending must be at least so many, all of them read.
number=0
failures=0
expect() { # ENDING LEAST
  number=$((number + 1))
  find files -name "*.$1" | sort >list
  refused=0
  while read -r file; do
    "$mtqc" check -s en -t de --only number-mismatch --fail-on none "$file" >out 2>err </dev/null && continue
    refused=$((refused + 1))
    sed 's/^/# /' err
  done <list
  count=$(wc -l <list)
  if [ "$count" -eq 0 ] && [ "$1" = tmx ]; then
    echo "ok $number - tmx # SKIP none to be had"
  elif [ "$count" -ge "$2" ] && [ "$refused" -eq 0 ]; then
    echo "ok $number - $1: $count files of others are read"
  else
    failures=$((failures + 1))
    echo "not ok $number - $1: $count files of others, $refused of them refused"
  fi
}
echo "1..5"
expect po 20
expect xlf 100
expect tmx 1

# What mtqc writes as TMX is valid by the DTD of TMX 1.4, which a package brings along.
valid() { # NAME FILE
  number=$((number + 1))
  if [ -z "$dtd" ] || ! command -v xmllint >/dev/null; then
    echo "ok $number - $1 # SKIP no tmx14.dtd or no xmllint"
  elif xmllint --noout --dtdvalid "$dtd" "$2" 2>err; then
    echo "ok $number - $1"
  else
    failures=$((failures + 1))
    echo "not ok $number - $1"
    sed 's/^/# /' err
  fi
}
dtd=$(find files -name tmx14.dtd | head -n 1)
printf 'One bridge & 12 wagons.\n' >source
printf 'Eine Brücke & 12 Wagen.\n' >target
"$mtqc" align -s en -t de --format tmx source target >aligned.tmx
valid "the TMX of an alignment is valid" aligned.tmx
tmx=$(find files -name sample.tmx | head -n 1)
[ -z "$tmx" ] || "$mtqc" check -s en -t pt --fail-on none --annotate annotated.tmx "$tmx" >out 2>err
valid "a TMX file with findings is valid" annotated.tmx
[ "$failures" -eq 0 ]
