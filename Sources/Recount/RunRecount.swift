public import Scoring

/// A run scored a second time, on a way of its own: from the entries, straight by the manual of the rule sets, without
/// a line of what the engine scores with. Where the two differ, one of them is wrong.
public struct RunRecount: Sendable {
  /// The run.
  public let run: Run
  /// Its points.
  public let total: Points
  /// How many achievements count.
  public let achievements: Int
  /// How many penalised behaviours count.
  public let penalised: Int
  /// Its clock at the end, or as far as it has come; `nil` if it never began.
  public let time: Milliseconds?
  /// Whether the run itself is disqualified.
  public let isDisqualified: Bool
  /// How far its disqualifying behaviours reach.
  public let disqualifyingScopes: [DisqualificationScope]
  /// Why it ended; `nil` as long as it goes on.
  public let finish: Finish?
  /// Whether it was voided.
  public let isVoid: Bool
  /// Whether it began.
  public let isStarted: Bool
  /// What counted of each item, as ranking keys use it; an item without a number is not there.
  public let quantities: [Item.ID: Points]
  /// Whether the sheet contradicts itself or the paper, and nobody has accepted that.
  public let isInvalid: Bool

  /// Scores a run from its entries, which may come in any order, some of them twice.
  public init(of entries: [Entry], run: Run, by ruleSet: RuleSet) {
    let history = History(of: Log(of: entries, run: run.id), team: run.team, on: ruleSet)
    let count = history.final
    let scopes = count.disqualifyingScopes
    let banned = Set(scopes.compactMap { scope in if case .item(let item) = scope { item } else { nil } })
    let isOut = scopes.contains { scope in if case .item = scope { false } else { true } }
    let sheet = Sheet(of: count, disqualified: banned)
    let tally = Counts(of: sheet, disqualified: banned)

    self.run = run
    time = history.story.time
    finish = history.story.finish
    isVoid = history.story.isVoid
    isStarted = history.story.isStarted
    isDisqualified = isOut
    disqualifyingScopes = scopes
    quantities = tally.quantities
    penalised = tally.penalised
    let isZero = isOut && ruleSet.disqualified == .zero
    achievements = isZero ? 0 : tally.achievements
    let points: Points
    if finish == .noShow, let given = ruleSet.noShowPoints {
      points = given
    } else {
      points = RunTotal(sheet: sheet, disqualified: banned).points
    }
    // A debt stays a debt.
    total = isZero ? min(.zero, points) : points
    isInvalid = CheckRecount(history: history).hasFound || history.story.claimed.map { $0 != points } ?? false
  }
}

extension Count {
  /// How far the disqualifying behaviours reach that count, in the order of the sheet.
  fileprivate var disqualifyingScopes: [DisqualificationScope] {
    sheet.items.filter { item in
      item.kind == .disqualifying
        && sheet.places(of: item).contains { (counted(item, at: $0).number ?? .zero) > .zero }
    }.map(\.disqualifiesFrom)
  }
}
