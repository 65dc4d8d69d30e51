import SweepPlan
import Testing

@Suite("SHA-256 gives the digests of FIPS 180")
struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlm"
        + "nopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func ofKnownMessages(message: String, digest: String) {
    #expect(SHA256.hexadecimal(message.utf8) == digest)
    // The same message in pieces, shorter and longer than a block.
    for piece in [1, 55, 63, 64, 65, 1000] where piece > 1 || message.utf8.count < 1000 {
      var hash = SHA256()
      let bytes = Array(message.utf8)
      for first in stride(from: 0, to: bytes.count, by: piece) {
        hash.update(Array(bytes[first..<min(first + piece, bytes.count)]))
      }
      #expect(hash.finish() == digest, "in pieces of \(piece)")
    }
  }
}
