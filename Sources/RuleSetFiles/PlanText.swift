public import Scoring
import Text

/// A competition as the text of a plan: what it is now, whichever decisions made it so.
///
/// The text is read back by ``PlanFile`` and makes the same competition again. Teams that withdrew or were disqualified
/// are left out, because a plan says who takes part.
public struct PlanText {
  private let competition: Competition
  private let rules: (RuleSetReference) -> String
  private var lines: [String] = []

  /// The text.
  ///
  /// - Parameter rules: how a rule set is named: a shipped id, or a path beside the plan.
  public static func text(of competition: Competition, rules: @escaping (RuleSetReference) -> String) -> String {
    var text = PlanText(competition: competition, rules: rules)
    text.writeHead()
    text.writePeople()
    for challenge in competition.challenges { text.write(challenge, isFirst: challenge == competition.challenges[0]) }
    text.writeTables()
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init(competition: Competition, rules: @escaping (RuleSetReference) -> String) {
    self.competition = competition
    self.rules = rules
  }

  private var teams: [Team] { competition.teams.filter { competition.departure(of: $0.id) == nil } }

  private mutating func writeHead() {
    lines.append("name: \(scalar(competition.name))")
    lines.append("days: [\(competition.days.joined(separator: ", "))]")
    if !competition.venue.isEmpty { lines.append("venue: \(scalar(competition.venue))") }
    if let zone = competition.timeZone { lines.append("time-zone: \(scalar(zone))") }
    if let window = competition.protestWindow { lines.append("protests: {within: \(window)}") }
  }

  /// A list of things that each stand on one line.
  private mutating func write(_ name: String, _ rows: [[(String, String?)]]) {
    if rows.isEmpty { return }
    lines.append("\(name):")
    for row in rows {
      lines.append(
        "  - {" + row.compactMap { key, value in value.map { "\(key): \($0)" } }.joined(separator: ", ") + "}")
    }
  }

  private mutating func writePeople() {
    write(
      "arenas",
      competition.arenas.map {
        [("id", $0.id.text), ("title", scalar($0.title)), ("challenges", list($0.challenges.map(\.text)))]
      })
    write("officials", competition.officials.map { [("name", scalar($0.name)), ("duties", "[\($0.words)]")] })
    write("divisions", competition.divisions.map { [("id", $0.id.text), ("title", scalar($0.title))] })
    write(
      "teams",
      teams.map { team in
        [
          ("id", team.id.text), ("name", scalar(team.name)),
          ("affiliation", team.affiliation.isEmpty ? nil : scalar(team.affiliation)),
          ("divisions", list((competition.divisionsOfTeam[team.id] ?? []).map(\.text))),
        ]
      })
  }

  private mutating func write(_ challenge: Challenge, isFirst: Bool) {
    if isFirst { lines.append("challenges:") }
    lines.append("  - id: \(challenge.id)")
    lines.append("    title: \(scalar(challenge.title))")
    lines.append("    rules: \(scalar(rules(challenge.rules)))")
    let entered = teams.map(\.id).filter {
      competition.isEntered($0, in: challenge.id) && competition.withdrawal(of: $0, from: challenge.id) == nil
        && competition.disqualification(of: $0, from: challenge.id) == nil
    }
    if entered != teams.map(\.id) { lines.append("    teams: [\(entered.map(\.text).joined(separator: ", "))]") }
    // Trials with nothing said of them are what a plan without phases means.
    if challenge.phases.isEmpty || challenge.phases == [PhasePlan(phase: .trials)] { return }
    lines.append("    phases:")
    for phase in challenge.phases { write(phase) }
  }

  private mutating func write(_ phase: PhasePlan) {
    write(
      indent: "      ",
      [
        ("phase", phase.phase.rawValue), ("runs", phase.runs.map { "\($0)" }),
        ("aggregation", phase.aggregation?.description), ("incomplete", phase.incomplete?.rawValue),
        ("ranking", phase.ranking.flatMap { list($0.map(\.description)) }),
        ("qualification", phase.qualification.map { scalar($0.description) }),
        ("from", phase.qualifiedFrom?.text), ("places", phase.finalRule?.description),
        ("slot", phase.slotLength?.description),
      ])
  }

  /// A block of keys in a list.
  private mutating func write(indent: String, _ keys: [(String, String?)]) {
    var mark = "- "
    for (key, value) in keys {
      guard let value else { continue }
      lines.append("\(indent)\(mark)\(key): \(value)")
      mark = "  "
    }
  }

  private mutating func writeTables() {
    if !competition.overalls.isEmpty { lines.append("overall:") }
    for table in competition.overalls {
      write(
        indent: "  ",
        [
          ("id", table.id.text), ("title", scalar(table.title)), ("division", table.division?.text),
          ("order", table.order == .total ? nil : table.order.rawValue),
          ("round", table.rounding.map { "{to: \($0.step), how: \($0.mode.rawValue)}" }),
          ("ties", list(table.ties.map(\.description))),
        ])
      lines.append("    parts:")
      for part in table.parts { write(part) }
    }
    write(
      "awards",
      competition.awards.map { award in
        switch award.rule {
        case .best(let table, let division):
          [
            ("id", award.id.text), ("title", scalar(award.title)), ("best-of", table.text),
            ("division", division?.text),
          ]
        case .skill(let tag, let percent, let table):
          [
            ("id", award.id.text), ("title", scalar(award.title)), ("skill", tag), ("at-least", "\(percent)%"),
            ("not-for", table?.text),
          ]
        }
      })
  }

  private mutating func write(_ part: Overall.Part) {
    write(
      indent: "      ",
      [
        ("title", scalar(part.title)), ("challenges", list(part.challenges.map(\.text)) ?? "all"),
        ("of", part.source.rawValue), ("value", part.value.description), ("combine", part.combination.description),
        ("to", part.normalised?.description), ("weight", part.weight == 1 ? nil : part.weight.description),
        ("zero-best", part.zeroBestIsFull ? "full" : nil),
      ])
  }

  private func list(_ words: [String]) -> String? { words.isEmpty ? nil : "[\(words.joined(separator: ", "))]" }

  /// A text that nobody takes for anything else: in quotes, unless it is plain words.
  private func scalar(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[A-Za-z.\/][A-Za-z0-9 ._\/@-]*[A-Za-z0-9.]/) != nil
    let words = ["yes", "no", "on", "off", "true", "false", "null", ".inf", ".nan"]
    if isPlain, !words.contains(text.lowercased()) { return text }
    return JSONQuotes.line(text)
  }
}
