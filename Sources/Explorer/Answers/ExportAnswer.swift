import Figures
import FlyingFox
import Foundation
import SweepPlan

extension Exploration {
  /// Cells along a side of what is exported.
  private static var sideLimit: Int { 4096 }

  /// The sweep file of a part of the map.
  @Sendable func answerSweepFile(_ request: HTTPRequest) throws -> Reply {
    let plan = try exportedPlan(request)
    let reply = Reply(Data(SweepText(plan).text.utf8), type: "application/yaml")
    return reply.attached(as: "\(fileName).yaml")
  }

  /// The picture of a part of the map, in any format.
  func answerPicture(_ request: HTTPRequest, _ format: PictureOrder.Format) async throws -> Reply {
    let plan = try exportedPlan(request)
    let view = try view(id: try request.text("view"))
    let order = PictureOrder(
      plan: plan, variable: try variable(request.text("variable"), of: view),
      colors: try colors(request), showsTheory: try request.text("theory") == "1",
      format: format)
    let bytes = try await errands.run { [painter] in try painter(order) }
    return Reply(Data(bytes), type: format.type).attached(as: "\(fileName).\(format.rawValue)")
  }

  private func exportedPlan(_ request: HTTPRequest) throws(Refusal) -> Plan {
    let view = try view(id: try request.text("view"))
    let (width, height) = (try request.whole("width"), try request.whole("height"))
    guard (1...Self.sideLimit).contains(width), (1...Self.sideLimit).contains(height) else {
      throw .badRequest("a picture has 1 to \(Self.sideLimit) cells along a side")
    }
    let window = try ViewWindow(request, in: view, width: width, height: height)
    do throws(SweepError) {
      return try window.plan.checked(catalog)
    } catch {
      throw .badRequest(error.message)
    }
  }

  private func colors(_ request: HTTPRequest) throws(Refusal) -> ColorMap? {
    guard let name = request.query.first(where: { $0.name == "colors" })?.value, !name.isEmpty
    else { return nil }
    guard let colors = ColorMap(rawValue: name) else {
      let names = ColorMap.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badRequest("there are no colours \(quoted(name)); there are \(names)")
    }
    return colors
  }

  /// What a saved file is called.
  private var fileName: String {
    let word = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
    return word.isEmpty ? "sweep" : word
  }
}

extension Reply {
  /// To be saved, not shown.
  fileprivate func attached(as name: String) -> Reply {
    var reply = self
    reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return reply
  }
}
