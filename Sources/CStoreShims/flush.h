// Puts all that was written to a file system onto its disk.
//
// Contract: `directory` is an open file descriptor. Returns 0, or -1 with `errno` set.

#pragma once
#include <errno.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>

static inline int flush_file_system(int directory) {
  return (int)syscall(SYS_syncfs, directory);
}

#else

static inline int flush_file_system(int directory) {
  return fsync(directory);
}

#endif
