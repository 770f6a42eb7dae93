import Scoring

/// What a transaction has taken in from elsewhere, by series.
struct ArrivedRecords {
  private(set) var numbers: [Series: Set<Int>] = [:]
  /// The last record of each series: its link vouches for those before it.
  private(set) var heads: [Series: (number: Int, link: String?)] = [:]

  mutating func add(_ series: Series, _ number: Int, _ link: String?) {
    numbers[series, default: []].insert(number)
    if number > heads[series]?.number ?? 0 { heads[series] = (number, link) }
  }
}

extension StoreWriter {
  /// Where what arrived does not follow from what it comes after, or what was here does not follow from it. What was
  /// broken here before is not its fault: that is the audit's to say.
  func brokenChains(by arrived: ArrivedRecords) throws -> [Conflict] {
    var conflicts: [Conflict] = []
    for (series, numbers) in arrived.numbers {
      for place in try reader.chain(series).breaks {
        guard numbers.contains(place.number) || numbers.contains(place.number - 1) else { continue }
        let record = "\(series.kind.rawValue) \(place.id)"
        let subject: Conflict.Subject = series.kind == .entry ? .entry : .decision
        switch place.kind {
        case .gap, .unreadable: continue
        case .link:
          conflicts.append(
            Conflict(
              subject: subject, id: place.id,
              description: "\(record) does not follow from what terminal '\(series.terminal)' had recorded before it"))
        case .unlinked:
          conflicts.append(
            Conflict(
              subject: subject, id: place.id,
              description: "\(record) has no link, and terminal '\(series.terminal)' had linked ones before it"))
        }
      }
    }
    return conflicts.sorted { ($0.subject.rawValue, $0.id) < ($1.subject.rawValue, $1.id) }
  }
}
