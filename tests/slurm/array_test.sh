#!/usr/bin/env bash
# The array job of samples/slurm on a Slurm cluster of this machine alone: controller, two nodes, one of which is lost in
# the middle. The merged results must be, byte for byte, those of one run over the same evidence.
# usage: array_test.sh GWEVAL GWEVAL-SERVE SOURCE-FOLDER
set -euo pipefail

gweval=$(realpath -- "$1") serve=$(realpath -- "$2") source=$(realpath -- "$3")
for program in munged slurmctld slurmd sbatch squeue scontrol flock; do
  PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || {
    echo "array_test: $program is missing; tools/install-packages installs it" >&2
    exit 1
  }
done
PATH=$PATH:/usr/sbin:/sbin
[ "$(id -u)" -eq 0 ] || { echo "array_test: skipped: Slurm's daemons want root" >&2; exit 77; }

work=$(mktemp -d /tmp/gweval-slurm.XXXXXX)
chmod 755 "$work"
pids=()
finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    for log in "$work"/*.log "$work"/shared/logs/*.log; do
      [ -s "$log" ] && { echo "--- $log" >&2; tail -n 25 "$log" >&2; }
    done
  fi
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  # A task outlives its daemon; it holds its lock until it ends.
  for lock in "$work"/shared/locks/*; do [ -e "$lock" ] && flock -w 60 "$lock" true || true; done
  rm -rf -- "$work"
  exit "$status"
}
trap finish EXIT

fail() { echo "array_test: $1" >&2; exit 1; }

# until SECONDS WHAT COMMAND...: polls five times a second.
until_true() {
  local seconds=$1 what=$2 tenths
  shift 2
  for ((tenths = 0; tenths < seconds * 5; tenths++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  fail "$what did not happen within $seconds s"
}

# Five neighbouring ports below the range the system gives to clients.
first_port=$((10000 + (RANDOM % 4000) * 5))
host=$(hostname -s)

# ---- munge: Slurm's messages are signed with a key of this test's own
head -c 1024 /dev/urandom >"$work/munge.key"
chmod 400 "$work/munge.key"
munged --foreground --force --socket="$work/munge.socket" --key-file="$work/munge.key" --pid-file="$work/munge.pid" \
  --log-file="$work/munge.log" --seed-file="$work/munge.seed" >"$work/munged-out.log" 2>&1 &
pids+=($!)

# ---- Slurm: a controller and two nodes of one processor each
mkdir "$work/state"
cat >"$work/slurm.conf" <<CONF
ClusterName=gweval
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$first_port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/linear
ReturnToService=2
SlurmdTimeout=6
SlurmctldTimeout=30
KillWait=2
MinJobAge=600
JobRequeue=1
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
NodeName=one NodeHostname=$host NodeAddr=127.0.0.1 Port=$((first_port + 1)) CPUs=1 State=UNKNOWN
NodeName=two NodeHostname=$host NodeAddr=127.0.0.1 Port=$((first_port + 2)) CPUs=1 State=UNKNOWN
PartitionName=main Nodes=one,two Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
until_true 20 "munged's socket" test -S "$work/munge.socket"
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld-out.log" 2>&1 &
pids+=($!)
for node in one two; do
  slurmd -D -N "$node" -f "$SLURM_CONF" >"$work/slurmd-$node-out.log" 2>&1 &
  pids+=($!)
  [ "$node" = one ] || lost_daemon=$!
done
are_idle() { [ "$(sinfo -h -N -t idle -o %N | sort | tr '\n' ' ')" = "one two " ]; }
until_true 60 "both nodes being idle" are_idle

# ---- the sample portals
"$serve" "$source/samples/portals" --ready-file "$work/ready" --args-file "$work/connect-to" --ca-file "$work/ca.pem" \
  --max-seconds 300 >"$work/serve.log" 2>&1 </dev/null &
pids+=($!)
until_true 30 "gweval-serve being ready" test -s "$work/connect-to"
mapfile -t connect_to <"$work/connect-to"

# ---- the round; pages wait for one another, so that the node is lost in the middle
as_of=2025-11-20
common=(--profile municipal --allow-private --ca-file "$work/ca.pem" "${connect_to[@]}")
export GWEVAL=$gweval GWEVAL_INDICATORS=$source/indicators
submitted=$("$source/samples/slurm/submit" 3 "$as_of" "$work/shared" "$source/samples/site-list.csv" \
  "${common[@]}" --delay 200ms)
array=$(sed -n 's/^array //p' <<<"$submitted")
merge=$(sed -n 's/^merge //p' <<<"$submitted")
[ -n "$array" ] && [ -n "$merge" ] || fail "submit printed no job ids: $submitted"

task_on_two() { squeue -h -t R -w two -o '%K' | head -n 1; }
is_crawling_on_two() {
  local task
  task=$(task_on_two) && [ -n "$task" ] && find "$work/shared/evidence" -name '*.warc.gz' -size +4k | grep -q .
}
until_true 60 "a task running on node two" is_crawling_on_two
lost_task=$(task_on_two)
# A machine that is lost takes its tasks along: what runs for node two of this cluster, and the steps' own parents.
lost=()
while read -r environment; do
  grep -qzxF "SLURM_CONF=$SLURM_CONF" "$environment" 2>/dev/null || continue
  pid=${environment#/proc/}
  pid=${pid%/environ}
  lost+=("$pid")
  parent=$(ps -o ppid= -p "$pid" | tr -d ' ') || continue
  if [ "$(ps -o comm= -p "$parent")" = slurmstepd ]; then lost+=("$parent"); fi
done < <(grep -lzxF "SLURMD_NODENAME=two" /proc/[0-9]*/environ 2>/dev/null)
[ "${#lost[@]}" -gt 0 ] || fail "no process of node two was found"
kill -KILL "$lost_daemon" "${lost[@]}"
echo "node two lost while it ran shard $lost_task"

# Slurm holds a task back for two minutes after its node was lost; the test does not.
was_requeued() { scontrol -o show job "${array}_$lost_task" | grep ' Restarts=[1-9]' | grep -q ' JobState=PENDING'; }
until_true 60 "shard $lost_task being queued again" was_requeued
scontrol update "JobId=${array}_$lost_task" StartTime=now

state_of() { scontrol -o show job "$1" | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p'; }
has_merged() { [ "$(state_of "$merge")" = COMPLETED ]; }
until_true 150 "the merge" has_merged
scontrol -o show job "${array}_$lost_task" | grep -q ' JobState=COMPLETED' || fail "shard $lost_task did not end well"

# ---- one run over the same evidence
"$gweval" score --quiet --offline --as-of "$as_of" --evidence "$work/shared/evidence" --out "$work/single" \
  "${common[@]}" "$source/samples/site-list.csv" >/dev/null
for file in results.json ranking.csv indicators.csv findings.csv; do
  cmp "$work/single/$file" "$work/shared/results/$file" || fail "$file differs from a single run's"
done
echo "merged results of 3 shards equal a single run's"
