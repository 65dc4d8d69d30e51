// The processor's CRC-32C instruction (Castagnoli, reflected polynomial 0x82F63B78), where it has one.
//
// Contract: `crc32c_instruction_advance` may be called only if `crc32c_instruction_available` returned
// true; it reads exactly `count` bytes from `bytes`, at any alignment. `state` is the running remainder,
// complemented by the caller before the first call and after the last.

#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)

static inline bool crc32c_instruction_available(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("sse4.2");
}

__attribute__((target("sse4.2"))) static inline uint32_t
crc32c_instruction_advance(uint32_t state, const uint8_t *bytes, size_t count) {
  uint64_t wide = state;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    wide = __builtin_ia32_crc32di(wide, word);
  }
  state = (uint32_t)wide;
  for (; count > 0; bytes += 1, count -= 1) state = __builtin_ia32_crc32qi(state, *bytes);
  return state;
}

#elif defined(__aarch64__) && (defined(__linux__) || defined(__APPLE__))

#if defined(__linux__)
#include <sys/auxv.h>
#endif

static inline bool crc32c_instruction_available(void) {
#if defined(__linux__)
  return (getauxval(AT_HWCAP) & (1ul << 7)) != 0;  // HWCAP_CRC32
#else
  return true;  // every Apple processor for arm64 has it
#endif
}

__attribute__((target("crc"))) static inline uint32_t
crc32c_instruction_advance(uint32_t state, const uint8_t *bytes, size_t count) {
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    state = __builtin_arm_crc32cd(state, word);
  }
  for (; count > 0; bytes += 1, count -= 1) state = __builtin_arm_crc32cb(state, *bytes);
  return state;
}

#else

static inline bool crc32c_instruction_available(void) { return false; }

static inline uint32_t crc32c_instruction_advance(uint32_t state, const uint8_t *bytes, size_t count) {
  (void)bytes;
  (void)count;
  return state;
}

#endif
