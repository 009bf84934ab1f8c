#!/bin/sh
# The CI kits: the very commands in examples/ci, run on its project, give what examples/ci/expected says.
# usage: ci.sh MTQC KITS      UPDATE=1 writes the expected files anew
kits=$(cd "$2" && pwd)
. "$(dirname "$0")/tap.sh"
PATH=$(dirname "$mtqc"):$PATH
export PATH
unset GITHUB_STEP_SUMMARY

# project NAME: a fresh copy to work in.
project() { cd "$box" && cp -r "$kits/project" "$1" && cd "$1" || exit 1; }

# commands FILE: the lines of the kit that call mtqc, without the marks of its format.
commands() { sed -n 's/^ *\(- \)\{0,1\}\(mtqc check .*\)/\2/p' "$kits/$1"; }

# kit FILE: runs them as a CI server does.
kit() {
  commands "$1" >"$box/commands"
  sh -e "$box/commands" >out 2>err
  code=$?
}

same_as() {
  [ -z "${UPDATE:-}" ] || cp "$1" "$kits/expected/$2"
  diff "$kits/expected/$2" "$1" >"$box/diff" || { sed 's/^/# /' "$box/diff"; false; }
}

project github
export GITHUB_STEP_SUMMARY="$box/summary.md"
kit github.yml
unset GITHUB_STEP_SUMMARY
try "GitHub: the step fails" quiet 1
try "GitHub: annotations" same_as out github.txt
try "GitHub: summary" same_as "$box/summary.md" github.md
try "GitHub: SARIF to upload" grep -q '"ruleId":"number-mismatch"' mtqc.sarif
try "GitHub: the page" grep -q '</html>' mtqc.html

project gitlab
kit gitlab.yml
try "GitLab: the job fails" quiet 1
try "GitLab: Code Quality" same_as gl-code-quality-report.json gitlab.json
try "GitLab: JUnit" same_as junit.xml junit.xml

project jenkins
kit Jenkinsfile
try "Jenkins: the stage fails" quiet 1
try "Jenkins: JUnit" same_as junit.xml junit.xml
try "Jenkins: Checkstyle" same_as checkstyle.xml checkstyle.xml
sed -i 's/41/14/; s/Füßen/&)/; s/hilfe/help/' guide.de.txt
kit Jenkinsfile
try "a mended translation passes" quiet 0

project hook
if command -v git >/dev/null; then
  export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
  git init -q . && git config user.name t && git config user.email t@example.org
  cp "$kits/pre-commit" .git/hooks/pre-commit
  git add . && git commit -q -m first >out 2>&1; code=$?
  try "hook: a commit with findings is refused" [ "$code" -ne 0 ]
  try "hook: and told why" same_as out hook.txt
  mtqc check --aligned --write-baseline known.tsv guide.en.txt guide.de.txt >/dev/null
  echo 'baseline = known.tsv' >>.mtqc.ini
  git add . && git commit -q -m first >out 2>&1; code=$?
  try "hook: with a baseline it goes through" [ "$code" -eq 0 ]
  echo 'Nummer 7.' >>guide.de.txt && echo 'Number 8.' >>guide.en.txt
  git add . && git commit -q -m second >out 2>&1; code=$?
  try "hook: a new finding is refused" [ "$code" -ne 0 ]
  try "hook: and the only one told" [ "$(grep -c '^guide.de.txt:.*\[' out)" -eq 1 ]
  cp guide.de.txt alone.de.txt
  sh .git/hooks/pre-commit alone.de.txt >out 2>&1; code=$?
  try "hook: a translation without a source" [ "$code" -ne 0 -a "$(grep -c 'there is no alone.en.txt' out)" -eq 1 ]
fi

finish
