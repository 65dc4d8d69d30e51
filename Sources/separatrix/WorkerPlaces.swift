import Foundation
import Topology

/// The machine, and places on it for so many workers; says what is unusual.
///
/// - Parameters:
///   - workers: `nil` for one per physical core that this process may use, or that Slurm gave it.
///   - pin: `nil` for cores, unless Slurm has said how many but not which.
func place(workers: Int?, pin: Pin?) throws -> (machine: Machine, placement: Placement) {
  let machine = Machine.discover()
  let share = SlurmShare(ProcessInfo.processInfo.environment).flatMap {
    $0.isUnbound(on: machine) ? $0 : nil
  }
  if let share, workers == nil || pin == nil { note(share.notice) }
  let placement = try Placement(
    machine: machine, pin: pin ?? (share == nil ? .core : .none),
    workers: workers ?? share?.processors)
  for notice in placement.notices { note(notice) }
  return (machine, placement)
}
