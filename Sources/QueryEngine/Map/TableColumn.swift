import SweepPlan
import ZarrStore

/// A column of a table.
struct TableColumn {
  enum Role {
    /// The value, or the index, along an axis.
    case value(axis: Int)
    case index(axis: Int)
    /// A stored number.
    case number(source: Int)
    /// A stored verdict, as text or as number.
    case verdict(source: Int)
    case verdictCode(source: Int)
  }

  let name: String
  let role: Role
  /// A phrase for people.
  let summary: String

  /// The type as SQL knows it.
  func type(_ sources: [CellSource]) -> String {
    switch role {
    case .value: "REAL"
    case .index, .verdictCode: "INTEGER"
    case .verdict: "TEXT"
    case .number(let source): sources[source].isInteger ? "INTEGER" : "REAL"
    }
  }
}

/// An array of the store, or a part of one, that gives one number for every cell of a table.
struct CellSource {
  enum Layer {
    /// The array has one value a cell.
    case only
    /// One of those that the array has for every cell.
    case at(Int)
    /// One for each seed, and seeds are an axis of the table.
    case bySeed
    /// The same, four verdicts to a byte.
    case packedBySeed
  }

  let variable: Variable
  let array: ZarrArray
  let layer: Layer
  let type: DataType

  init(_ variable: Variable, of array: ZarrArray, _ layer: Layer = .only) {
    self.variable = variable
    self.array = array
    self.layer = layer
    type = array.metadata.dataType
  }

  var isInteger: Bool { type == .uint8 || type == .uint32 }
}
