/// A table over several challenges: how it is made, as an event's plan says it. The best overall team, a stage of a
/// competition, a division's own table.
public struct Overall: Identifiable, Hashable, Sendable {
  /// Names a table within its competition: `best-team`.
  public typealias ID = Identifier<Overall>
  /// The short name that people type.
  public var id: ID
  /// What people read.
  public var title: String
  /// Only teams of this division, as if they had been alone: places, shares of the best and medals are reckoned among
  /// them; `nil`: all teams.
  public var division: Division.ID?
  /// What ranks the teams.
  public var order: Order
  /// How the total is rounded, once, at the end; `nil`: not at all.
  public var rounding: Rounding?
  /// What equal teams are told apart by, the first first; after the last they share a place.
  public var ties: [TieKey]
  /// What is added up, in order.
  public var parts: [Part]

  /// What ranks the teams of the table.
  public enum Order: String, CaseIterable, Sendable {
    /// The greatest total first.
    case total
    /// Most first places, then most second places, then most third places.
    case medals
  }

  /// What equal teams are told apart by.
  public enum TieKey: Hashable, Sendable {
    /// Most first places in the challenges, then most second places, and so on.
    case places
    /// The part with this number, counted from 1: the greater value first.
    case part(Int)
  }

  /// A part of the total.
  public struct Part: Hashable, Sendable {
    /// What people read: "stages", "final".
    public var title: String
    /// The challenges; empty: all.
    public var challenges: [Challenge.ID]
    /// Which of their tables.
    public var source: Source
    /// What a team's place or result in each of them is worth.
    public var value: Value
    /// How the challenges make one value; a team that has no result in a challenge has no value there.
    public var combination: Aggregation
    /// What the best team's value becomes, all others in proportion and never below zero; `nil`: values stay as they
    /// are.
    public var normalised: Points?
    /// What the value is multiplied by.
    public var weight: Points
    /// Whether a best value of zero gives those who have it the full value instead of nothing.
    public var zeroBestIsFull: Bool

    /// A part.
    public init(
      title: String, challenges: [Challenge.ID] = [], source: Source = .result, value: Value = .points,
      combination: Aggregation = .sum, normalised: Points? = nil, weight: Points = 1, zeroBestIsFull: Bool = false
    ) {
      self.title = title
      self.challenges = challenges
      self.source = source
      self.value = value
      self.combination = combination
      self.normalised = normalised
      self.weight = weight
      self.zeroBestIsFull = zeroBestIsFull
    }
  }

  /// Which table of a challenge a part looks at.
  public enum Source: String, CaseIterable, Sendable {
    /// The challenge's places, trials and final taken together.
    case result
    /// The trials alone.
    case trials
    /// The final alone.
    case final
  }

  /// What a team's standing in a challenge is worth. A disqualified result is worth nothing, or what it has below zero.
  public enum Value: Hashable, Sendable {
    /// The points of its result.
    case points
    /// The achievements of its result.
    case achievements
    /// Points in proportion to the best team's, which get this.
    case normalisedPoints(Points)
    /// Achievements in proportion to the best team's, which get this.
    case normalisedAchievements(Points)
    /// League points by place, the first place first, nothing beyond; a shared place gives the mean of the places it
    /// takes up.
    case league([Points])
  }

  /// A table.
  public init(
    id: ID, title: String, division: Division.ID? = nil, order: Order = .total, rounding: Rounding? = nil,
    ties: [TieKey] = [], parts: [Part] = []
  ) {
    self.id = id
    self.title = title
    self.division = division
    self.order = order
    self.rounding = rounding
    self.ties = ties
    self.parts = parts
  }
}

extension Overall.Value {
  /// Whether it is made of points, which some rule sets do not give.
  public var takesPoints: Bool {
    switch self {
    case .points, .normalisedPoints: true
    case .achievements, .normalisedAchievements, .league: false
    }
  }
}

extension Overall.Value: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a plan: `points`, `points to 100`, `achievements to 50`, `league 10 8 6 5 4 3 2 1`.
  public var description: String {
    switch self {
    case .points: "points"
    case .achievements: "achievements"
    case .normalisedPoints(let best): "points to \(best)"
    case .normalisedAchievements(let best): "achievements to \(best)"
    case .league(let points): "league " + points.map(\.description).joined(separator: " ")
    }
  }

  /// Reads the words of a plan.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "points" where words.count == 1: self = .points
    case "achievements" where words.count == 1: self = .achievements
    case "points", "achievements":
      guard words.count == 3, words[1] == "to", let best = Points(words[2]), best > .zero else { return nil }
      self = words[0] == "points" ? .normalisedPoints(best) : .normalisedAchievements(best)
    case "league":
      let points = words.dropFirst().compactMap { Points($0) }
      guard !points.isEmpty, points.count == words.count - 1 else { return nil }
      self = .league(points)
    default: return nil
    }
    guard description == text else { return nil }
  }

  /// The forms, for messages: what a plan may say.
  public static let forms = ["points", "achievements", "points to X", "achievements to X", "league X X X …"]
}

extension Overall.TieKey: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a plan: `most first places`, `part 2`.
  public var description: String {
    switch self {
    case .places: "most first places"
    case .part(let number): "part \(number)"
    }
  }

  /// Reads the words of a plan.
  public init?(_ text: String) {
    if text == "most first places" {
      self = .places
    } else {
      guard text.hasPrefix("part "), let number = Int(text.dropFirst(5)), (1...99).contains(number),
        "part \(number)" == text
      else { return nil }
      self = .part(number)
    }
  }

  /// The forms, for messages: what a plan may say.
  public static let forms = ["most first places", "part N"]
}

extension Rounding: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a plan: `1 half-up`.
  public var description: String { "\(step) \(mode.rawValue)" }

  /// Reads the words of a plan.
  public init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let step = Points(words[0]), step > .zero, let mode = RoundingMode(rawValue: words[1])
    else {
      return nil
    }
    self.init(to: step, mode)
    guard description == text else { return nil }
  }
}
