import Foundation

/// A wall clock that tests can set while a process looks at it: a library, loaded before all others, adds
/// to the time of day what is written in a file. Clocks that nobody can set stay as they are.
struct ShiftedClock {
  private let library: String
  private let file: String

  private static let source = """
    #define _GNU_SOURCE
    #include <stdio.h>
    #include <stdlib.h>
    #include <sys/syscall.h>
    #include <sys/time.h>
    #include <time.h>
    #include <unistd.h>

    static time_t shift(void) {
      long seconds = 0;
      FILE *file = fopen(getenv("CLOCK_SHIFT"), "re");
      if (file && fscanf(file, "%ld", &seconds) != 1) seconds = 0;
      if (file) fclose(file);
      return seconds;
    }

    int clock_gettime(clockid_t clock, struct timespec *now) {
      int result = syscall(SYS_clock_gettime, clock, now);
      if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += shift();
      return result;
    }

    time_t time(time_t *place) {
      struct timespec now;
      clock_gettime(CLOCK_REALTIME, &now);
      if (place) *place = now.tv_sec;
      return now.tv_sec;
    }

    int gettimeofday(struct timeval *restrict now, void *restrict zone) {
      struct timespec precise;
      int result = clock_gettime(CLOCK_REALTIME, &precise);
      now->tv_sec = precise.tv_sec;
      now->tv_usec = precise.tv_nsec / 1000;
      return result;
    }

    """

  init(in directory: TemporaryDirectory) throws {
    library = "\(directory.streams)/clock.so"
    file = "\(directory.streams)/clock.shift"
    let code = "\(directory.streams)/clock.c"
    try Data(Self.source.utf8).write(to: URL(fileURLWithPath: code))
    let compiler = try (try? Command.tool("cc")) ?? Command.tool("clang")
    let outcome = try Running(
      [compiler, "-shared", "-fPIC", "-O1", "-o", library, code], environment: [:], in: directory
    ).wait(60)
    guard outcome.status == 0 else { throw Command.Failure(description: outcome.errors) }
    try set(ahead: 0)
  }

  /// Sets it so many seconds before what it is, or behind.
  func set(ahead seconds: Int) throws {
    try Data("\(seconds)\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
  }

  /// For the process that is to look at it.
  var environment: [String: String] { ["LD_PRELOAD": library, "CLOCK_SHIFT": file] }
}
