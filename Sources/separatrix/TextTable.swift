/// Rows of cells as lines, the columns as wide as they need to be; the first column to the left, the
/// others to the right.
func textTable(_ written: [[String]]) -> [String] {
  let rows = written.map { $0.map { $0.printable() } }
  let widths = (rows.first ?? []).indices.map { column in
    rows.map { $0[column].count }.max() ?? 0
  }
  return rows.map { row in
    row.indices.map { column in
      let blanks = String(repeating: " ", count: widths[column] - row[column].count)
      return column == 0 && row.count > 1 ? row[column] + blanks : blanks + row[column]
    }
    .joined(separator: "  ")
  }
}
