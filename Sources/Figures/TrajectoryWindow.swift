/// What a picture shows of a coordinate of trajectories: where they go, but of one that escapes only the
/// neighbourhood of its start.
///
/// - Parameters:
///   - values: The coordinate, of all iterates that are drawn.
///   - start: The largest magnitude of a coordinate at the start.
///   - reach: How many times as far the neighbourhood goes.
package func trajectoryWindow(
  of values: some Sequence<Double>, start: Double, reach: Double = 6
) -> ClosedRange<Double> {
  let limit = reach * max(start, 1e-300)
  let seen = values.filter { $0.magnitude <= limit }
  let (least, largest) = (seen.min() ?? -1, seen.max() ?? 1)
  let margin = max((largest - least) * 0.1, start * 0.2, 1e-300)
  return least - margin...largest + margin
}
