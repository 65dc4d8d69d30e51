#ifndef SEPARATRIX_CHWLOC_SHIM_H
#define SEPARATRIX_CHWLOC_SHIM_H

#include <hwloc.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Flags for discovery that is quick and leaves the thread where it is.
///
/// Disallowed processors are kept, so that a limit can be shown beside what
/// it limits. The binding of the calling thread is not changed: hwloc would
/// otherwise visit every processor to ask it for its `cpuid`. Tables that
/// Separatrix does not read are left out where this hwloc knows how (2.8).
static inline unsigned long separatrix_discovery_flags(void) {
  unsigned long flags = HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED;
#if HWLOC_API_VERSION >= 0x00020500
  flags |= HWLOC_TOPOLOGY_FLAG_DONT_CHANGE_BINDING;
#endif
#if HWLOC_API_VERSION >= 0x00020800
  flags |= HWLOC_TOPOLOGY_FLAG_NO_DISTANCES | HWLOC_TOPOLOGY_FLAG_NO_MEMATTRS;
#endif
  return flags;
}

/// Leaves out the question which cores are faster (hwloc 2.8 and later).
static inline unsigned long separatrix_no_kinds_flag(void) {
#if HWLOC_API_VERSION >= 0x00020800
  return HWLOC_TOPOLOGY_FLAG_NO_CPUKINDS;
#else
  return 0;
#endif
}

/// The affinity mask of the calling thread, without hwloc (Swift's C library
/// does not show the GNU functions). Bit i of `mask` stands for processor i;
/// what the kernel does not write stays as it was. Returns -1 if it refuses.
static inline long separatrix_thread_affinity(size_t bytes, unsigned long *mask) {
  return syscall(SYS_sched_getaffinity, 0, bytes, mask);
}

#endif
