/// A line of a table that takes a place in it.
protocol Placeable {
  var team: Team.ID { get }
  var rank: Int? { get set }
  var isShared: Bool { get set }
  var settledBy: Tie.Method? { get set }
}

extension Array where Element: Placeable {
  /// Brings lines into order, by their teams' short names where they are equal, and gives them places: equal lines
  /// share one and the next is skipped, unless their tie was settled.
  mutating func takePlaces(settled ties: [Tie], comparing compare: (Element, Element) -> Measures.Order) {
    sort { a, b in
      switch compare(a, b) {
      case .better: true
      case .worse: false
      case .equal: a.team < b.team
      }
    }
    let everybody = Set(map(\.team))
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, compare(self[start], self[end]) == .equal { end += 1 }
      for index in start..<end {
        self[index].rank = start + 1
        self[index].isShared = end - start > 1
      }
      if end - start > 1 { settle(start..<end, by: ties, among: everybody) }
      start = end
    }
  }

  /// The line that another is compared with: the next above, or for the first the next below.
  func neighbour(of index: Int) -> Element? {
    let neighbour = index > 0 ? index - 1 : index + 1
    return indices.contains(neighbour) ? self[neighbour] : nil
  }

  /// A settlement holds only where those that it names are just those that are equal; of several the newest. Once
  /// results have changed, it would put teams in order that are not tied, or leave one out that is.
  private mutating func settle(_ tied: Range<Int>, by ties: [Tie], among everybody: Set<Team.ID>) {
    let teams = Set(self[tied].map(\.team))
    guard let tie = ties.last(where: { everybody.intersection($0.order) == teams }) else { return }
    func position(_ line: Element) -> Int { tie.order.firstIndex(of: line.team)! }
    self[tied].sort { position($0) < position($1) }
    for index in tied {
      self[index].rank = index + 1
      self[index].isShared = false
      self[index].settledBy = tie.method
    }
  }
}
