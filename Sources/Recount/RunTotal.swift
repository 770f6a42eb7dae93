import Scoring

/// The fourth, fifth and sixth step of the order of operations: restarts, the steps of the run, what is exempt.
struct RunTotal {
  let sheet: Sheet
  /// The run's points, and those that lie outside its floor and cap.
  private(set) var run = Points.zero
  private(set) var exempt = Points.zero

  private var rules: RuleSet { sheet.rules }
  private var count: Count { sheet.count }

  init(of sheet: Sheet) {
    self.sheet = sheet
    run = sheet.corrections + restartPenalty
    exempt = sheet.exempt
    for item in rules.items where item.modifies == nil { add(sheet.sum(of: item.id), of: item) }
    for step in rules.total.order {
      switch step {
      case .percentages: addPercentages()
      case .factors: addFactors()
      case .limits:
        if let cap = rules.total.cap { run = min(run, cap) }
        if let floor = rules.total.floor { run = max(run, floor) }
      case .rounding: run = rules.total.rounding.map { run.recounted(by: $0) } ?? run
      }
    }
  }

  private mutating func add(_ points: Points, of item: Item) {
    if item.isExempt { exempt += points } else { run += points }
  }

  /// Percentages are all taken of the same amount.
  private mutating func addPercentages() {
    let before = run
    for item in rules.items where item.isPercentage && (item.shareBase == .run || item.shareBase == .maximum) {
      let base = item.shareBase == .run ? before : rules.mostOnPaper
      for place in rules.places(of: item) { add(sheet.share(item, at: place, of: base), of: item) }
    }
  }

  /// Factors multiply one after the other.
  private mutating func addFactors() {
    for item in rules.items where !item.isPercentage && item.shareBase == .run {
      for place in rules.places(of: item) { add(sheet.share(item, at: place, of: run), of: item) }
    }
  }

  /// A restart may be free unless something that gives points is entered after it.
  private var restartPenalty: Points {
    guard rules.restart.penaltyOnlyIfScoring else {
      return rules.restart.penalty * Points(count.story.restarts.count)
    }
    var lastScored = -1
    for item in rules.items where item.modifies == nil && item.isEnteredByHand {
      for place in rules.places(of: item) where sheet.points[item.id]?[place] ?? .zero > .zero {
        let overfull = sheet.overfull.contains(Sheet.Spot(item: item.id, place: place))
        let sightings = overfull ? [] : count.counted(item, at: place).sightings
        lastScored = max(lastScored, sightings.last?.position ?? -1)
      }
    }
    return rules.restart.penalty * Points(count.story.restarts.filter { $0 < lastScored }.count)
  }
}
