# The frame of a test of the command: a folder of its own, TAP on standard output. Sourced with the path of the command as $1.
mtqc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
cd "$box" || exit 1
export LC_ALL=C.UTF-8
unset NO_COLOR
: >out
: >err
number=0
failures=0

# run ARGUMENT...: leaves out, err and $code behind.
run() {
  "$mtqc" "$@" >out 2>err </dev/null
  code=$?
}

# try NAME COMMAND...: one line of TAP; what was printed follows when COMMAND fails.
try() {
  name=$1
  shift
  number=$((number + 1))
  if "$@"; then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    failures=$((failures + 1))
    echo "# exit code $code"
    head -n 20 out | sed 's/^/# out: /'
    head -n 20 err | sed 's/^/# err: /'
  fi
}

# Exit 2, nothing on standard output, one line on standard error that matches.
refused() { [ "$code" -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] && grep -q "^mtqc: .*$1" err; }
quiet() { [ "$code" -eq "$1" ] && [ ! -s err ]; }
printed() { [ "$code" -eq "$1" ] && grep -q -- "$2" out; }
fits_screen() { [ "$code" -eq 0 ] && [ "$(wc -l <out)" -le "$1" ] && ! grep -q '.\{81\}' out; }
same() { quiet "$1" && cmp -s "$2" "$3"; }
no_escape() { ! grep -q "$(printf '\033')" out; }

# The plan; leaves with 1 when something failed.
finish() {
  echo "1..$number"
  [ $failures -eq 0 ]
}
