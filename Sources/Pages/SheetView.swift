package import Reports
import RuleSetFiles
package import Scoring

/// A rule set as the score sheet that people know: what is scored, what it is worth, and who says so.
package struct SheetView {
  package let ruleSet: RuleSet

  package init(ruleSet: RuleSet) {
    self.ruleSet = ruleSet
  }
  private var words: RuleWords { RuleWords(ruleSet: ruleSet) }

  /// The whole sheet.
  package var report: Report {
    var report = Report(title: "\(ruleSet.title) · \(ruleSet.competition)", blocks: [])
    report.blocks.append(.paragraph("Rules \(ruleSet.id), edition \(ruleSet.edition). \(ruleSet.changes)"))
    if !ruleSet.about.isEmpty { report.blocks.append(.paragraph(ruleSet.about)) }
    report.blocks.append(.lines(conditions.map { Line($0) }))
    for kind in Item.Kind.allCases {
      let items = ruleSet.items.filter { $0.kind == kind && $0.modifies == nil }
      if items.isEmpty { continue }
      report.blocks += [.heading(title(of: kind)), .table(table(of: items))]
      let details = ruleSet.items.filter { $0.kind == kind || items.map(\.id).contains($0.modifies) }
        .map { (id: $0.id, text: words.details(of: $0)) }.filter { !$0.text.isEmpty }
      if !details.isEmpty { report.blocks.append(.lines(details.map { Line("\($0.id): \($0.text)") })) }
    }
    if !ruleSet.groups.isEmpty { report.blocks += [.heading("Counted together"), .lines(groupLines)] }
    if !ruleSet.checks.isEmpty {
      report.blocks += [.heading("Cannot be"), .lines(ruleSet.checks.map(line))]
    }
    report.blocks += [.heading("Sources"), .lines(sourceLines)]
    return report
  }

  private var conditions: [String] {
    var lines: [String] = []
    lines.append("Time limit: \(ruleSet.timeLimit?.description ?? "none stated").")
    if let preparation = ruleSet.preparation { lines.append("Preparation: \(preparation).") }
    if let runs = ruleSet.runs {
      lines.append("Runs: \(runs). Result: \(ruleSet.aggregation).")
    } else {
      lines.append("Result: \(ruleSet.aggregation).")
    }
    lines.append("Ranked by: \(ruleSet.ranking.map(\.description).joined(separator: ", then ")).")
    for other in ruleSet.otherRankings {
      lines.append("Other ranking '\(other.name)': \(other.keys.map(\.description).joined(separator: ", then ")).")
    }
    lines.append("Restarts: \(restarts).")
    let disqualified =
      switch ruleSet.disqualified {
      case .last: "ranked below every run that was not"
      case .zero: "scores zero"
      case .removed: "not ranked"
      }
    lines.append("Disqualified: \(disqualified).")
    if let points = ruleSet.noShowPoints { lines.append("Not coming to a run: \(points) points.") }
    if let floor = ruleSet.total.floor { lines.append("Never below \(floor) points.") }
    if let cap = ruleSet.total.cap { lines.append("Never above \(cap) points.") }
    if let rounding = ruleSet.total.rounding {
      let each = ruleSet.total.roundsLines ? ", each line too" : ""
      lines.append("Rounded to \(rounding.step), \(rounding.mode.rawValue)\(each).")
    }
    if ruleSet.total.order != TotalRule().order {
      lines.append("Worked out in this order: \(ruleSet.total.order.map(\.rawValue).joined(separator: ", ")).")
    }
    if ruleSet.countsAfterTimeLimit { lines.append("What is seen after the time limit counts.") }
    if ruleSet.items.contains(where: { $0.modifies != nil }) {
      let floor =
        switch ruleSet.modifierFloor {
        case .line: "no line is taken below zero"
        case .instance: "no line is taken below zero at any place"
        case .none: "lines can be taken below zero"
        }
      lines.append("Modifiers (±): \(floor).")
    }
    if let condition = ruleSet.stopWhen {
      lines.append("The run may end when: \(words.words(of: condition, at: nil)).")
    }
    if let maximum = ruleSet.maximum, maximum != .zero { lines.append("Maximum: \(maximum) points.") }
    return lines
  }

  private var restarts: String {
    let rule = ruleSet.restart
    guard rule.allowed != 0 else { return "none" }
    var text = rule.allowed.map { "\($0)" } ?? "as many as wanted"
    if let points = rule.untilPoints { text += ", until the run has \(points) points" }
    if let time = rule.untilTime { text += ", until \(time)" }
    text += rule.earlier == .void ? "; what came before is void" : "; what came before counts"
    if rule.penalty != .zero {
      text += "; \(rule.penalty) points each" + (rule.penaltyOnlyIfScoring ? " if the robot scores afterwards" : "")
    }
    return text
  }

  private func title(of kind: Item.Kind) -> String {
    switch kind {
    case .achievement: "Achievements"
    case .penalised: "Penalised behaviours"
    case .disqualifying: "Disqualifying behaviours"
    case .record: "Recorded, without effect"
    case .measurement: "Measured"
    case .judgement: "Judged"
    case .declaration: "Declared before the start"
    }
  }

  private func table(of items: [Item]) -> Table {
    var table = Table(columns: [
      Table.Column("item", "Item"), Table.Column("title", "What"), Table.Column("most", "Counts"),
      Table.Column("worth", "Points", alignment: .trailing), Table.Column("source", "Says who"),
    ])
    for item in items {
      table.append(row(item, ""))
      for modifier in ruleSet.items where modifier.modifies == item.id { table.append(row(modifier, "  ± ")) }
    }
    return table
  }

  private func row(_ item: Item, _ indent: String) -> [Cell] {
    var counts = item.limit.map { "\($0)×" } ?? (item.isValued || !item.levels.isEmpty ? "" : "any")
    if let per = item.per { counts += " per \(per)" }
    if !item.levels.isEmpty { counts = "one level\(counts)" }
    if !item.isEntered { counts = item.per.map { "per \($0)" } ?? "" }
    let who =
      item.origin.standing == .house
      ? "ours: \(item.origin.source)" : "\(item.origin.standing.rawValue): \(item.origin.source)"
    return [.text(item.id.text), .text(indent + item.title), .text(counts), .text(worth(item)), .text(who)]
  }

  private func worth(_ item: Item) -> String {
    switch item.worth {
    case .nothing: item.kind == .achievement || item.kind == .penalised ? "counted" : ""
    case .each(let points) where item.limit == 1: "\(points)"
    case .levels: abbreviated(item.levels.map { "\($0.id) \($0.points)" })
    case .table(let points): abbreviated(points.map(\.description))
    case .each where item.isValued || item.quantity != .entries && item.quantity != .automatic:
      item.worth.words.replacing("each", with: "for each \(unit(of: item))")
    case .each, .tiers, .line, .percent, .factor: item.worth.words
    }
  }

  /// What points are for each of, where that is no occurrence.
  private func unit(of item: Item) -> String {
    switch item.quantity {
    case .elapsed, .timeLeft, .timeUsed: "s"
    case .entries where item.unit != .count: item.unit.rawValue
    case .entries: "mark"
    case .automatic, .sum, .restarts: "one"
    }
  }

  /// A wide table of numbers keeps its beginning and its end.
  private func abbreviated(_ words: [String]) -> String {
    words.count <= 8 ? words.joined(separator: ", ") : words.prefix(5).joined(separator: ", ") + ", … " + words.last!
  }

  private func line(_ check: Check) -> Line {
    let place = check.per.map { ", at each \($0)" } ?? ""
    return Line("\(check.id): \(check.message) (\(words.words(of: check.when, at: check.per))\(place))")
  }

  private var groupLines: [Line] {
    ruleSet.groups.map { group in
      var rules: [String] = []
      switch group.keep {
      case .all: break
      case .best(let count): rules.append("only the best \(count)")
      case .worst(let count): rules.append("only the worst \(count)")
      case .untilFirstGap: rules.append("up to the first that did not happen")
      }
      if let most = group.voidAbove { rules.append("nothing if more than \(most)") }
      if let cap = group.cap { rules.append("at most \(cap) points") }
      if let floor = group.floor { rules.append("at least \(floor) points") }
      if let per = group.per { rules.append("per \(per)") }
      return Line(
        "\(group.title): \(group.items.map(\.text).joined(separator: ", ")) – \(rules.joined(separator: ", "))")
    }
  }

  private var sourceLines: [Line] {
    var lines = ruleSet.sources.map { Line("\($0.id): \($0.text)") }
    func count(_ standing: Origin.Standing) -> Int { ruleSet.items.filter { $0.origin.standing == standing }.count }
    lines.append(
      Line(
        "Of \(ruleSet.items.count) lines \(count(.official)) are official, \(count(.lineage)) are the wording of the "
          + "lineage (RoCKIn, European Robotics League) and not confirmed for this event, \(count(.house)) are ours."))
    return lines
  }
}

extension SheetView {
  /// The rule sets that travel inside this program.
  package static var shipped: Table {
    Table(
      title: "Shipped rule sets",
      columns: [
        Column.text("id", "Rules") { $0.id.text },
        Column("edition", "Edition", alignment: .trailing) { .integer($0.edition) },
        Column.text("title", "Title") { $0.title }, Column.text("competition", "Written for") { $0.competition },
      ], of: RuleSetLibrary.shipped.compactMap { $0.read().0 })
  }
}
