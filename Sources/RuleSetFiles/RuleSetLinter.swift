import Scoring
import Text

/// Looks at a rule set that can be read, for what cannot be meant.
///
/// Errors are what contradicts itself; warnings, what can have no effect; hints, what an organiser may have forgotten.
struct RuleSetLinter {
  let ruleSet: RuleSet
  let places: Places
  let file: FileReader
  let itemByID: [Item.ID: Item]

  init(ruleSet: RuleSet, places: Places, file: FileReader) {
    self.ruleSet = ruleSet
    self.places = places
    self.file = file
    itemByID = Dictionary(uniqueKeysWithValues: ruleSet.items.map { ($0.id, $0) })
  }

  func lint() {
    lintHead()
    lintKeys()
    for item in ruleSet.items {
      lintSign(of: item)
      lintWorth(of: item)
      lintLimits(of: item)
      lintClock(of: item)
    }
    lintGroups()
    lintRun()
    lintCircles()
    lintReach()
    lintRankings()
    lintMaximum()
    lintSizes()
  }

  // MARK: Places

  func place(_ item: Item, _ words: String...) -> Place {
    for word in words { if let place = places["item", item.id.text, word] { return place } }
    return places["item", item.id.text] ?? .top
  }
  func error(_ place: Place?, _ message: @autoclosure () -> String) { file.report(.error, place ?? .top, message()) }
  func warn(_ place: Place?, _ message: @autoclosure () -> String) { file.report(.warning, place ?? .top, message()) }
  func hint(_ place: Place?, _ message: @autoclosure () -> String) { file.report(.hint, place ?? .top, message()) }

  /// The word under which an item's worth stands in the file.
  func worthPlace(_ item: Item) -> Place { place(item, "points", "levels", "tiers", "line", "percent", "factor") }

  // MARK: The head

  private func lintHead() {
    if ruleSet.items.isEmpty { error(.top, "a rule set without items; add achievements") }
    if ruleSet.edition > 1, ruleSet.changes.isEmpty {
      warn(places["edition"], "edition \(ruleSet.edition) does not say what changed; add 'changes: …'")
    }
    for list in ruleSet.instances {
      let isUsed = ruleSet.items.contains { $0.per == list.id } || ruleSet.groups.contains { $0.per == list.id }
      if !isUsed {
        warn(
          places["list", list.id.text], "nothing is scored per '\(list.id)'; remove the list, or add 'per: \(list.id)'")
      }
    }
  }

  private func lintKeys() {
    var owners: [Character: Item] = [:]
    for item in ruleSet.items {
      guard let key = item.key else { continue }
      if let owner = owners[key] {
        error(
          place(item, "key"),
          "the key '\(key)' is on '\(owner.id)' and on '\(item.id)'; give one of them another key")
      } else {
        owners[key] = item
      }
    }
  }

  // MARK: Signs

  private func lintSign(of item: Item) {
    let place = worthPlace(item)
    if item.kind == .record {
      // Levels without points are how a drawn arrangement is recorded.
      if item.matters {
        error(
          place, "the record '\(item.id)' has points, and records have no effect; make it an achievement or a penalty")
      }
      return
    }
    guard item.modifies == nil, let wanted = item.wantedSign else { return }
    let what =
      item.kind == .achievement
      ? "the achievement" : item.kind == .penalised ? "the penalty" : "the disqualifying behaviour"
    let sign = wanted < 0 ? "positive" : "negative"
    let opposite = item.kind == .achievement ? "penalised" : "achievements"
    func isWrong(_ points: Points) -> Bool { wanted < 0 ? points > .zero : points < .zero }
    switch item.worth {
    case .each(let points) where isWrong(points):
      error(place, "\(what) '\(item.id)' has \(sign) points (\(points)); write \(-points), or move it to '\(opposite)'")
    case .table(let table):
      if let points = table.first(where: isWrong) {
        error(
          place, "\(what) '\(item.id)' has \(sign) points (\(points)); write \(-points), or move it to '\(opposite)'")
      }
    case .percent(let percent, _, _) where isWrong(percent):
      error(
        place,
        "\(what) '\(item.id)' has a \(sign) percentage (\(percent)); write \(-percent), or move it to '\(opposite)'")
    case .factor(let factor, _, _) where isWrong(factor - 1):
      error(
        place,
        "\(what) '\(item.id)' has a factor \(wanted < 0 ? "above" : "below") 1 (\(factor)); move it to '\(opposite)'")
    case .levels:
      if let level = item.levels.first(where: { isWrong($0.points) }) {
        warn(
          places["item", item.id.text, "level \(level.id)"] ?? place,
          "the level '\(level.id)' of \(what) '\(item.id)' has \(sign) points (\(level.points)); is that meant?")
      }
    case .tiers(let tiers):
      if let tier = tiers.first(where: { isWrong($0.points) }) {
        warn(place, "\(what) '\(item.id)' has a tier of \(sign) points (\(tier.points)); is that meant?")
      }
    case .line(let corners):
      if let corner = corners.first(where: { isWrong($0.points) }) {
        warn(place, "\(what) '\(item.id)' has a corner of \(sign) points (\(corner.points)); is that meant?")
      }
    case .nothing, .each, .percent, .factor: break
    }
  }

  // MARK: What it is worth

  private func lintWorth(of item: Item) {
    let place = worthPlace(item)
    switch item.worth {
    case .nothing, .levels: break
    case .each(let points):
      if points == .zero {
        hint(place, "'\(item.id)' is worth 0 points; leave 'points' out, or write what it is worth")
      }
    case .table(let points):
      if points.allSatisfy({ $0 == .zero }) {
        hint(place, "'\(item.id)' is worth 0 points; leave 'points' out, or write what it is worth")
      }
    case .tiers(let tiers): lintTiers(tiers, of: item)
    case .line(let corners): lintLine(corners, of: item)
    case .percent(let each, let base, let cap):
      if each == .zero || cap == .zero {
        warn(place, "'\(item.id)' is a percentage of 0, which has no effect; write how much")
      }
      if let cap, cap > .zero, cap < each.magnitude {
        warn(place, "the cap of \(cap) per cent of '\(item.id)' is below one occurrence (\(each)); raise the cap")
      }
      lintBase(base, of: item)
    case .factor(let each, let base, let floor):
      if each == 1 { warn(place, "'\(item.id)' is a factor of 1, which has no effect; write by how much") }
      if let floor, floor >= 1, each < 1 {
        warn(place, "the floor \(floor) of '\(item.id)' undoes its factor; lower the floor")
      } else if let floor, floor > each, each < 1 {
        warn(place, "the floor \(floor) of '\(item.id)' is above one factor (\(each)); lower the floor")
      }
      lintBase(base, of: item)
    }
  }

  private func lintBase(_ base: Worth.Base, of item: Item) {
    guard case .group(let id) = base, let group = ruleSet.groups.first(where: { $0.id == id }),
      group.items.contains(item.id)
    else { return }
    error(
      worthPlace(item),
      "'\(item.id)' is in the group '\(id)' that it takes its share of; take it out of the group")
  }

  private func lintTiers(_ tiers: [Worth.Tier], of item: Item) {
    let place = place(item, "tiers")
    var last: Points?
    for (index, tier) in tiers.enumerated() {
      guard let bound = tier.upTo else {
        if index < tiers.count - 1 {
          error(place, "a tier without 'up-to' hides the tiers below it in '\(item.id)'; put it last")
        }
        break
      }
      if let last, bound == last {
        error(place, "two tiers up to \(bound) overlap in '\(item.id)'; keep one of them")
      } else if let last, bound < last {
        error(
          place,
          "the tier up to \(bound) stands below the tier up to \(last) in '\(item.id)'; put the least bound first")
      }
      if let scale = item.scale, bound < scale.lowerBound {
        warn(place, "the tier up to \(bound) of '\(item.id)' ends below the scale (\(scale.text)); remove it")
      }
      if let low = last, let scale = item.scale, low >= scale.upperBound {
        warn(place, "the tier up to \(bound) of '\(item.id)' begins above the scale (\(scale.text)); remove it")
      }
      if let low = last, let limit = longestTime(of: item), low >= limit {
        warn(place, "the tier up to \(bound) of '\(item.id)' begins after the time limit (\(limit) s); remove it")
      }
      last = bound
    }
    if let bound = tiers.last?.upTo, tiers.allSatisfy({ $0.upTo != nil }),
      !(item.scale.map { $0.upperBound <= bound } ?? false),
      !(longestTime(of: item).map { $0 <= bound } ?? false)
    {
      hint(place, "above \(bound) '\(item.id)' is worth nothing; end the tiers with {points: 0} to say so")
    }
  }

  /// The greatest value of a time that runs on the clock of the run, in seconds.
  private func longestTime(of item: Item) -> Points? {
    guard !ruleSet.countsAfterTimeLimit else { return nil }
    switch item.quantity {
    case .timeLeft, .timeUsed, .elapsed: return ruleSet.timeLimit?.seconds
    case .entries, .automatic, .sum, .restarts: return nil
    }
  }

  private func lintLine(_ corners: [Worth.Corner], of item: Item) {
    let place = place(item, "line")
    for (a, b) in zip(corners, corners.dropFirst()) where b.value <= a.value {
      error(
        place,
        b.value == a.value
          ? "two corners at \(b.value) in '\(item.id)'; keep one of them"
          : "the corner at \(b.value) stands below the corner at \(a.value) in '\(item.id)'; put the least value first")
    }
    for corner in corners {
      if let scale = item.scale, !scale.contains(corner.value) {
        warn(
          place,
          "the corner at \(corner.value) of '\(item.id)' lies outside the scale (\(scale.text)); mend one of them")
      }
    }
  }

  // MARK: Limits

  private func lintLimits(of item: Item) {
    if item.limit == 0 {
      warn(place(item, "max"), "'\(item.id)' counts at most 0 times, so it can never \(item.verb); raise 'max'")
    }
    if let limit = item.limit, let most = item.voidAbove, limit > most {
      warn(
        place(item, "max"),
        "'\(item.id)' never counts \(limit) times, as above \(most) nothing counts; lower 'max' or raise 'void-above'")
    }
    if case .table(let points) = item.worth, let limit = item.limit, limit < points.count, limit > 0 {
      warn(
        place(item, "max"),
        "'\(item.id)' has points for \(points.count) and counts at most \(limit); raise 'max' or shorten 'points'")
    }
    if case .table(let points) = item.worth, points.count > 1, item.limit == nil, item.voidAbove == nil,
      let last = points.last
    {
      hint(
        place(item, "points"),
        "from the \(ordinal(points.count)) on '\(item.id)' stays at \(last); add 'max: \(points.count)', or more numbers"
      )
    }
    let isCounted = item.quantity == .entries && item.levels.isEmpty && !item.isValued
    if isCounted, item.kind == .achievement, item.limit == nil, item.earnsWithoutEnd {
      hint(
        place(item),
        "'\(item.id)' counts as often as it is seen; add 'max: 1' or what the sheet says")
    }
    if let falls = item.falls {
      if case .each(let points) = item.worth, falls.floor >= points {
        warn(
          place(item, "falls"), "'\(item.id)' is worth \(points) and cannot fall below \(falls.floor); lower 'floor'")
      }
      if falls.cause == .restart, ruleSet.restart.allowed == 0 {
        warn(place(item, "falls"), "'\(item.id)' falls with each restart, and none is allowed; add 'restart'")
      }
      if falls.cause == .repetition, item.limit == 1 {
        warn(place(item, "falls"), "'\(item.id)' falls with each repetition, and counts only once; raise 'max'")
      }
    }
    if item.quantity == .restarts, ruleSet.restart.allowed == 0 {
      warn(place(item, "quantity"), "'\(item.id)' counts restarts, and none is allowed; add 'restart'")
    }
    if item.survivesRestart, ruleSet.restart.earlier != .void || ruleSet.restart.allowed == 0 {
      warn(place(item, "survives-restart"), "'\(item.id)' survives restarts, and they void nothing; remove the word")
    }
    if item.isExempt, ruleSet.total.floor == nil, ruleSet.total.cap == nil {
      hint(place(item, "exempt"), "'\(item.id)' is exempt from the run's floor and cap, and there is none; add 'total'")
    }
    if item.quantity == .automatic, item.needs.isEmpty, item.unless.isEmpty {
      warn(place(item, "quantity"), "'\(item.id)' is automatic and nothing is needed for it; add 'needs' or 'unless'")
    }
    if case .chosenNowhere = item.ladderUse {
      error(place(item, "levels"), "'\(item.id)' has levels and a quantity that nobody chooses; remove one of them")
    }
  }

  private func lintClock(of item: Item) {
    if item.quantity == .timeLeft, ruleSet.timeLimit == nil {
      error(place(item, "quantity"), "'\(item.id)' is the time left, and there is no limit; add 'time-limit'")
    }
    if let window = item.within, window.since == nil, let limit = ruleSet.timeLimit, !ruleSet.countsAfterTimeLimit,
      window.length >= limit
    {
      warn(
        place(item, "within"),
        "'\(item.id)' has \(window.length) of a run that ends after \(limit); shorten 'within', or remove it")
    }
    if let window = item.within, window.since == item.id {
      error(place(item, "within"), "'\(item.id)' within a time of itself; name another item, or leave 'of' out")
    }
  }

  // MARK: Groups

  private func lintGroups() {
    for group in ruleSet.groups {
      let id = group.id.text
      func at(_ word: String) -> Place? { places["group", id, "." + word] ?? places["group", id] }
      for name in group.items {
        guard let item = ruleSet.item(name) else { continue }
        if let per = group.per, item.per != per {
          error(
            places["group", id, name.text],
            "the group '\(id)' is per \(per) and '\(name)' is \(item.per.map { "per \($0)" } ?? "not"); "
              + "add 'per: \(per)' to it, or take it out")
        }
        guard case .each(let points) = item.worth else { continue }
        if let cap = group.cap, cap < points {
          warn(at("cap"), "the cap \(cap) of '\(id)' is below one '\(name)' (\(points)); raise the cap")
        }
        if let floor = group.floor, floor > points, points < .zero {
          warn(at("floor"), "the floor \(floor) of '\(id)' is above one '\(name)' (\(points)); lower the floor")
        }
      }
      if let floor = group.floor, let cap = group.cap, floor > cap {
        error(at("floor"), "the floor \(floor) of '\(id)' is above its cap \(cap); swap them")
      }
      switch group.keep {
      case .best(let count) where count >= group.items.count && !hasInstances(group),
        .worst(let count) where count >= group.items.count && !hasInstances(group):
        warn(
          at("keep"),
          "the group '\(id)' has \(counted(group.items.count, "item")) and keeps \(count), which is all; keep fewer")
      case .untilFirstGap where group.items.count == 1:
        warn(at("keep"), "the group '\(id)' has one stage; name the others, or remove 'keep'")
      case .all where group.cap == nil && group.floor == nil && group.voidAbove == nil:
        let isBase = ruleSet.items.contains { item in
          switch item.worth {
          case .percent(_, .group(group.id), _), .factor(_, .group(group.id), _): true
          default: false
          }
        }
        if !isBase { warn(at("id"), "the group '\(id)' has no rule; add keep, cap, floor or void-above") }
      case .all, .best, .worst, .untilFirstGap: break
      }
    }
  }

  private func hasInstances(_ group: Group) -> Bool {
    group.per == nil && group.items.contains { ruleSet.item($0)?.per != nil }
  }

  // MARK: The run

  private func lintRun() {
    if ruleSet.timeLimit == nil, let place = places["after-time-limit"] {
      warn(place, "there is no time limit for 'after-time-limit' to be after; add 'time-limit'")
    }
    if let until = ruleSet.restart.untilTime, let limit = ruleSet.timeLimit, until >= limit {
      warn(places["restart"], "a restart until \(until) of a run that ends after \(limit); write an earlier time")
    }
    if let problem = ruleSet.aggregation.problem(withRuns: ruleSet.runs) {
      error(places["aggregation"], problem)
    } else if let trap = RankingRule(ruleSet).trapOfNotComing(noShowPoints: ruleSet.noShowPoints) {
      warn(places["aggregation"], trap)
    }
    if ruleSet.incomplete != .asItIs {
      if !ruleSet.aggregation.weighsRuns {
        warn(
          places["incomplete"],
          "'incomplete' has no effect with '\(ruleSet.aggregation)', which takes one run; remove it")
      } else if ruleSet.aggregation.needed(ofPlanned: ruleSet.runs) == nil {
        hint(
          places["incomplete"], "'incomplete' needs to know how many runs there are; add 'runs', or say it in the plan")
      }
    }
    if ruleSet.disqualified == .zero,
      let key = ruleSet.ranking.first(where: {
        !$0.greaterIsBetter && ($0.measure == .points || $0.measure == .achievements)
      })
    {
      warn(
        places["disqualified"],
        "a disqualified run scores zero, and '\(key)' puts zero first; write 'disqualified: last' or 'removed'")
    }
    if let cap = ruleSet.total.cap {
      for item in ruleSet.items where !item.isExempt {
        if case .each(let points) = item.worth, points > cap, item.modifies == nil, !item.isValued {
          warn(places["total"], "the run's cap \(cap) is below one '\(item.id)' (\(points)); raise the cap")
        }
      }
    }
    guard ruleSet.total.rounding == nil else { return }
    for item in ruleSet.items {
      let numbers: [Points] =
        switch item.worth {
        case .each(let points): item.isContinuous ? [] : [points]
        case .table(let points): points
        case .levels: item.levels.map(\.points)
        case .tiers(let tiers): tiers.map(\.points)
        case .nothing, .line, .percent, .factor: []
        }
      if let points = numbers.first(where: { Points($0.fixed(places: ruleSet.decimals)) != $0 }) {
        hint(
          worthPlace(item),
          "'\(item.id)' is worth \(points), and people are shown \(ruleSet.decimals) decimals; add 'decimals: …'")
        return
      }
    }
  }
}

extension ClosedRange<Points> {
  var text: String { "\(lowerBound) to \(upperBound)" }
}

extension Item {
  /// Whether it can change a score.
  var matters: Bool {
    switch worth {
    case .nothing: false
    case .each(let points): points != .zero
    case .table(let points): points.contains { $0 != .zero }
    case .levels: levels.contains { $0.points != .zero }
    case .tiers(let tiers): tiers.contains { $0.points != .zero }
    case .line(let corners): corners.contains { $0.points != .zero }
    case .percent, .factor: true
    }
  }

  /// -1 where the item is meant to cost, 1 where it is meant to give.
  fileprivate var wantedSign: Int? {
    switch kind {
    case .achievement: 1
    case .penalised, .disqualifying: -1
    case .record, .measurement, .judgement, .declaration: nil
    }
  }

  /// What an item does when it counts.
  var verb: String { kind == .penalised || kind == .disqualifying ? "bite" : "score" }

  /// Whether each occurrence adds to points or to the count of achievements.
  fileprivate var earnsWithoutEnd: Bool {
    switch worth {
    case .each(let points): points > .zero
    case .nothing: modifies == nil
    case .table, .levels, .tiers, .line, .percent, .factor: false
    }
  }

  fileprivate enum LadderUse { case none, chosen, chosenNowhere }
  fileprivate var ladderUse: LadderUse {
    if levels.isEmpty { return .none }
    return quantity == .entries ? .chosen : .chosenNowhere
  }
}

extension RankingRule {
  /// What is wrong with a result that is made of the runs that there are, where not coming costs nothing; `nil` where it
  /// is not so.
  func trapOfNotComing(noShowPoints: Points?) -> String? {
    guard noShowPoints == nil, incomplete == .asItIs, runs ?? 2 > 1 else { return nil }
    switch aggregation {
    case .best, .last, .sumOfBest: return nil
    case .mean, .meanOfBest, .meanWithoutWorst, .median, .sum:
      return "'\(aggregation)' takes the runs that there are, and a no-show without a price is no run, so a team that "
        + "stays away can do better than one that comes; add 'no-show: -10' to the rules, or 'incomplete: zero'"
    }
  }
}
