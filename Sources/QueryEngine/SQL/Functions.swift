import CSQLite

/// The arguments of a function, as many as were declared.
typealias Arguments = UnsafeMutablePointer<OpaquePointer?>

/// Adds what questions about sweeps need and SQLite lacks: `wilson_low`, `wilson_high`, `median`,
/// `quantile` and `stddev`.
///
/// - Returns: SQLite's status.
func registerFunctions(with connection: OpaquePointer) -> Int32 {
  let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
  let statuses = [
    sqlite3_create_function_v2(
      connection, "wilson_low", 2, flags, nil, wilsonLow, nil, nil, nil),
    sqlite3_create_function_v2(
      connection, "wilson_high", 2, flags, nil, wilsonHigh, nil, nil, nil),
    sqlite3_create_function_v2(
      connection, "median", 1, flags, nil, nil, gatherNumber, finishMedian, nil),
    sqlite3_create_function_v2(
      connection, "quantile", 2, flags, nil, nil, gatherNumber, finishQuantile, nil),
    sqlite3_create_function_v2(
      connection, "stddev", 1, flags, nil, nil, addToDeviation, finishDeviation, nil),
  ]
  return statuses.first { $0 != SQLITE_OK } ?? SQLITE_OK
}

/// A value as a number; nil of NULL, text and bytes.
func number(_ value: OpaquePointer?) -> Double? {
  let type = sqlite3_value_type(value)
  return type == SQLITE_INTEGER || type == SQLITE_FLOAT ? sqlite3_value_double(value) : nil
}
