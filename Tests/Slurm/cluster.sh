#!/usr/bin/env bash
# A Slurm cluster on this machine, for tests: real daemons; no systemd, no cgroups, no database.
#
#   cluster.sh DIR NODES CPUS
#
# Makes node1 … nodeN of so many CPUs below DIR (at most 60 characters), says `export SLURM_CONF=…` when
# they are up, and then obeys its standard input, answering each line with `done`:
#
#   kill node2     ends all of a node at once, as a power failure does
#   start node2    brings it back
#
# The end of the input ends the cluster: its jobs, its daemons and whatever they left. DIR stays.
# Needs root, slurm-wlm and munge. Where namespaces are allowed each node has a host name of its own,
# and all listens on loopback only.
set -uo pipefail
export PATH=$PATH:/usr/sbin:/sbin
dir=$(realpath -m -- "$1") nodes=$2 cpus=$3
export SLURM_CONF=$dir/slurm.conf
declare -A daemons=()

fail() { echo "cluster.sh: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "needs root"
[[ ${#dir} -le 60 && $dir =~ ^[A-Za-z0-9_./+-]+$ ]] || fail "no place for sockets and slurm.conf: $dir"
for tool in munged slurmctld slurmd sbatch; do
    type -P "$tool" >/dev/null || fail "no $tool; run .ci/install --tests"
done

if unshare --uts --mount true 2>/dev/null; then
    controller=control
    node_names="NodeName=node[1-$nodes]"
    listen="CommunicationParameters=NoCtldInAddrAny,NoInAddrAny"
    on() { # HOST COMMAND …, as on a machine of that name
        exec unshare --uts --mount bash -c 'mount --bind "$1/hosts" /etc/hosts && hostname "$2" \
            && shift 2 && exec "$@"' bash "$dir" "$@"
    }
else
    controller=$(uname -n)
    controller=${controller%%.*}
    node_names="NodeName=node[1-$nodes] NodeHostname=$controller"
    listen="# all nodes bear this machine's name"
    on() { shift; exec "$@"; }
fi

# The first port of a free run of one for the controller and one for each node.
free_ports() {
    local first port
    for _ in {1..50}; do
        first=$((20000 + RANDOM % 10000))
        for ((port = first; port <= first + nodes; port++)); do
            ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || continue 2
        done
        echo "$first"
        return
    done
    fail "no free ports"
}

configure() {
    local port memory
    mkdir -p "$dir"/{log,state} || fail "cannot create $dir"
    port=$(free_ports) || exit 1
    memory=$(slurmd -C | sed -n 's/.*RealMemory=\([0-9]*\).*/\1/p')
    (umask 077; head -c 128 /dev/urandom >"$dir/munge.key")
    echo "127.0.0.1 localhost $controller $(seq -s ' ' -f 'node%g' "$nodes")" >"$dir/hosts"
    # slurmd insists on a cgroup plugin that this machine may not suit. From 24.05 there is one that does
    # nothing; before, the old one loads anywhere and is not used.
    case $(printf '%s\n' 24.05 "$(slurmd -V | sed 's/[^0-9]*//')" | sort -V | head -n 1) in
    24.05) echo CgroupPlugin=disabled ;;
    *) echo CgroupPlugin=cgroup/v1 ;;
    esac >"$dir/cgroup.conf"
    cat >"$SLURM_CONF" <<END
ClusterName=separatrix
SlurmctldHost=$controller(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
AuthType=auth/munge
CredType=cred/munge
# A requeued job waits cred_expire before it may start again.
AuthInfo=socket=$dir/munge.socket,cred_expire=5
$listen
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/%n.log
MailProg=$(type -P true)
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
DefMemPerCPU=$((memory / cpus))
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=60
KillWait=5
$node_names NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + nodes))] CPUs=$cpus RealMemory=$memory
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
}

launch() { # NAME COMMAND …: a daemon in the foreground, whose process is ours to end
    local name=$1
    shift
    "$@" </dev/null >"$dir/log/$name.out" 2>&1 &
    daemons[$name]=$!
}

start_node() { launch "$1" on "$1" slurmd -D -N "$1"; }

all_are_up() {
    local states
    states=$(timeout 5 sinfo --noheader --Node --format=%T 2>/dev/null) && [ -n "$states" ] &&
        ! grep -qvxE 'idle|mixed|allocated|completing' <<<"$states"
}

wait_for_nodes() {
    for _ in {1..300}; do
        ! all_are_up || return 0
        sleep 0.1
    done
    sinfo --Node --long >&2
    fail "the nodes are not up after 30 s: $(tail -n 3 "$dir"/log/*)"
}

# Processes of this cluster's jobs: all of them, or one node's. They are known by their environment.
job_processes() { # [NODE]
    grep -lzxF "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ 2>/dev/null |
        xargs -r grep -lzx "SLURMD_NODENAME=${1:-.*}" 2>/dev/null | tr -dc '0-9\n'
}

kill_jobs() { # [NODE]: their step daemons first, which would tell the controller
    local process parent processes=() parents=()
    for process in $(job_processes "$@"); do
        processes+=("$process")
        parent=$(sed -n 's/^PPid:\t//p' "/proc/$process/status" 2>/dev/null)
        ! grep -q '^slurmstepd' "/proc/${parent:-none}/comm" 2>/dev/null || parents+=("$parent")
    done
    [ ${#processes[@]} = 0 ] || kill -KILL "${parents[@]}" "${processes[@]}" 2>/dev/null
}

kill_node() {
    { kill -KILL "${daemons[$1]}" && wait "${daemons[$1]}"; } 2>/dev/null
    kill_jobs "$1"
    # The controller would notice after SlurmdTimeout.
    scontrol update nodename="$1" state=down reason=killed
}

stop() {
    trap - EXIT INT TERM HUP
    timeout 5 scancel --quiet --user=root 2>/dev/null
    for _ in {1..50}; do
        [ -n "$(timeout 5 squeue --noheader 2>/dev/null)" ] || break
        sleep 0.1
    done
    kill_jobs
    kill "${daemons[@]}" 2>/dev/null
    for _ in {1..50}; do
        kill -0 "${daemons[@]}" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "${daemons[@]}" 2>/dev/null
    wait
}

trap stop EXIT
trap 'exit 1' INT TERM HUP
configure
launch munged munged --foreground --force --key-file="$dir/munge.key" --socket="$dir/munge.socket" \
    --pid-file="$dir/munged.pid" --log-file="$dir/log/munged.log" --seed-file="$dir/munge.seed" --origin=127.0.0.1
for _ in {1..50}; do
    [ ! -S "$dir/munge.socket" ] || break
    sleep 0.1
done
launch slurmctld on "$controller" slurmctld -D
for ((number = 1; number <= nodes; number++)); do start_node "node$number"; done
wait_for_nodes
echo "export SLURM_CONF=$SLURM_CONF"
while read -r verb node; do
    case $verb in
    kill) kill_node "$node" ;;
    start) start_node "$node"; wait_for_nodes ;;
    *) echo "cluster.sh: kill NODE or start NODE, not $verb" >&2 ;;
    esac
    echo done
done
