import FlyingSocks

/// The frames of a request as they come: the body of its answer.
///
/// When the server lets go of it, because all was sent or the page is gone, the request ends.
struct TileFrames: AsyncBufferedSequence {
  typealias Element = UInt8

  let request: TileRequest
  let scheduler: TileScheduler

  func makeAsyncIterator() -> Iterator {
    Iterator(frames: request.frames.makeAsyncIterator(), request: request, scheduler: scheduler)
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    fileprivate var frames: AsyncStream<[UInt8]>.Iterator
    fileprivate let request: TileRequest
    fileprivate let scheduler: TileScheduler
    private var pending: ArraySlice<UInt8> = []

    fileprivate init(
      frames: AsyncStream<[UInt8]>.Iterator, request: TileRequest, scheduler: TileScheduler
    ) {
      self.frames = frames
      self.request = request
      self.scheduler = scheduler
    }

    mutating func next() async -> UInt8? {
      if pending.isEmpty, let frame = await nextBuffer(suggested: 1) { pending = frame[...] }
      return pending.popFirst()
    }

    /// A whole frame, however many bytes were suggested.
    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      guard let frame = await frames.next() else { return nil }
      scheduler.frameWasSent(of: request)
      return frame
    }
  }
}
