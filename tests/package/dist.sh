#!/bin/sh
# The tarball that `meson dist` makes builds by itself, with what examples/install.sh installs and nothing of the working tree:
# it is unpacked, built, installed below a staging folder, and the command finds what it should. Takes a build; no part of the
# test suite. usage: sh tests/package/dist.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
unset MTQC_DATA LD_LIBRARY_PATH
meson dist -C "$build" --no-tests --formats gztar --allow-dirty >"$box/log" 2>&1 || { tail -n 20 "$box/log"; exit 1; }
tarball=$(find "$build/meson-dist" -name '*.tar.gz')
(cd "$build/meson-dist" && sha256sum --quiet -c "$(basename "$tarball").sha256sum")
tar -C "$box" -xzf "$tarball"
cd "$box"/mtqc-*
env -u GIT_DIR HOME="$box" meson setup build --buildtype=release --werror >"$box/log"
ninja -C build >"$box/log" || { tail -n 40 "$box/log"; exit 1; }
DESTDIR="$box/staged" meson install -C build --no-rebuild >"$box/log"
printf 'The train has 12 wagons.\n' >"$box/source"
printf 'Der Zug hat 21 Wagen.\n' >"$box/target"
mtqc=$(find "$box/staged" -path '*/bin/mtqc')
"$mtqc" check --aligned -s en -t de --fail-on none --format jsonl "$box/source" "$box/target" | grep -q number-mismatch
echo "$(basename "$tarball"): unpacked, built, installed, and it finds what it should"
