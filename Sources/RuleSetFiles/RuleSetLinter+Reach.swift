import Scoring
import Text

extension RuleSetLinter {
  // MARK: Circles

  /// What an item waits for, with the word that says so.
  private func dependencies(of item: Item) -> [(word: String, item: Item.ID)] {
    var found: [(String, Item.ID)] = []
    for (word, conditions) in [("needs", item.needs), ("unless", item.unless), ("after", item.after)] {
      found += conditions.flatMap(\.items).map { (word, $0) }
    }
    switch item.quantity {
    case .sum(let items): found += items.map { ("quantity", $0) }
    case .elapsed(let from, let to): found += [("quantity", from), ("quantity", to)]  // `start` is no item
    case .entries, .automatic, .timeLeft, .timeUsed, .restarts: break
    }
    if let divisor = item.dividedBy { found.append(("divided-by", divisor)) }
    if let since = item.within?.since, since != item.id { found.append(("within", since)) }
    if case .item(let cause) = item.falls?.cause { found.append(("falls", cause)) }
    for group in ruleSet.groups where group.keep == .untilFirstGap {
      if let position = group.items.firstIndex(of: item.id), position > 0 {
        found.append(("id", group.items[position - 1]))
      }
    }
    return found
  }

  /// Reports each circle once, at its first item in the order of the sheet.
  func lintCircles() {
    let positions = Dictionary(uniqueKeysWithValues: ruleSet.items.enumerated().map { ($1.id, $0) })
    let edges = ruleSet.items.map { item in
      dependencies(of: item).compactMap { edge in positions[edge.item].map { (word: edge.word, to: $0) } }
    }
    var done = Set<Int>()
    for start in edges.indices where !done.contains(start) {
      var path: [(item: Int, next: Int)] = [(start, 0)]
      while let (item, next) = path.last {
        guard next < edges[item].count, !done.contains(item) else {
          done.insert(item)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let to = edges[item][next].to
        if let first = path.firstIndex(where: { $0.item == to }) {
          report(circle: path[first...].map { (ruleSet.items[$0.item], edges[$0.item][$0.next - 1].word) })
          done.formUnion(path[first...].map(\.item))
        } else if !done.contains(to) {
          path.append((to, 0))
        }
      }
    }
  }

  private func report(circle: [(item: Item, word: String)]) {
    let (first, word) = circle[0]
    let names = circle.map { "'\($0.item.id)'" } + ["'\(first.id)'"]
    error(
      place(first, word),
      circle.count == 1
        ? "\(names[0]) waits for itself; name another item"
        : "\(names.joined(separator: " waits for ")), a circle; remove one of these conditions")
  }

  // MARK: What can never happen

  /// Reports what can never score or bite, unless the reason has been told at the item itself.
  func lintReach() {
    var impossible = Set(ruleSet.items.filter { $0.limit == 0 }.map(\.id))
    // Chains are longer than this in no sheet, and a hostile one may not take a minute.
    var passesLeft = 20
    var isChanging = true
    while isChanging, passesLeft > 0 {
      isChanging = false
      passesLeft -= 1
      for item in ruleSet.items where !impossible.contains(item.id) {
        guard let (word, reason) = obstacle(to: item, impossible) else { continue }
        impossible.insert(item.id)
        isChanging = true
        warn(place(item, word), "'\(item.id)' can never \(item.verb), as \(reason)")
      }
    }
    for item in ruleSet.items where !impossible.contains(item.id) {
      for condition in item.unless where problem(with: condition, at: item.per, impossible) != nil {
        warn(place(item, "unless"), "'unless' of '\(item.id)' can never hold; remove it")
      }
    }
    for check in ruleSet.checks {
      if let problem = problem(with: check.when, at: check.per, impossible, ofEntries: true) {
        warn(places["check", check.id.text], "the check '\(check.id)' can never find anything, as \(problem)")
      }
      lintPlaces(of: check)
    }
    if let condition = ruleSet.stopWhen, let problem = problem(with: condition, at: nil, impossible) {
      warn(places["stop-when"], "'stop-when' can never hold, as \(problem)")
    }
  }

  /// A check that mixes what is scored at the same places is nearly always meant of each place by itself.
  private func lintPlaces(of check: Check) {
    let lists = Set(check.when.items).compactMap { itemByID[$0]?.per }
    if let per = check.per {
      if !lists.contains(per) {
        warn(
          places["check", check.id.text, "per"],
          "the check '\(check.id)' is per \(per) and looks at nothing that is; remove 'per'")
      }
    } else if let list = ruleSet.instances.map(\.id).first(where: { list in lists.count { $0 == list } > 1 }) {
      hint(
        places["check", check.id.text],
        "the check '\(check.id)' looks across every \(list) together; add 'per: \(list)' to look at each by itself")
    }
  }

  private func obstacle(to item: Item, _ impossible: Set<Item.ID>) -> (word: String, reason: String)? {
    for need in item.needs where item.unless.contains(need) {
      return ("unless", "it needs what rules it out; remove 'needs' or 'unless'")
    }
    for (word, conditions) in [("needs", item.needs), ("after", item.after)] {
      for condition in conditions {
        if let problem = problem(with: condition, at: item.per, impossible) { return (word, problem) }
      }
    }
    return nil
  }

  /// Why a condition can never hold, or `nil`.
  private func problem(
    with condition: Condition, at list: InstanceList.ID?, _ impossible: Set<Item.ID>, ofEntries: Bool = false
  ) -> String? {
    // A check looks at what is entered, and anything can be entered that exists.
    let impossible = ofEntries ? impossible.filter { !(itemByID[$0]?.isEntered ?? true) } : impossible
    switch condition {
    case .seen(let id, _) where ofEntries && itemByID[id].map { $0.isEntered && $0.levels.isEmpty } ?? false:
      return nil
    case .seen(let id, let count):
      if impossible.contains(id) { return "'\(id)' never counts; mend that first" }
      guard let item = itemByID[id], let most = mostSeen(of: item, at: list), most < count else { return nil }
      return "'\(id)' counts at most \(counted(most, "time")), not \(count); ask for fewer"
    case .chosen(let id, _): return impossible.contains(id) ? "'\(id)' never counts; mend that first" : nil
    case .value(let id, let least, let most):
      if impossible.contains(id) { return "'\(id)' never counts; mend that first" }
      guard let scale = itemByID[id]?.scale else { return nil }
      if let least, least > scale.upperBound { return "'\(id)' is at most \(scale.upperBound); ask for less" }
      if let most, most < scale.lowerBound { return "'\(id)' is at least \(scale.lowerBound); ask for more" }
      return nil
    case .complete(let items):
      for id in items {
        if impossible.contains(id) { return "'\(id)' never counts; mend that first" }
        if let item = itemByID[id], item.levels.isEmpty, !item.isContinuous, mostSeen(of: item, at: nil) == nil {
          return "'\(id)' has no 'max' and so is never complete; add one"
        }
      }
      return nil
    case .completed: return nil
    case .all(let parts):
      return parts.lazy.compactMap { problem(with: $0, at: list, impossible, ofEntries: ofEntries) }.first
    case .any(let parts):
      let problems = parts.map { problem(with: $0, at: list, impossible, ofEntries: ofEntries) }
      return problems.contains(nil) ? nil : problems.first ?? nil
    case .none: return nil
    }
  }

  /// How often an item can count, as one scored per this list sees it; `nil`: without end.
  private func mostSeen(of item: Item, at list: InstanceList.ID?) -> Int? {
    let places = item.per == list ? 1 : ruleSet.instances.first { $0.id == item.per }?.instances.count ?? 1
    if !item.levels.isEmpty { return (item.levels.map(\.count).max() ?? 1) * places }
    switch item.quantity {
    case .automatic: return 1
    case .restarts: return ruleSet.restart.allowed
    case .elapsed, .timeLeft, .timeUsed: return nil
    case .entries, .sum: break
    }
    if case .table(let points) = item.worth, item.limit == nil, item.voidAbove == nil, points.isEmpty { return nil }
    guard let limit = [item.limit, item.voidAbove].compactMap({ $0 }).min() else { return nil }
    return limit * places
  }

  // MARK: Rankings

  func lintRankings() {
    lintRanking(ruleSet.ranking, "ranking")
    for ranking in ruleSet.otherRankings { lintRanking(ranking.keys, ranking.name) }
  }

  private func lintRanking(_ keys: [RankingKey], _ name: String) {
    let kinds = Set(ruleSet.items.filter { $0.modifies == nil }.map(\.kind))
    for (index, key) in keys.enumerated() {
      let place = places["ranking", name, "\(index)"]
      if let earlier = keys[..<index].first(where: { key.neverDecides(after: $0) }) {
        warn(place, "'\(key)' can never decide after '\(earlier)', which compares the same; remove one of them")
        continue
      }
      switch key.measure {
      case .points where !ruleSet.items.contains(where: \.matters):
        warn(place, "'\(key)' can never decide, as no item has points; rank by 'most achievements', or give points")
      case .achievements where !kinds.contains(.achievement):
        warn(place, "'\(key)' can never decide, as there are no achievements; remove the key, or add some")
      case .penalised where !kinds.contains(.penalised):
        warn(place, "'\(key)' can never decide, as nothing is penalised; remove the key, or add 'penalised'")
      case .disqualified where !kinds.contains(.disqualifying):
        warn(place, "'\(key)' can never decide, as nothing disqualifies; remove the key, or add 'disqualifying'")
      case .disqualified where ruleSet.disqualified == .removed:
        warn(place, "'\(key)' can never decide, as disqualified teams are removed; remove the key")
      case .item(let id) where ruleSet.item(id)?.limit == 0:
        warn(place, "'\(key)' can never decide, as '\(id)' never counts; mend that first")
      case .disqualified, .points, .achievements, .penalised, .time, .item: break
      }
    }
  }

  // MARK: Sums

  func lintMaximum() {
    guard let stated = ruleSet.statedMaximum else { return }
    if let maximum = ruleSet.maximum {
      if maximum != stated {
        warn(
          places["stated-maximum"],
          "the sheet states a maximum of \(stated), and its items come to \(maximum); mend the items or the number")
      }
    } else if let item = ruleSet.items.first(where: { ruleSet.most(of: $0) == nil }) {
      warn(
        places["stated-maximum"],
        "the sheet states a maximum of \(stated), and '\(item.id)' has no end; add 'max' to it")
    }
  }

  /// No sheet may come near the end of exact numbers.
  func lintSizes() {
    let largest = Points(1_000_000_000)
    var sum = Points.zero
    for item in ruleSet.items {
      let most: Points =
        switch item.worth {
        case .nothing, .percent, .factor: .zero
        case .each(let points): points.magnitude * Points(item.limit ?? 1)
        case .table(let points): points.map(\.magnitude).max() ?? .zero
        case .levels: item.levels.map(\.points.magnitude).max() ?? .zero
        case .tiers(let tiers): tiers.map(\.points.magnitude).max() ?? .zero
        case .line(let corners): corners.map(\.points.magnitude).max() ?? .zero
        }
      let places = item.per.flatMap { list in ruleSet.instances.first { $0.id == list }?.instances.count } ?? 1
      sum += most * Points(places)
      if sum > largest {
        error(worthPlace(item), "with '\(item.id)' the sheet can pass \(largest) points; make the numbers smaller")
        return
      }
      if case .factor(let each, _, _) = item.worth, each > 1 {
        var product = Points(1)
        for _ in 0..<min(item.limit ?? 64, 64) { product = min(product * each, largest) }
        if product >= 1000 {
          error(
            worthPlace(item),
            "the factors of '\(item.id)' can multiply to 1000 and more; add 'max', or make the factor smaller")
        }
      }
    }
  }
}

extension Condition {
  /// The items it is about.
  fileprivate var items: [Item.ID] {
    switch self {
    case .seen(let item, _), .chosen(let item, _), .value(let item, _, _): [item]
    case .complete(let items): items
    case .completed: []
    case .all(let parts), .any(let parts), .none(let parts): parts.flatMap(\.items)
    }
  }
}
