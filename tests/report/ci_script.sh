#!/usr/bin/env bash
# samples/ci/score-and-report: what the GitHub Action and the GitLab template run. ci_script.sh SOURCE PROGRAM FOLDER
set -u
source=$1
folder=$3
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder" || exit 1
fail() { echo "ci_script: $1" >&2; exit 1; }

export GWEVAL=$2 GWEVAL_INDICATORS=$source/indicators GWEVAL_PROFILE=municipal GWEVAL_AS_OF=2025-11-20
export GWEVAL_SITE_LIST=$source/samples/site-list.csv GWEVAL_OPTIONS='--offline -q'
export GITHUB_STEP_SUMMARY=$folder/summary GITHUB_OUTPUT=$folder/output

# Without evidence and network no site is observed: 4, and reports all the same.
"$source/samples/ci/score-and-report" >/dev/null
[ $? -eq 4 ] || fail "expected exit code 4"
for file in report.html report.md junit.xml report.sarif results.json; do
  [ -s "gweval-out/$file" ] || fail "no $file"
done
grep -q 'exit-code=4' output || fail "the exit code is no output"
cmp -s summary gweval-out/report.md || fail "the summary is not report.md"

# A condition on top: 1. And a value with blanks and quotes stays one value.
GWEVAL_MAX_ERROR_RATE=5% "$source/samples/ci/score-and-report" >/dev/null 2>&1
[ $? -eq 1 ] || fail "expected exit code 1"
GWEVAL_FAIL_ON='x" ; touch owned ; "' "$source/samples/ci/score-and-report" >/dev/null 2>&1
[ $? -eq 2 ] || fail "expected exit code 2"
[ ! -e owned ] || fail "a variable was run"

# Both callers name the script where it is, and hand every variable over by env.
grep -q 'GITHUB_ACTION_PATH/../score-and-report' "$source/samples/ci/github-action/action.yml" || fail "action.yml"
grep -q 'samples/ci/score-and-report' "$source/samples/ci/gitlab.yml" || fail "gitlab.yml"
! sed -n '/^ *run:/,$p' "$source/samples/ci/github-action/action.yml" | grep -v ': \${{ inputs' | grep -q '\${{ inputs' ||
  fail "an input is pasted into a command"

# The GitLab template fetches gweval itself: its before_script, run as a job would, clones a repository and builds nothing where
# gweval is on the PATH; without a place to fetch from it says what to set.
before=$(python3 - "$source/samples/ci/gitlab.yml" <<'PYTHON'
import sys, textwrap
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
start = lines.index("  before_script:") + 2
end = lines.index("  script:")
print(textwrap.dedent("\n".join(lines[start:end])))
PYTHON
)
origin="$folder/gitlab/origin" job="$folder/gitlab/job" bin="$folder/gitlab/bin"
rm -rf "$folder/gitlab"
mkdir -p "$origin/samples/ci" "$job" "$bin"
cp "$source/samples/ci/score-and-report" "$origin/samples/ci/"
git init --quiet --initial-branch=main "$origin"
git -C "$origin" add -A
git -C "$origin" -c user.name=t -c user.email=t@example.invalid commit --quiet --message=t
ln -s "$(realpath "$GWEVAL")" "$bin/gweval"
run_before() {
  (cd "$job" && env PATH="$bin:$PATH" GWEVAL_SOURCE=.gweval GWEVAL_REF=main GWEVAL_PROJECT= GWEVAL_REPOSITORY="$1" \
    bash -c "$before")
}
message=$(run_before "" 2>&1) && fail "the template goes on without gweval"
[[ $message == *GWEVAL_PROJECT* ]] || fail "the template does not say what to set: $message"
run_before "$origin" >/dev/null || fail "the template does not fetch gweval"
[ -x "$job/.gweval/samples/ci/score-and-report" ] || fail "the template fetched something else"
