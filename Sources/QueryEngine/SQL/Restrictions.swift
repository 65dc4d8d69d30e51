import CSQLite

/// Forbids a connection everything but reading what is attached, and what could take all memory.
///
/// - Returns: SQLite's status.
func restrict(_ connection: OpaquePointer) -> Int32 {
  let switches: [(Int32, Bool)] = [
    (SQLITE_DBCONFIG_DEFENSIVE, true), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
    (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, false), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, false),
    (SQLITE_DBCONFIG_ENABLE_TRIGGER, false), (SQLITE_DBCONFIG_ENABLE_VIEW, false),
    // "name" for 'name' would make a misspelt column a text.
    (SQLITE_DBCONFIG_DQS_DML, false), (SQLITE_DBCONFIG_DQS_DDL, false),
  ]
  for (setting, isOn) in switches {
    let status = sqlite3_switch(connection, setting, isOn)
    if status != SQLITE_OK { return status }
  }
  let limits: [(Int32, Int32)] = [
    (SQLITE_LIMIT_LENGTH, 1 << 24), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_EXPR_DEPTH, 500), (SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000), (SQLITE_LIMIT_ATTACHED, 10),
    (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]
  for (limit, value) in limits { sqlite3_limit(connection, limit, value) }
  return sqlite3_set_authorizer(connection, authorize, nil)
}

private func authorize(
  context: UnsafeMutableRawPointer?, action: Int32, first: UnsafePointer<CChar>?,
  second: UnsafePointer<CChar>?, schema: UnsafePointer<CChar>?, source: UnsafePointer<CChar>?
) -> Int32 {
  switch action {
  case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
  case SQLITE_FUNCTION:
    let name = second.map { String(cString: $0).lowercased() } ?? ""
    return forbiddenFunctions.contains(name) ? SQLITE_DENY : SQLITE_OK
  case SQLITE_PRAGMA:
    let name = first.map { String(cString: $0).lowercased() } ?? ""
    return readingPragmas.contains(name) ? SQLITE_OK : SQLITE_DENY
  default: return SQLITE_DENY
  }
}

/// What opens files, in SQLite and in its shell.
private let forbiddenFunctions: Set = [
  "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer",
]

/// As statements only: a table-valued function, as `pragma_table_info('map')` or `json_each` is, declares a
/// table when it is first used, and that is not allowed.
private let readingPragmas: Set = [
  "table_info", "table_xinfo", "table_list", "database_list", "function_list", "compile_options",
]
