/// One key of a ranking: what is compared, and which way.
public struct RankingKey: Hashable, Sendable {
  /// What is compared.
  public var measure: Measure
  /// Whether the greater value is the better one.
  public var greaterIsBetter: Bool

  /// What a key compares.
  public enum Measure: Hashable, Sendable {
    /// Whether the run was disqualified: 1 or 0.
    case disqualified
    /// The total.
    case points
    /// How many achievements count.
    case achievements
    /// How many penalised behaviours count.
    case penalised
    /// The run's clock at its end, in milliseconds.
    case time
    /// An item's counted quantity: a count, or a measured value in the item's unit.
    case item(Item.ID)
  }

  /// A key.
  public init(_ measure: Measure, greaterIsBetter: Bool) {
    self.measure = measure
    self.greaterIsBetter = greaterIsBetter
  }

  /// Not disqualified before disqualified.
  public static let notDisqualified = RankingKey(.disqualified, greaterIsBetter: false)
  /// More points first.
  public static let mostPoints = RankingKey(.points, greaterIsBetter: true)
  /// More achievements first.
  public static let mostAchievements = RankingKey(.achievements, greaterIsBetter: true)
  /// Fewer penalised behaviours first.
  public static let fewestPenalised = RankingKey(.penalised, greaterIsBetter: false)
  /// The shorter time first.
  public static let shortestTime = RankingKey(.time, greaterIsBetter: false)
}

extension RankingKey: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a rule-set file: `fewest penalised`.
  public var description: String {
    switch measure {
    case .disqualified: "not disqualified"
    case .points: greaterIsBetter ? "most points" : "fewest points"
    case .achievements: greaterIsBetter ? "most achievements" : "fewest achievements"
    case .penalised: greaterIsBetter ? "most penalised" : "fewest penalised"
    case .time: greaterIsBetter ? "longest time" : "shortest time"
    case .item(let item): (greaterIsBetter ? "most " : "fewest ") + item.text
    }
  }

  /// Reads the words of a rule-set file; any other short name after `most` or `fewest` is an item.
  public init?(_ text: String) {
    switch text {
    case "not disqualified": self = .notDisqualified
    case "shortest time": self = .shortestTime
    case "longest time": self = RankingKey(.time, greaterIsBetter: true)
    default:
      let greater = text.hasPrefix("most ")
      guard greater || text.hasPrefix("fewest ") else { return nil }
      let name = String(text.dropFirst(greater ? 5 : 7))
      switch name {
      case "points": self = RankingKey(.points, greaterIsBetter: greater)
      case "achievements": self = RankingKey(.achievements, greaterIsBetter: greater)
      case "penalised": self = RankingKey(.penalised, greaterIsBetter: greater)
      default:
        guard isShortNameText(name) else { return nil }
        self = RankingKey(.item(Item.ID(name)), greaterIsBetter: greater)
      }
    }
  }

  /// The column people know it by: "penalised".
  public var title: String {
    switch measure {
    case .disqualified: "disqualified"
    case .points: "points"
    case .achievements: "achievements"
    case .penalised: "penalised"
    case .time: "time"
    case .item(let item): item.text
    }
  }

  /// The forms, for messages: what a file may say.
  public static let forms = [
    "not disqualified", "most points", "most achievements", "fewest penalised", "shortest time", "most ITEM",
    "fewest ITEM",
  ]
}
