import Foundation

/// What a process writes: in a file without a name, not a pipe, so that nobody need read meanwhile.
struct SpokenWords {
  let file: FileHandle

  init() throws {
    guard let stream = tmpfile() else {
      throw Complaint(
        .cannotCreate, "cannot create a temporary file: \(String(cString: strerror(errno)))")
    }
    file = FileHandle(fileDescriptor: dup(fileno(stream)), closeOnDealloc: true)
    fclose(stream)
  }

  var text: String {
    try? file.seek(toOffset: 0)
    let data = (try? file.readToEnd()) ?? Data()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
