/// What draws serve. Streams of one seed are independent of each other.
///
/// The numbers are part of what a seed means: they stay as they are.
enum RandomStream: UInt32, Sendable {
  /// Noise on gradients: normals and other continuous variates.
  case gradient = 0
  /// Which examples a minibatch holds.
  case examples = 1
  /// Orders of examples.
  case permutation = 2
  /// Initial points, which `SweepPlan.RandomStart` draws.
  case start = 3
}
