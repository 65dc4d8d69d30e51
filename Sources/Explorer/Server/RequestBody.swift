import FlyingFox
import Foundation
import SweepPlan
import ZarrStore

extension HTTPRequest {
  /// The most bytes that a request may carry.
  static let bodyLimit = 1 << 16

  /// The body as JSON.
  ///
  /// - Throws: `Refusal` if it is too long, of another type, or no JSON.
  func json() async throws -> JSON {
    let type = headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""
    guard type.trimmingCharacters(in: .whitespaces).lowercased() == "application/json" else {
      throw Refusal(
        kind: .wrongType, message: "the body is not JSON; send Content-Type: application/json")
    }
    let bytes = try await body()
    do throws(JSONSyntaxError) {
      return try JSON(parsing: bytes)
    } catch {
      throw Refusal.badRequest("the body is not JSON: \(error)")
    }
  }

  private func body() async throws -> [UInt8] {
    let tooLarge = Refusal(
      kind: .tooLarge, message: "a request may carry at most \(Self.bodyLimit) bytes")
    if let count = bodySequence.count, count > Self.bodyLimit { throw tooLarge }
    var bytes: [UInt8] = []
    do {
      for try await part in bodySequence {
        guard bytes.count + part.count <= Self.bodyLimit else { throw tooLarge }
        bytes += part
      }
    } catch let error where !(error is Refusal) {
      throw Refusal.badRequest("the body breaks off, or is in pieces that are none")
    }
    return bytes
  }

  /// A parameter of the address.
  func text(_ name: String) throws(Refusal) -> String {
    guard let value = query.first(where: { $0.name == name })?.value else {
      throw .badRequest("the address is without \(name)=")
    }
    return value
  }

  func whole(_ name: String) throws(Refusal) -> Int {
    let text = try text(name)
    guard let value = Int(text) else {
      throw .badRequest("\(name) is \(quoted(text)); expected a whole number")
    }
    return value
  }

  func number(_ name: String) throws(Refusal) -> Double {
    let text = try text(name)
    guard let value = Double(text), value.isFinite else {
      throw .badRequest("\(name) is \(quoted(text)); expected a finite number")
    }
    return value
  }
}
