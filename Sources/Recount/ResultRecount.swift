public import Scoring

/// A team's runs of a phase made one, a second time.
public struct ResultRecount: Equatable, Sendable {
  /// The runs that made it.
  public var counted: [Run.ID]
  /// How many of the team's runs could count.
  var held = 0
  /// Whether anything of it was earned: not all of it is disqualified, or just the price of not coming.
  var isEarned: Bool
  /// What rankings compare of it.
  var numbers: Numbers
  /// What stays of that where it gives only its debts.
  var debts: Numbers

  /// The points, added or averaged as the aggregation says.
  public var points: Points { numbers.points }
  /// The achievements.
  public var achievements: Points { numbers.achievements }
  /// The penalised behaviours.
  public var penalised: Points { numbers.penalised }
  /// The time in milliseconds; `nil` if one of the runs has none.
  public var time: Points? { numbers.time }
  /// 1 if all of it is disqualified, else 0.
  public var disqualified: Points { numbers.disqualified }

  /// What a ranking key compares.
  public func value(of key: RankingKey) -> Points? { numbers.value(of: key) }

  /// What those pieces make that count, added where `isSum`, else their mean; `all` is what there was to choose from.
  init(of pieces: [Piece], isSum: Bool, besides all: [Piece]) {
    counted = pieces.flatMap(\.runs)
    // Beside something that was earned, the rest brings only its debts.
    let isEarned = pieces.contains(where: \.isEarned)
    self.isEarned = isEarned
    let brought = pieces.map { !isEarned || $0.isEarned ? $0.own : $0.debts }
    func together(_ all: [Numbers]) -> Numbers { Numbers(sumOf: all).shared(among: isSum ? 1 : all.count) }
    numbers = together(brought)
    debts = together(pieces.map(\.debts))
    let isDisqualified = !isEarned && all.contains(where: \.isDisqualified)
    numbers.disqualified = isDisqualified ? 1 : 0
    debts.disqualified = numbers.disqualified
  }
}
