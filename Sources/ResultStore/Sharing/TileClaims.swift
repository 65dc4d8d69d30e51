import SweepPlan
import ZarrStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that tell other processes which tiles this one is at: `verdict/claims/NUMBER`, with the run's
/// ID inside.
///
/// They save work and nothing more: a tile that is computed twice has the same bytes. So nothing is
/// flushed to the disk, and a file system that knows neither exclusive renames nor links will do.
public struct TileClaims: Sendable {
  /// Who has claimed a tile.
  public enum Holder: Sendable, Hashable {
    case run(RunID)
    /// The claim is empty or torn: a power failure's work.
    case unreadable
  }

  public enum Answer: Sendable, Hashable {
    case claimed
    case held(Holder)
  }

  private let parent: String
  private let place: StorePlace?
  private let run: RunID
  private var path: String { "\(parent)/\(Self.name)" }
  private static var name: String { "claims" }

  public init(_ folder: RunFolder, run: RunID) {
    parent = folder.parent
    place = folder.place
    self.run = run
  }

  /// Something that is no folder is in its place: then every claim succeeds, and tiles may be computed
  /// twice.
  public var obstacle: String? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    return isFolder ? nil : path
  }

  /// Claims a tile, unless another run has. To claim what is claimed already succeeds.
  public func claim(_ tile: Int) throws(ResultStoreError) -> Answer {
    try place?.check()
    // Whoever claims at the same moment, or removes the folder for being empty, makes for another try.
    for _ in 0..<8 {
      do throws(StoreError) {
        if try create(tile) { return .claimed }
        if let holder = holder(of: tile) { return holder == .run(run) ? .claimed : .held(holder) }
      } catch  where error.isNoSuchFile && obstacle == nil {
        try storing { () throws(StoreError) in try createDirectories([Self.name], below: parent) }
      } catch {
        guard obstacle == nil else { return .claimed }
        throw .storage(error)
      }
    }
    return obstacle == nil ? .held(.unreadable) : .claimed
  }

  private func create(_ tile: Int) throws(StoreError) -> Bool {
    let file = file(of: tile)
    do throws(StoreError) {
      return try writing { bytes throws(StoreError) in
        try AtomicFile.createExclusively(bytes, at: file, flush: false)
      }
    } catch {
      guard let code = error.code, [EINVAL, ENOSYS, ENOTSUP, EPERM, EMLINK].contains(code) else {
        throw error
      }
      guard access(file, F_OK) != 0 else { return false }
      try writing { bytes throws(StoreError) in try AtomicFile.write(bytes, to: file) }
      return true
    }
  }

  /// Claims a tile whose holder is dead; false if meanwhile somebody else has.
  ///
  /// Two that do so at the same instant may both succeed.
  public func takeOver(_ tile: Int, from dead: Holder) throws(ResultStoreError) -> Bool {
    try place?.check()
    guard let holder = holder(of: tile) else { return try claim(tile) == .claimed }
    guard holder == dead else { return false }
    do throws(StoreError) {
      try writing { bytes throws(StoreError) in try AtomicFile.write(bytes, to: file(of: tile)) }
      return self.holder(of: tile) == .run(run)
    } catch  where error.code == EISDIR {
      // Somebody's folder, which holds nothing up.
      return true
    } catch {
      throw .storage(error)
    }
  }

  /// Who has claimed the tile; `nil` if nobody.
  public func holder(of tile: Int) -> Holder? {
    do throws(StoreError) {
      guard let bytes = try readFile(file(of: tile), limit: 1 << 10) else { return nil }
      return RunID(parsing: String(decoding: bytes, as: UTF8.self)).map(Holder.run) ?? .unreadable
    } catch {
      return error.isNoSuchFile ? nil : .unreadable
    }
  }

  /// Gives a claim back, if it is still this run's.
  public func release(_ tile: Int) {
    if holder(of: tile) == .run(run) { unlink(file(of: tile)) }
  }

  /// The tiles that are claimed, by one look at the folder.
  public func tiles() -> Set<Int> { Set(names().compactMap { Int($0) }) }

  /// Gives all claims of this run back, and removes the folder if no other run has one.
  public func releaseAll() {
    for tile in tiles() { release(tile) }
    rmdir(path)
  }

  /// Removes the claims, whole or begun, of runs that are dead, and the folder if none is left.
  ///
  /// - Parameter isComplete: Nothing is left to do: then all of them.
  static func removeLeft(_ folder: RunFolder, isComplete: Bool) {
    let claims = TileClaims(folder, run: .new())
    // Behind a link are somebody else's files.
    guard !isLink(claims.path) else { return }
    for name in claims.names() {
      let isLeft =
        if let writer = TemporaryName(parsing: name)?.writer {
          writer.isOver(isComplete: isComplete)
        } else if let tile = Int(name), name == "\(tile)" {
          claims.isLeft(tile, of: folder, isComplete: isComplete)
        } else {
          false  // Somebody's own.
        }
      if isLeft { unlink("\(claims.path)/\(name)") }
    }
    rmdir(claims.path)
  }

  private func isLeft(_ tile: Int, of folder: RunFolder, isComplete: Bool) -> Bool {
    if case .run(let run) = holder(of: tile) {
      return folder.run(run).state.isOver(isComplete: isComplete)
    }
    // Torn, but no longer than a claim.
    let bytes = (try? readFile(file(of: tile), limit: Self.longest)) ?? nil
    return isComplete && bytes != nil
  }

  private static var longest: Int { 128 }

  private func file(of tile: Int) -> String { "\(path)/\(tile)" }

  private func names() -> [String] { (try? directoryEntries(path)) ?? [] }

  private func writing<Result>(
    _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let bytes = Array(run.text.utf8)
    return try bytes.span.withUnsafeBytes(body)
  }
}
