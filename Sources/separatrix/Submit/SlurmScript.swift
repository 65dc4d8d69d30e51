import Foundation
import ZarrStore

/// The batch script of a job array whose elements share one store.
struct SlurmScript {
  let job: SlurmJob
  let places: SubmitPlaces
  /// The program, by its absolute path.
  let binary: String

  var text: String {
    let lines =
      [
        "#!/bin/bash",
        "# Made by separatrix submit. The elements of this array share one store: each takes tiles",
        "# that no other has begun. Submitted again, it continues.",
      ] + options.map { "#SBATCH \($0)" } + [""]
      + (job.continues ? limitBySlurm + requeuedRun : ["exec \(run)"])
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the script, executable by whoever may read it.
  func write() throws {
    try Array(text.utf8).withUnsafeBytes { try AtomicFile.write($0, to: places.script) }
    var status = stat()
    guard stat(places.script, &status) == 0,
      chmod(places.script, status.st_mode | (status.st_mode & 0o444) >> 2) == 0
    else {
      throw Complaint(
        .cannotCreate,
        "cannot make \(places.script) executable: \(String(cString: strerror(errno)))")
    }
  }

  /// The `#SBATCH` lines' options.
  var options: [String] {
    // A requeued element goes on in its log.
    job.options + ["--output=\(places.logs.quotedForSbatch)", "--open-mode=append"]
  }

  private var run: String {
    "\(binary.quotedForBash) run \(places.store.quotedForBash) --shard auto --progress plain\(limit)"
  }

  private var limit: String {
    if let time = job.time { return " --for \(time.working)s" }
    return job.continues ? #" "${limit[@]}""# : ""
  }

  /// Where nobody has said how long an element may take, the partition or the cluster has, and Slurm
  /// tells when it will end the element: newer versions by a variable. Of that as much is kept back as of a limit that was asked for.
  /// Years are what "no limit" looks like.
  ///
  /// - Reference: "Output environment variables" in sbatch(1).
  private var limitBySlurm: [String] {
    guard job.time == nil else { return [] }
    return #"""
      end=${SLURM_JOB_END_TIME:-}
      if [ -z "$end" ]; then
        end=$(SLURM_TIME_FORMAT=%s squeue --noheader --format=%e \
          --jobs="${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" 2>/dev/null)
      fi
      limit=()
      if [[ $end =~ ^[0-9]+$ ]]; then
        left=$((end - $(date +%s)))
        spare=$((left / 50 > 60 ? left / 50 : 60))
        working=$((left - spare > left / 2 ? left - spare : left / 2))
        if [ "$working" -gt 0 ] && [ "$working" -lt \#(SlurmTime.longest) ]; then
          limit=(--for "${working}s")
        fi
      fi

      """#.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Status 75 is that of a run whose time was up. Without progress another try would end the same
  /// way.
  ///
  /// Bash runs a trap only between commands, so the program runs beside it, not in front. Slurm sends
  /// TERM to all processes of a job, and a second signal would end the program at once: so it is
  /// deaf to TERM, and hears of it once, as HUP from the trap.
  ///
  /// The element is named by its place in the array: SLURM_JOB_ID of one of them is the array's own
  /// number, which would requeue them all.
  private var requeuedRun: [String] {
    #"""
    tiles_done() {
      \#(binary.quotedForBash) status \#(places.store.quotedForBash) --format json |
        sed -n 's/^ *"tiles_done" *: *\([0-9][0-9]*\).*/\1/p'
    }

    child=
    terminated=
    terminate() {
      [ -n "$terminated" ] || [ -z "$child" ] || kill -HUP "$child" 2>/dev/null
      terminated=yes
      signalled=yes
    }
    trap terminate TERM INT

    before=$(tiles_done)
    [ -z "$terminated" ] || exit 143
    (trap '' TERM INT; exec \#(run)) &
    child=$!
    while :; do
      signalled=
      wait "$child"
      status=$?
      [ -n "$signalled" ] || break
    done
    [ -z "$terminated" ] || exit 143

    if [ "$status" -eq 75 ]; then
      after=$(tiles_done)
      if [ -n "$before" ] && [ "${after:-0}" -gt "$before" ]; then
        echo "time was up: back into the queue"
        scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
      else
        echo "time was up and no tile was finished: give the elements more --time" >&2
      fi
    fi
    exit "$status"
    """#.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
