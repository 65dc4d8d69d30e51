/// Who needs a number, and where it was named: `heavy_ball`.
struct Owner {
  let name: String
  let place: Place
}

/// Numbers that may vary, all of one owner.
struct SlotGroup {
  /// As a message names it: `heavy_ball`, `the start`.
  let owner: String
  /// In the order in which the kernel reads them.
  let slots: [Slot]
  /// What to say of a name that could be among them but is not; `nil` for a name never heard.
  let absent: (String) -> String?

  init(owner: String, slots: [Slot], absent: @escaping (String) -> String? = { _ in nil }) {
    self.owner = owner
    self.slots = slots
    self.absent = absent
  }

  var names: KnownNames { KnownNames(owner, slots.map(\.hyperparameter.name)) }
}
