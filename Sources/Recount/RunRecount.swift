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
  /// Whether the sheet contradicts itself or the paper, and nobody has accepted that; or its log says twice what can be
  /// once.
  public let isInvalid: Bool
  /// Whether the rules say what it is worth if nobody comes.
  let noShowIsPriced: Bool
  /// What stays of the points where nothing counts that was earned.
  let debt: Points
  /// The items that may have no number, because they are measured.
  let measured: Set<Item.ID>

  /// Scores a run from its entries, which may come in any order, some of them twice.
  public init(of entries: [Entry], run: Run, by ruleSet: RuleSet) {
    let count = Count(of: Log(of: entries, run: run.id), team: run.team, on: ruleSet)
    let story = count.story
    let scopes = count.disqualifyingScopes
    let worthless = Set(scopes.compactMap { scope in if case .item(let item) = scope { item } else { nil } })
    let isOut = scopes.contains { scope in if case .item = scope { false } else { true } }
    let sheet = Sheet(of: count, worthless: worthless)
    let counts = Counts(of: sheet)
    let points = RunTotal(of: sheet)

    self.run = run
    time = story.time
    finish = story.finish
    isVoid = story.isVoid
    noShowIsPriced = ruleSet.noShowPoints != nil
    isStarted = story.isStarted
    isDisqualified = isOut
    disqualifyingScopes = scopes
    quantities = counts.quantities
    measured = Set(ruleSet.items.filter(\.canBeMissing).map(\.id))
    // A debt stays a debt, and so does what exempt items take off.
    let debt = min(.zero, points.run) + min(.zero, points.exempt)
    self.debt = story.finish == .noShow ? min(.zero, ruleSet.noShowPoints ?? .zero) : debt
    if story.finish == .noShow {
      // Nobody came, so nothing was done; what that is worth is the rules' to say.
      (achievements, penalised) = (0, 0)
      total = ruleSet.noShowPoints ?? .zero
    } else if isOut, ruleSet.disqualified == .zero {
      (achievements, penalised) = (0, counts.penalised)
      total = debt
    } else {
      (achievements, penalised) = (counts.achievements, counts.penalised)
      total = points.run + points.exempt
    }
    let paid = total
    isInvalid = count.hasContradiction || count.excludesItself || story.claimed.contains { $0 != paid }
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
