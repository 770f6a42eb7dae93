/// Something to measure: what is timed, and what must be made ready each time before.
struct Subject {
  var name: String
  /// How many operations one go is; the table shows the time of one.
  var count = 1
  var prepare: () throws -> Void = {}
  var work: () throws -> Void

  init(
    _ name: String, count: Int = 1, prepare: @escaping () throws -> Void = {}, work: @escaping () throws -> Void
  ) {
    self.name = name
    self.count = count
    self.prepare = prepare
    self.work = work
  }
}

/// Times the subjects in turn, every other round backwards, so that a busy machine is busy for all of them alike; then
/// prints the median and the quartiles of each, and of its ratio to the first subject in the same round; last the
/// ratio of the shortest times, which a busy machine disturbs least.
func compare(_ title: String, rounds: Int, _ subjects: [Subject]) throws {
  var times = subjects.map { _ in [Double]() }
  for round in -1..<rounds {
    let order = Array(subjects.indices)
    for index in round % 2 == 0 ? order : order.reversed() {
      try subjects[index].prepare()
      let start = ContinuousClock.now
      try subjects[index].work()
      let time = ContinuousClock.now - start
      // The round before the first warms up.
      if round >= 0 { times[index].append(Double(time.attoseconds) / 1e9 / Double(subjects[index].count)) }
    }
  }
  print("\n\(title); \(rounds) rounds")
  let width = subjects.map(\.name.count).max() ?? 0
  func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
  print("  ", column("", width), column("median (quartiles)", 30), column("times the first", 24), "of the least")
  for (subject, mine) in zip(subjects, times) {
    let ratios = zip(mine, times[0]).map { $0 / $1 }
    let least = mine.min()! / times[0].min()!
    let comparison = subject.name == subjects[0].name ? "" : column(spread(ratios, decimal), 24) + " " + decimal(least)
    print("  ", column(subject.name, width), column(spread(mine, inTime), 30), comparison)
  }
}

/// Keeps the optimiser from leaving out what nobody reads.
@inline(never) func consume<T>(_: borrowing T) {}

/// Numbers that are the same in every run: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Duration {
  fileprivate var attoseconds: Int64 { components.seconds * 1_000_000_000_000_000_000 + components.attoseconds }
}

// MARK: - Numbers for people

/// `1.2 (1.1–1.4)`: the median and the quartiles.
private func spread(_ values: [Double], _ written: (Double) -> String) -> String {
  let sorted = values.sorted()
  func at(_ share: Double) -> String {
    let place = share * Double(sorted.count - 1)
    let (low, high) = (sorted[Int(place)], sorted[min(Int(place) + 1, sorted.count - 1)])
    return written(low + (high - low) * (place - place.rounded(.down)))
  }
  return "\(at(0.5)) (\(at(0.25))–\(at(0.75)))"
}

private func inTime(_ nanoseconds: Double) -> String {
  switch nanoseconds {
  case ..<1e3: decimal(nanoseconds) + " ns"
  case ..<1e6: decimal(nanoseconds / 1e3) + " µs"
  case ..<1e9: decimal(nanoseconds / 1e6) + " ms"
  default: decimal(nanoseconds / 1e9) + " s"
  }
}

/// Three digits that say something.
private func decimal(_ value: Double) -> String {
  let places = value < 10 ? 2 : value < 100 ? 1 : 0
  var power = 1.0
  for _ in 0..<places { power *= 10 }
  let scaled = Int((value * power).rounded())
  guard places > 0 else { return "\(scaled)" }
  let digits = "\(scaled % Int(power))"
  return "\(scaled / Int(power))." + String(repeating: "0", count: places - digits.count) + digits
}
