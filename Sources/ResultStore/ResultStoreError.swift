import ZarrStore

/// Why a sweep's store could not be opened or used. The description is a sentence for users.
public enum ResultStoreError: Error, Sendable, Hashable {
  /// There is nothing at the path.
  case noStore(path: String)
  /// There is something at the path, but no store.
  case notAStore(path: String, problem: String)
  /// The store at the path has lost its own `zarr.json`, which says which sweep it holds: it is torn, as
  /// a power failure leaves files, or missing.
  case lostRoot(path: String, isTorn: Bool)
  /// The store at the path holds another sweep.
  case otherSweep(path: String, differences: [String])
  /// The results would not fit.
  case tooLarge(path: String, bytes: UInt64, free: UInt64)
  /// A record that the store does not hold.
  case notRecorded(path: String, variable: String, recorded: [String])
  /// More seeds were asked for, and cannot be had.
  case notWidened(path: String, problem: String)
  case storage(StoreError)
}

extension ResultStoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noStore(let path):
      "there is no store at \(path); separatrix run makes one from a sweep file"
    case .notAStore(let path, let problem):
      "\(path) is not a store of Separatrix: \(problem)"
    case .lostRoot(let path, let isTorn):
      "\(path)/zarr.json is \(isTorn ? "torn, as a power failure leaves files" : "missing"); "
        + "separatrix run SWEEP.yaml --store \(path), with the file of its sweep, writes it anew and "
        + "keeps what is computed"
    case .otherSweep(let path, let differences):
      "\(path) holds another sweep (\(differences.joined(separator: "; "))); "
        + "choose another place with --store, or remove it"
        + (differences == ["other seeds"] ? "; for more seeds of the same, say --seeds" : "")
    case .tooLarge(let path, let bytes, let free):
      "the results may take \(binary(bytes)), but only \(binary(free)) are free at \(path); "
        + "use a smaller grid, record fewer variables, or another disk"
    case .notRecorded(let path, let variable, let recorded):
      "\(path) did not record \(variable); it has \(recorded.joined(separator: ", "))"
    case .notWidened(let path, let problem):
      "\(path) cannot have other seeds: \(problem); choose another place with --store"
    case .storage(let error): error.description
    }
  }

  /// 17825792 → "17.0 MiB"
  private func binary(_ bytes: UInt64) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var (value, unit) = (Double(bytes) / 1024, 0)
    while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    return "\((value * 10).rounded() / 10) \(units[unit])"
  }
}

/// Runs `body`, turning storage errors into this module's.
func storing<Result>(_ body: () throws(StoreError) -> Result) throws(ResultStoreError) -> Result {
  do throws(StoreError) { return try body() } catch { throw .storage(error) }
}
