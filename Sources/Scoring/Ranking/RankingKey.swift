/// One key of a ranking: what is compared, and which way.
public struct RankingKey: Hashable, Sendable {
  /// What is compared.
  public var measure: Measure
  /// Whether the greater value is the better one.
  public var greaterIsBetter: Bool
  /// To multiples of what a time is rounded before it is compared, in milliseconds; `nil`: it is compared as it is.
  public var step: Int?

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
  public init(_ measure: Measure, greaterIsBetter: Bool, step: Int? = nil) {
    self.measure = measure
    self.greaterIsBetter = greaterIsBetter
    self.step = step
  }

  /// Whether all that it could tell apart, an earlier key has told apart: the same, unless that one rounds.
  public func neverDecides(after earlier: RankingKey) -> Bool {
    measure == earlier.measure && (earlier.step == nil || earlier.step == step)
  }

  /// A value as this key compares it: to the nearest step, halves up.
  public func compared(_ value: Points) -> Points { step.map { value.rounded(to: Points($0), .halfUp) } ?? value }

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
    case .time:
      (greaterIsBetter ? "longest time" : "shortest time")
        + (step.map { " to \(Points($0, over: 1000).decimal ?? "") s" } ?? "")
    case .item(let item): (greaterIsBetter ? "most " : "fewest ") + item.text
    }
  }

  /// Reads the words of a rule-set file; any other short name after `most` or `fewest` is an item.
  public init?(_ text: String) {
    switch text {
    case "not disqualified": self = .notDisqualified
    case "shortest time": self = .shortestTime
    case "longest time": self = RankingKey(.time, greaterIsBetter: true)
    case _ where text.hasPrefix("shortest time") || text.hasPrefix("longest time"):
      self.init(roundedTime: text)
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

  /// `shortest time to 0.1 s`, the comma of plain English before `to` included.
  private init?(roundedTime text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 5, words[1] == "time" || words[1] == "time,", words[2] == "to", words[4] == "s",
      let seconds = Points(words[3]), seconds > .zero
    else { return nil }
    let step = seconds * 1000
    guard step.isWhole, step <= Points(Int(Milliseconds.longest.count)) else { return nil }
    self.init(.time, greaterIsBetter: words[0] == "longest", step: Int(step.numerator))
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
    "not disqualified", "most points", "most achievements", "fewest penalised", "shortest time",
    "shortest time to 0.1 s", "most ITEM", "fewest ITEM",
  ]
}
