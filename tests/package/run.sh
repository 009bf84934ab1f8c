#!/bin/sh
# What is installed works, staged (DESTDIR) and moved elsewhere: the command, its packs, its man page, and a C++ program that
# finds the library through pkg-config and through CMake. Prints TAP.
# usage: run.sh BUILD_FOLDER SOURCE_FOLDER
build=$1
root=$2
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
unset MTQC_DATA LD_LIBRARY_PATH
number=0
failures=0

try() {
  name=$1
  shift
  number=$((number + 1))
  if "$@" >"$box/log" 2>&1; then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    failures=$((failures + 1))
    sed 's/^/# /' "$box/log" | tail -n 20
  fi
}

try "meson install --destdir" meson install -C "$build" --no-rebuild --destdir "$box/staged"
mkdir "$box/work"
cd "$box/work" || exit 1

# The C++ program, against the staged library.
pc=$(find "$box/staged" -name mtqc.pc)
prefix=$(sed -n 's/^prefix=//p' "$pc")
library=$(dirname "$(dirname "$pc")")
export PKG_CONFIG_PATH="$library/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$box/staged" LD_LIBRARY_PATH="$library"
printf 'The train has 12 wagons.\tDer Zug hat 12 Wagen.\nThe train has 12 wagons.\tDer Zug hat 21 Wagen.\n' >pairs
printf 'The train has 12 wagons.\tDer Zug hat 12 Wagen.\n' >good
# shellcheck disable=SC2046
try "pkg-config" ${CXX:-c++} -std=c++17 -Wall -Wextra -Werror "$root/examples/pipeline.cpp" -pthread \
  $(pkg-config --cflags --libs mtqc) -o pipeline
./pipeline en de <pairs >out
try "  and the program runs" cmp out good
if command -v cmake >/dev/null; then
  cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.18)
project(pipeline CXX)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(mtqc REQUIRED IMPORTED_TARGET mtqc>=0.1)
add_executable(pipeline ${EXAMPLES}/pipeline.cpp)
target_compile_features(pipeline PRIVATE cxx_std_17)
target_link_libraries(pipeline PRIVATE PkgConfig::mtqc Threads::Threads)
CMAKE
  try "CMake configures" cmake -S . -B cmake -DEXAMPLES="$root/examples"
  try "CMake builds" cmake --build cmake
  cmake/pipeline en de 4 <pairs >out
  try "  and the program runs" cmp out good
fi

# Moved elsewhere, from any working folder.
mv "$box/staged$prefix" "$box/moved"
try "nothing outside the prefix" test -z "$(find "$box/staged" -type f)"
for path in bin/mtqc share/man/man1/mtqc.1 share/mtqc/de.mtqcpack include/mtqc/mtqc.h; do
  try "$path is installed" test -s "$box/moved/$path"
done
unset LD_LIBRARY_PATH
printf 'Der Strafverfolgungsverletzer kam kam an.\n' >text.de
"$box/moved/bin/mtqc" check --target-only -t de --fail-on none --format jsonl text.de >findings 2>err
try "the command finds its library and packs where it was moved to" grep -q nonce-compound findings
try "  and has nothing to complain about" test ! -s err

echo "1..$number"
[ $failures -eq 0 ]
