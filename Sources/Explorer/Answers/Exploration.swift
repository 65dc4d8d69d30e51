import FlyingFox
import ResultStore
import SweepEngine
import SweepPlan
import Synchronization

/// A sweep, or a store of one, that is looked at: its views, their tiles, and what pages ask of them.
public final class Exploration: Sendable {
  public enum Subject: Sendable {
    case sweep(Plan)
    case store(SweepStore)
  }

  let subject: Subject
  /// What people call the sweep.
  let name: String
  /// The sweep file or store as the user wrote it.
  let file: String
  let catalog: CatalogDescription
  let scheduler: TileScheduler
  let builder: ViewBuilder
  let errands = Errands(threads: 2)
  let painter: Painter
  /// `nil` without a store.
  private let progress: StoreProgress?
  private let views = Mutex<[ExploredView]>([])

  /// Views that are remembered.
  private static let viewLimit = 64
  private static let cacheBytes = 256 << 20

  /// - Parameters:
  ///   - name: What people call the sweep.
  ///   - file: The sweep file or the store as the user wrote it.
  ///   - workers: Threads that compute tiles; at least 1.
  ///   - painter: Draws what is exported.
  /// - Throws: `ExplorerError` if the sweep has no map.
  public init(
    _ subject: Subject, name: String, file: String, catalog: CatalogDescription,
    instructionSet: InstructionSet, workers: Int, painter: @escaping Painter
  ) throws {
    self.subject = subject
    self.name = name
    self.file = file
    self.catalog = catalog
    self.painter = painter
    let store: SweepStore? = if case .store(let store) = subject { store } else { nil }
    progress = store.map(StoreProgress.init)
    builder = ViewBuilder(
      base: subject.plan, catalog: catalog, instructionSet: instructionSet, hasStore: store != nil)
    scheduler = TileScheduler(
      workers: workers, cacheBytes: Self.cacheBytes, source: TileSource(store: store))
    do throws(Refusal) {
      _ = try view(ViewRequest())
    } catch {
      throw ExplorerError(error.message)
    }
  }

  /// The plan that views begin with.
  var base: Plan { subject.plan }

  // MARK: Views

  /// The view that is asked for, which is remembered.
  func view(_ request: ViewRequest) throws(Refusal) -> ExploredView {
    let view = try builder.view(request)
    return views.withLock { views in
      let known = views.firstIndex { $0.id == view.id }.map { views.remove(at: $0) }
      views.append(known ?? view)
      if views.count > Self.viewLimit { views.removeFirst() }
      return known ?? view
    }
  }

  func view(id: String) throws(Refusal) -> ExploredView {
    let found = views.withLock { views -> ExploredView? in
      guard let index = views.firstIndex(where: { $0.id == id }) else { return nil }
      let view = views.remove(at: index)
      views.append(view)
      return view
    }
    guard let found else { throw .unknownView }
    return found
  }

  func description(of view: ExploredView) -> ViewDescription {
    ViewDescription(view, base: base, hasStore: subject.hasStore)
  }

  // MARK: What is answered

  /// By path: answers to a JSON body.
  var postAnswers: [String: @Sendable (JSON) async throws -> Reply] {
    ["/api/view": answerView, "/api/tiles": answerTiles]
  }

  /// By path: answers to an address.
  var getAnswers: [String: @Sendable (HTTPRequest) async throws -> Reply] {
    var answers: [String: @Sendable (HTTPRequest) async throws -> Reply] = [
      "/api/session": answerSession, "/api/cell": answerCell,
      "/api/trajectory": answerTrajectory, "/api/theory": answerTheory,
      "/api/status": answerStatus, "/api/export/sweep.yaml": answerSweepFile,
    ]
    for format in PictureOrder.Format.allCases {
      answers["/api/export/picture.\(format.rawValue)"] = { [self] request in
        try await answerPicture(request, format)
      }
    }
    return answers
  }

  @Sendable private func answerView(_ body: JSON) throws -> Reply {
    try Reply(json: description(of: try view(ViewRequest(body))))
  }

  @Sendable private func answerTiles(_ body: JSON) throws -> Reply {
    let request = try tileRequest(body)
    try scheduler.submit(request)
    return Reply(TileFrames(request: request, scheduler: scheduler))
  }

  @Sendable private func answerSession(_ request: HTTPRequest) throws -> Reply {
    try Reply(json: SessionDescription(self, view: try view(ViewRequest())))
  }

  @Sendable private func answerStatus(_ request: HTTPRequest) async throws -> Reply {
    guard let progress else { return try Reply(json: StatusDescription(kind: "sweep")) }
    let status = try await errands.run { [base] in
      StatusDescription(
        kind: "store", done: try progress.countDone(), total: base.grid.tileCount,
        isRunning: progress.isRunning)
    }
    return try Reply(json: status)
  }
}

extension Exploration.Subject {
  var plan: Plan {
    switch self {
    case .sweep(let plan): plan
    case .store(let store): store.plan
    }
  }

  var hasStore: Bool { if case .store = self { true } else { false } }
}
