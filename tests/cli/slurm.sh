#!/usr/bin/env bash
# Slurm's own daemons on the loopback of this machine: a study of two tasks comes out as that of one process,
# a job that is cancelled is resumed by the next one, and tasks that do not know of each other are refused.
# Skipped (77) where Slurm is not installed or its daemons do not start.
set -euo pipefail
program=$TARIFFSIM_PROGRAM
skip() { echo "skipped: $1"; exit 77; }
fail() { echo "FAILED: $1"; tail -n 5 "$workspace"/*.log "$workspace"/*.txt; exit 1; }
PATH=$PATH:/usr/sbin:/sbin
for tool in munged slurmctld slurmd srun sbatch; do
  command -v "$tool" >/dev/null || skip "there is no $tool"
done
compgen -G '/usr/lib/*/slurm*/mpi_pmix*.so' >/dev/null || skip "this Slurm has no PMIx"
ldd "$program" | grep -q libmpi || skip "this build has no MPI"

workspace=$(mktemp -d /tmp/tariffsim-slurm-XXXXXX)
started=()
clean_up() {
  for daemon in "${started[@]}"; do kill "$daemon" 2>/dev/null || true; done
  wait
  rm -rf "$workspace"
}
trap clean_up EXIT
cd "$workspace"
mkdir state spool
host=$(hostname -s)
cat > slurm.conf <<END
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$workspace/munge.socket
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
StateSaveLocation=$workspace/state
SlurmdSpoolDir=$workspace/spool
SlurmctldPidFile=$workspace/slurmctld.pid
SlurmdPidFile=$workspace/slurmd.pid
SlurmctldPort=$((20000 + $$ % 10000))
SlurmdPort=$((30000 + $$ % 10000))
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES OverSubscribe=FORCE:4 State=UP
END
export SLURM_CONF=$workspace/slurm.conf
head -c 128 /dev/urandom > munge.key
chmod 600 munge.key
munged --foreground --force --key-file=munge.key --socket="$workspace/munge.socket" --pid-file="$workspace/munge.pid" \
  --log-file="$workspace/munge.log" --seed-file="$workspace/munge.seed" > munged.txt 2>&1 & started+=($!)
slurmctld -D > slurmctld.txt 2>&1 & started+=($!)
slurmd -D > slurmd.txt 2>&1 & started+=($!)
for _ in $(seq 40); do
  state=$(sinfo -h -o %T 2>/dev/null || true)
  [ "$state" = idle ] && break
  sleep 0.5
done
[ "$state" = idle ] || skip "Slurm's daemons do not start here: $(tail -n 1 slurmctld.txt) / $(tail -n 1 slurmd.txt)"

cat > study.yaml <<END
tariffsim: 1
baseline: world-2022
model: {input_output: false}
policy:
  - tariff: {importer: USA, exporter: CHN, sectors: goods, add: 145%}
uncertainty: {draws: 1500, elasticities: {standard_error: 20%}}
END
"$program" run study.yaml -q -f csv -o alone

timeout 120 srun --mpi=pmix -n 2 --overcommit "$program" run study.yaml -q -j 1 -f csv -o together > srun.txt 2>&1 \
  || fail "srun of two tasks"
for file in study.sqlite study.csv percentiles.csv; do
  cmp "alone/study/$file" "together/study/$file" || fail "two tasks of srun write another $file"
done

if timeout 60 srun --mpi=none -n 2 --overcommit "$program" run study.yaml -q -o strangers > strangers.txt 2>&1; then
  fail "tasks that do not know of each other were not refused"
fi
grep -q "do not know of each other" strangers.txt || fail "the refusal does not say why"

cat > job.sh <<END
#!/bin/bash
#SBATCH --job-name=study
#SBATCH --ntasks=2
#SBATCH --overcommit
#SBATCH --time=00:05:00
#SBATCH --output=job.txt
#SBATCH --open-mode=append
srun --mpi=pmix $program run study.yaml -q -j 1 -f csv -o resumed --resume
END
job=$(sbatch --parsable job.sh)
for _ in $(seq 200); do [ -s resumed/study/study-unfinished.sqlite ] && break; sleep 0.05; done
scancel "$job"
for _ in $(seq 100); do [ -z "$(squeue -h -j "$job" 2>/dev/null)" ] && break; sleep 0.2; done
timeout 120 sbatch --wait job.sh > sbatch.txt 2>&1 || fail "the second job"
cmp alone/study/study.sqlite resumed/study/study.sqlite || fail "a job that was cancelled and resumed differs"
grep -q "kept in resumed/study/study-unfinished.sqlite" job.txt && echo "cancelled on the way and resumed"
echo "two tasks of Slurm and one process write the same bytes"
