import Dispatch
import Foundation
import ResultStore
import SweepPlan
import Synchronization
import Testing

struct TileClaimsTests {
  private let temporary: TemporaryStore
  private let folder: RunFolder
  private let mine = RunID.new()
  private let theirs = RunID.new()
  private let claims: TileClaims
  private let others: TileClaims
  private var path: String { "\(temporary.store.path)/verdict/claims" }

  init() throws {
    temporary = try TemporaryStore(try smallPlan())
    folder = RunFolder(temporary.store)
    claims = TileClaims(folder, run: mine)
    others = TileClaims(folder, run: theirs)
  }

  @Test func `one run holds a tile until it gives it back`() throws {
    #expect(claims.tiles().isEmpty)
    #expect(try claims.claim(5) == .claimed)
    #expect(try others.claim(5) == .held(.run(mine)))
    // An answer that was lost on the way is asked for again.
    #expect(try claims.claim(5) == .claimed)
    others.release(5)
    #expect(claims.holder(of: 5) == .run(mine))
    claims.release(5)
    #expect(try others.claim(5) == .claimed)
    #expect(claims.tiles() == [5])
  }

  @Test func `of many that claim at once one succeeds`() throws {
    let wins = Mutex<[Int: Int]>([:])
    let errors = Mutex<[String]>([])
    let folder = folder
    DispatchQueue.concurrentPerform(iterations: 400) { index in
      do {
        if try TileClaims(folder, run: .new()).claim(index % 40) == .claimed {
          wins.withLock { $0[index % 40, default: 0] += 1 }
        }
      } catch {
        errors.withLock { $0.append("\(error)") }
      }
    }
    #expect(errors.withLock { $0 } == [])
    #expect(wins.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<40).map { ($0, 1) }))
  }

  @Test func `the folder comes and goes with the claims`() throws {
    for tile in 0..<3 { _ = try claims.claim(tile) }
    _ = try others.claim(9)
    claims.releaseAll()
    #expect(others.tiles() == [9])
    others.releaseAll()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try claims.claim(1) == .claimed)
  }

  @Test func `claims and the folder's removal may cross`() throws {
    let failures = Mutex<[String]>([])
    let folder = folder
    DispatchQueue.concurrentPerform(iterations: 300) { index in
      let claims = TileClaims(folder, run: .new())
      do {
        if try claims.claim(index) != .claimed { failures.withLock { $0.append("\(index)") } }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
      claims.releaseAll()
    }
    #expect(failures.withLock { $0 } == [])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a claim is taken over from the one that was dead, and from no other`() throws {
    _ = try others.claim(5)
    #expect(try !claims.takeOver(5, from: .run(.new())))
    #expect(try !claims.takeOver(5, from: .unreadable))
    #expect(claims.holder(of: 5) == .run(theirs))
    #expect(try claims.takeOver(5, from: .run(theirs)))
    #expect(claims.holder(of: 5) == .run(mine))
    // The dead was only slow: it takes nothing away from who has the tile now.
    others.release(5)
    #expect(claims.holder(of: 5) == .run(mine))
    // Given back meanwhile.
    claims.release(5)
    #expect(try claims.takeOver(5, from: .run(theirs)))
  }

  @Test func `a claim torn at any length is nobody's, and can be taken over`() throws {
    _ = try others.claim(5)
    let whole = try readBytes("\(path)/5")
    for length in 0..<whole.count {
      try writeBytes(Array(whole[..<length]), "\(path)/5")
      #expect(try claims.claim(5) == .held(.unreadable), "\(length) bytes")
      #expect(try claims.takeOver(5, from: .unreadable))
      #expect(claims.holder(of: 5) == .run(mine))
    }
    try writeBytes([UInt8](repeating: 0, count: whole.count), "\(path)/5")
    #expect(claims.holder(of: 5) == .unreadable)
  }

  @Test func `a store that has vanished is an error in words`() throws {
    try FileManager.default.removeItem(atPath: temporary.store.path)
    let error = storeError { () throws(ResultStoreError) in _ = try claims.claim(5) }
    #expect(try #require(error).description.contains("vanished"))
    #expect(!FileManager.default.fileExists(atPath: temporary.store.path))
  }
}
