#!/bin/sh
# Runs a Python tool over the package, or says to meson (77) that the tool is not installed.
# usage: run.sh PYTHON MODULE[,MODULE...] ARGUMENT...     the first module is run, all are needed
python=$1
modules=$2
shift 2
"$python" -c "import $modules" 2>/dev/null || { echo "no Python module of: $modules"; exit 77; }
exec "$python" -m "${modules%%,*}" "$@"
