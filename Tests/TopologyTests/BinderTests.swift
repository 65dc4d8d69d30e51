import Dispatch
import Synchronization
import Testing
import Topology

@Suite struct BinderTests {
  let machine = Machine.discover()

  @Test func bindsAndUnbinds() {
    let binder = Binder(for: machine)
    for index in machine.allowed.indices {
      let before = affinity()
      binder.withBinding(to: [index]) { binding in
        #expect(binding.notice == nil)
        #expect(binding.cpuSet == [index])
        #expect(affinity() == [index])
        #expect(processor() == index)
      }
      #expect(affinity() == before)
    }
    #expect(binder.notice == nil)
  }

  @Test func theThreadGetsBackWhatItHad() {
    guard let one = machine.allowed.indices.last, let other = machine.allowed.first else { return }
    let binder = Binder(for: machine)
    let after = onNewThread {
      setAffinity([one])
      binder.withBinding(to: [other]) { _ in #expect(affinity() == [other]) }
      return affinity()
    }
    #expect(after == [one])
  }

  @Test func nestedBindingsUnwind() {
    guard let one = machine.allowed.indices.last, let other = machine.allowed.first else { return }
    let binder = Binder(for: machine)
    binder.withBinding(to: [one]) { _ in
      binder.withBinding(to: [other]) { _ in #expect(affinity() == [other]) }
      #expect(affinity() == [one])
    }
  }

  @Test func anInheritedBindingIsNotRestored() {
    guard let one = machine.allowed.indices.last else { return }
    let home = affinity()
    let binder = Binder(for: machine)
    let (inherited, after) = binder.withBinding(to: [one]) { _ in
      onNewThread {
        let inherited = affinity()
        binder.withBinding(to: [one]) { _ in }
        return (inherited, affinity())
      }
    }
    #expect(inherited == [one])
    #expect(after == home)
  }

  @Test func nilLeavesTheThreadAlone() {
    let before = affinity()
    Binder(for: machine).withBinding(to: nil) { binding in
      #expect(binding.cpuSet == nil && binding.notice == nil)
      #expect(affinity() == before)
    }
  }

  @Test(arguments: [[60_000], []] as [CPUSet])
  func aRefusalIsANotice(impossible: CPUSet) {
    let binder = Binder(for: machine)
    let before = affinity()
    let answer = binder.withBinding(to: impossible) { binding in
      #expect(binding.cpuSet == nil)
      #expect(binding.notice?.contains("processing unit") == true)
      #expect(affinity() == before)
      return 42
    }
    #expect(answer == 42)
    #expect(affinity() == before)
    #expect(binder.notice?.hasPrefix("1 of 1 worker unbound") == true)
  }

  @Test func anErrorPassesThroughAndUnbinds() {
    struct Failure: Error {}
    guard let one = machine.allowed.first else { return }
    let before = affinity()
    let binder = Binder(for: machine)
    #expect(throws: Failure.self) {
      try binder.withBinding(to: [one]) { _ throws(Failure) in throw Failure() }
    }
    #expect(affinity() == before)
  }

  @Test func manyThreadsAtOnce() throws {
    let workers = try Placement(machine: machine, pin: .pu, workers: 64).workers
    let binder = Binder(for: machine)
    let home = affinity()
    let wrong = Mutex(0)
    for _ in 0..<50 {
      DispatchQueue.concurrentPerform(iterations: workers.count) { index in
        let set = workers[index].cpuSet
        binder.withBinding(to: set) { _ in
          if affinity() != set { wrong.withLock { $0 += 1 } }
        }
        if affinity() != home { wrong.withLock { $0 += 1 } }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
    #expect(binder.notice == nil)
  }

  @Test @MainActor func theMainThread() {
    guard let one = machine.allowed.first else { return }
    let before = affinity()
    Binder(for: machine).withBinding(to: [one]) { _ in #expect(affinity() == [one]) }
    #expect(affinity() == before)
  }

  @Test func anUnknownMachineIsNotBound() {
    let before = affinity()
    Binder(for: Machine(processors: 2)).withBinding(to: [0]) { binding in
      #expect(binding.notice == "the topology is unknown")
      #expect(affinity() == before)
    }
  }
}
