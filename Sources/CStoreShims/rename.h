// A rename that fails with EEXIST where the new name is taken, in one atomic step.
//
// Contract: both are NUL-terminated paths. Returns 0, or -1 with `errno` set; EINVAL or ENOSYS mean that
// this file system or kernel cannot do it.

#pragma once
#include <errno.h>
#include <stdio.h>

#if defined(__linux__)
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline int rename_if_absent(const char *from, const char *to) {
#if defined(SYS_renameat2)
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u /* RENAME_NOREPLACE */);
#else
  errno = ENOSYS;
  return -1;
#endif
}

// Two names change places, in one atomic step; else as above.
static inline int rename_exchanging(const char *a, const char *b) {
#if defined(SYS_renameat2)
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2u /* RENAME_EXCHANGE */);
#else
  errno = ENOSYS;
  return -1;
#endif
}

#elif defined(__APPLE__)

static inline int rename_exchanging(const char *a, const char *b) {
  return renamex_np(a, b, RENAME_SWAP);
}

static inline int rename_if_absent(const char *from, const char *to) {
  return renamex_np(from, to, RENAME_EXCL);
}

#else

static inline int rename_exchanging(const char *a, const char *b) {
  (void)a;
  (void)b;
  errno = ENOSYS;
  return -1;
}

static inline int rename_if_absent(const char *from, const char *to) {
  (void)from;
  (void)to;
  errno = ENOSYS;
  return -1;
}

#endif
