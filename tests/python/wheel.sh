#!/bin/sh
# Builds the wheel from a copy of what git knows, installs it into a fresh environment, and uses it from there without the
# source tree. Prints TAP; skips where the tools are not installed.
# usage: wheel.sh PYTHON ROOT
python=$1
root=$2
"$python" -c 'import mesonpy, pip, venv' 2>/dev/null && command -v patchelf >/dev/null || { echo "1..0 # SKIP no meson-python, pip or patchelf"; exit 0; }
git -C "$root" rev-parse --is-inside-work-tree >/dev/null 2>&1 || { echo "1..0 # SKIP not a checkout of git"; exit 0; }
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
unset PYTHONPATH MTQC_DATA MTQC_LIBRARY MTQC_COMMAND LD_LIBRARY_PATH
export HOME="$box/home" PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1
mkdir "$box/source" "$box/home" "$box/empty"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) | tar -xf - -C "$box/source"
number=0
failures=0

try() {
  number=$((number + 1))
  name=$1
  shift
  if "$@" >"$box/out" 2>&1; then echo "ok $number - $name"; return; fi
  echo "not ok $number - $name"
  failures=$((failures + 1))
  tail -n 20 "$box/out" | sed 's/^/# /'
}

finds() { "$@" >"$box/report"; grep -q number-mismatch "$box/report"; }

try "wheel" "$python" -m pip wheel --no-build-isolation --no-deps -q -w "$box" "$box/source"
rm -rf "$box/source"
try "environment" "$python" -m venv "$box/env"
try "install" "$box/env/bin/python" -m pip install -q "$box"/mtqc-*.whl
cd "$box/empty" || exit 1
printf 'Es fehlen 17 Fenster.\n' >target
printf 'There are 12 windows missing.\n' >source
cat >use.py <<'PY'
import mtqc
with mtqc.Checker("en", "de") as checker:
    assert not checker.missing, checker.missing
    report = checker.check("There are 12 windows missing.", "Es fehlen 17 Fenster.")
    assert [f.check for f in report.findings] == ["number-mismatch"], report.findings
assert mtqc.bleu(["ein Satz mit Wörtern"], [["ein Satz mit Wörtern"]]).score > 99.9
PY
try "library and packs" "$box/env/bin/python" use.py
try "command" finds "$box/env/bin/mtqc" check -s en -t de source target
try "python -m mtqc" finds "$box/env/bin/python" -m mtqc check -s en -t de source target
echo "1..$number"
[ $failures -eq 0 ]
