import SweepPlan

/// The parameters of a block of cells, one lane per cell, handed out in the order in which
/// optimizer, objective and initial point ask for them.
///
/// Unsafe: `columns`, what they point to and `scratch` (room for one scalar per lane) outlive this
/// value, and no more is asked for than there are columns.
struct Cells<Lanes: LaneVector> {
  private let columns: UnsafeBufferPointer<KernelTask.Column>
  private let patch: Patch
  private let scratch: UnsafeMutablePointer<Lanes.Scalar>
  private var position = 0

  init(
    _ columns: UnsafeBufferPointer<KernelTask.Column>, of patch: Patch,
    scratch: UnsafeMutablePointer<Lanes.Scalar>
  ) {
    self.columns = columns
    self.patch = patch
    self.scratch = scratch
  }

  /// The next parameter.
  @inline(__always) mutating func next() -> Lanes {
    let column = columns[position]
    position += 1
    if column.count == 1 { return Lanes(repeating: Lanes.Scalar(column.values[0])) }
    fill(from: column)
    return Lanes(loading: scratch)
  }

  /// Puts the patch's values of `column` into `scratch`.
  @inline(never) private func fill(from column: KernelTask.Column) {
    var lane = 0
    for row in 0..<patch.rows {
      let cell = patch.cell(row: row)
      let turns = cell / column.stride
      var index = turns % column.count
      var left = column.stride - (cell - turns * column.stride)
      let target = scratch + lane
      lane += patch.columns
      if left >= patch.filledColumns {
        let value = Lanes.Scalar(column.values[index])
        for offset in 0..<patch.columns { target[offset] = value }
      } else if column.stride == 1, index + patch.columns <= column.count {
        for offset in 0..<patch.columns {
          target[offset] = Lanes.Scalar(column.values[index + offset])
        }
      } else {
        for offset in 0..<patch.columns {
          target[offset] = Lanes.Scalar(column.values[index])
          guard offset + 1 < patch.filledColumns else { continue }
          left -= 1
          if left == 0 {
            left = column.stride
            index = index + 1 == column.count ? 0 : index + 1
          }
        }
      }
    }
  }
}
