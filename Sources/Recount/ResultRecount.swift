public import Scoring

/// A team's runs of a phase made one, a second time.
public struct ResultRecount: Equatable, Sendable {
  /// The runs that made it.
  public var counted: [Run.ID]
  /// The points, added or averaged as the aggregation says.
  public var points: Points
  /// The achievements.
  public var achievements: Points
  /// The penalised behaviours.
  public var penalised: Points
  /// The time in milliseconds; `nil` if one of the runs has none.
  public var time: Points?
  /// What counted of each item; an item that one of the runs has no number of is not there.
  public var quantities: [Item.ID: Points]
  /// 1 if all of it is disqualified, else 0.
  public var disqualified: Points

  /// The result of several runs, of which `isSum` adds and everything else takes the mean.
  init(of runs: [RunRecount], isSum: Bool) {
    let parts = Points(isSum ? 1 : runs.count)
    func together(_ values: [Points]) -> Points { values.reduce(.zero, +) / parts }
    func together(_ values: [Points?]) -> Points? {
      values.contains(nil) ? nil : together(values.compactMap { $0 })
    }
    counted = runs.map(\.run.id)
    points = together(runs.map(\.total))
    achievements = together(runs.map { Points($0.achievements) })
    penalised = together(runs.map { Points($0.penalised) })
    time = together(runs.map { $0.time.map { Points(Int($0.count)) } })
    disqualified = runs.allSatisfy(\.isDisqualified) ? 1 : 0
    quantities = [:]
    for item in Set(runs.flatMap { Array($0.quantities.keys) }) {
      quantities[item] = together(runs.map { $0.quantities[item] })
    }
  }

  /// What a ranking key compares.
  public func value(of key: RankingKey) -> Points? {
    switch key.measure {
    case .disqualified: disqualified
    case .points: points
    case .achievements: achievements
    case .penalised: penalised
    case .time: time
    case .item(let item): quantities[item]
    }
  }
}
