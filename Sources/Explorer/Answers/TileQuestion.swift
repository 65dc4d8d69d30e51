import SweepPlan

extension Exploration {
  /// Tiles that a request may ask for.
  private static var tileLimit: Int { 512 }

  /// - Throws: `Refusal` if the body is not as it should be.
  func tileRequest(_ body: JSON) throws(Refusal) -> TileRequest {
    guard let client = body["client"]?.string, (1...100).contains(client.utf8.count) else {
      throw .badRequest("client is not a word of 1 to 100 letters")
    }
    guard let generation = body["generation"]?.int else {
      throw .badRequest("generation is not a whole number")
    }
    guard let id = body["view"]?.string else { throw .badRequest("view is not a word") }
    let view = try view(id: id)
    let variable = try variable(body["variable"]?.string ?? Variable.verdict.rawValue, of: view)
    guard let list = body["tiles"]?.array, list.count <= Self.tileLimit else {
      throw .badRequest("tiles is not a list of at most \(Self.tileLimit) tiles")
    }
    var addresses: [TileAddress] = []
    for item in list {
      guard let numbers = item.array?.map(\.int), numbers.count == 4, let kx = numbers[0],
        let ky = numbers[1], let i = numbers[2], let j = numbers[3]
      else { throw .badRequest("a tile is not a list of four whole numbers, [kx, ky, i, j]") }
      let address = TileAddress(kx: kx, ky: ky, i: i, j: j)
      guard address.isPossible(in: view) else {
        throw .badRequest(
          "the tile [\(kx), \(ky), \(i), \(j)] is too far away; levels go from "
            + "\(view.levels.lowerBound) to \(view.levels.upperBound)")
      }
      addresses.append(address)
    }
    return TileRequest(
      client: client, generation: generation, view: view, variable: variable,
      addresses: addresses)
  }

  func variable(_ name: String, of view: ExploredView) throws(Refusal) -> Variable {
    guard let variable = view.variables.first(where: { $0.rawValue == name }) else {
      let names = view.variables.map(\.rawValue).joined(separator: ", ")
      throw .badRequest("the view has no variable \(quoted(name)); it has \(names)")
    }
    return variable
  }
}
