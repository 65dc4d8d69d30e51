/// `clip_norm: 1`, or an axis of that name.
struct Clipping {
  let group: SlotGroup

  init(_ field: Field?, of sweep: Field, _ precision: Precision) throws(SweepError) {
    let slot = try Slot(
      .clipNorm, of: Owner(name: "clipping", place: sweep.written.place), field, default: nil,
      limits: .positive(in: precision), precision)
    group = SlotGroup(owner: slot.owner.name, slots: [slot])
  }

  /// The largest norm in every cell; none if gradients are not clipped.
  func parameters(on axes: [Axis]) throws(SweepError) -> [Parameter] {
    let isClipped = group.slots.contains { slot in
      slot.field != nil || axes.contains { $0.hyperparameter == slot.hyperparameter }
    }
    return isClipped ? try group.slots.parameters(on: axes) : []
  }
}
