// Vector operations that Swift's SIMD types lack or compile badly, and the floating-point
// control register.
//
// One name per operation; the width follows from the instruction set of the target that imports
// this header: 64 bytes with AVX-512, 32 with AVX, 16 otherwise. Every operation is one IEEE-exact
// operation per lane, so a result does not depend on the width.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <xmmintrin.h>
#endif

#if defined(__AVX512F__)
#define LANES_BYTES 64
#elif defined(__AVX__)
#define LANES_BYTES 32
#else
#define LANES_BYTES 16
#endif

#define LANES_INLINE static inline __attribute__((always_inline))

#define REAL float
#define INTEGER int32_t
#define PATTERN uint32_t
#define VECTOR lanes_f32
#define OPERATION(NAME) lanes_f32_##NAME
#define MAGNITUDE_BITS 0x7fffffff
#define MANTISSA_BITS 23
#define BIAS 127
#define ONE_BITS 0x3f800000
#define SQRT_HALF_BITS 0x3f3504f3
#include "LaneOperations.inc"
#undef REAL
#undef INTEGER
#undef PATTERN
#undef VECTOR
#undef OPERATION
#undef MAGNITUDE_BITS
#undef MANTISSA_BITS
#undef BIAS
#undef ONE_BITS
#undef SQRT_HALF_BITS

#define REAL double
#define INTEGER int64_t
#define PATTERN uint64_t
#define VECTOR lanes_f64
#define OPERATION(NAME) lanes_f64_##NAME
#define MAGNITUDE_BITS 0x7fffffffffffffff
#define MANTISSA_BITS 52
#define BIAS 1023
#define ONE_BITS 0x3ff0000000000000
#define SQRT_HALF_BITS 0x3fe6a09e667f3bcd
#include "LaneOperations.inc"
#undef REAL
#undef INTEGER
#undef PATTERN
#undef VECTOR
#undef OPERATION
#undef MAGNITUDE_BITS
#undef MANTISSA_BITS
#undef BIAS
#undef ONE_BITS
#undef SQRT_HALF_BITS

// Flush-to-zero and denormals-are-zero for the calling thread. Returns the register's old value,
// which `lanes_restore_floating_point_control` puts back.
#if defined(__x86_64__)
LANES_INLINE uint64_t lanes_flush_subnormals(void) {
  uint32_t old = _mm_getcsr();
  _mm_setcsr(old | 0x8040);
  return old;
}
LANES_INLINE void lanes_restore_floating_point_control(uint64_t old) {
  _mm_setcsr((uint32_t)old);
}
LANES_INLINE uint64_t lanes_floating_point_control(void) {
  return _mm_getcsr();
}
#elif defined(__aarch64__)
LANES_INLINE uint64_t lanes_floating_point_control(void) {
  uint64_t value;
  __asm__ volatile("mrs %0, fpcr" : "=r"(value));
  return value;
}
LANES_INLINE void lanes_restore_floating_point_control(uint64_t old) {
  __asm__ volatile("msr fpcr, %0" : : "r"(old) : "memory");
}
LANES_INLINE uint64_t lanes_flush_subnormals(void) {
  uint64_t old = lanes_floating_point_control();
  lanes_restore_floating_point_control(old | (1ull << 24));
  return old;
}
#endif

// Which of the x86-64 micro-architecture levels processor and operating system offer: 1 to 4.
// Source: x86-64 psABI, "Micro-Architecture Levels"; Intel SDM vol. 2, CPUID and vol. 1, 13.3 (XCR0).
LANES_INLINE int lanes_x86_64_level(void) {
#if defined(__x86_64__)
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 1;
  const uint32_t sse3 = 1u << 0, ssse3 = 1u << 9, fma = 1u << 12, cx16 = 1u << 13, sse41 = 1u << 19,
                 sse42 = 1u << 20, movbe = 1u << 22, popcnt = 1u << 23, osxsave = 1u << 27,
                 avx = 1u << 28, f16c = 1u << 29;
  const uint32_t level2 = sse3 | ssse3 | cx16 | sse41 | sse42 | popcnt;
  if ((c & level2) != level2) return 1;
  const uint32_t level3 = fma | movbe | osxsave | avx | f16c;
  if ((c & level3) != level3) return 2;
  uint32_t xcr0, high;
  __asm__ volatile("xgetbv" : "=a"(xcr0), "=d"(high) : "c"(0));
  if ((xcr0 & 0x6) != 0x6) return 2;
  uint32_t b7, a1, b1, c1, d1;
  if (!__get_cpuid_count(7, 0, &a, &b7, &c, &d)) return 2;
  if (!__get_cpuid(0x80000001, &a1, &b1, &c1, &d1)) return 2;
  const uint32_t bmi1 = 1u << 3, avx2 = 1u << 5, bmi2 = 1u << 8, lzcnt = 1u << 5;
  if ((b7 & (bmi1 | avx2 | bmi2)) != (bmi1 | avx2 | bmi2) || !(c1 & lzcnt)) return 2;
  const uint32_t avx512f = 1u << 16, avx512dq = 1u << 17, avx512cd = 1u << 28, avx512bw = 1u << 30,
                 avx512vl = 1u << 31;
  const uint32_t level4 = avx512f | avx512dq | avx512cd | avx512bw | avx512vl;
  return (b7 & level4) == level4 && (xcr0 & 0xe6) == 0xe6 ? 4 : 3;
#else
  return 0;
#endif
}
