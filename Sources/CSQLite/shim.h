// SQLite, what of it Swift cannot call (functions with any number of arguments, casts in macros), and
// the two structures that virtual tables begin with, each with what this program adds.

#pragma once

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/// A virtual table. SQLite fills and frees nothing behind `base`.
struct cell_vtab {
  sqlite3_vtab base;
  void *table;
};

/// Where the values of one column are while a cursor is in a chunk.
struct cell_column {
  int32_t kind;
  /// What is added to `places`, the cell's place along the column's axis, by cell of the chunk.
  int32_t origin;
  const int32_t *places;
  /// By cell of the chunk, or by index of the axis.
  const void *values;
};

/// A cursor: the cells of a chunk that are next, as places in its buffers, and the columns there.
struct cell_cursor {
  sqlite3_vtab_cursor base;
  const int32_t *next;
  const int32_t *end;
  struct cell_column *columns;
  void *scan;
};

/// Switches a setting of a connection on or off.
static inline int sqlite3_switch(sqlite3 *database, int setting, bool on) {
  return sqlite3_db_config(database, setting, on ? 1 : 0, (int *)0);
}

/// Forbids that views and triggers use the virtual table that is being connected.
static inline int sqlite3_vtab_direct_only(sqlite3 *database) {
  return sqlite3_vtab_config(database, SQLITE_VTAB_DIRECTONLY);
}

/// Text that lives as long as the program.
static inline void sqlite3_result_lasting_text(sqlite3_context *context, const char *text, int count) {
  sqlite3_result_text(context, text, count, SQLITE_STATIC);
}
