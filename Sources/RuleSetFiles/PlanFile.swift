import Scoring
import Yams

/// A plan as a file: `competition.yaml`.
public enum PlanFile {
  /// Reads and checks a plan. All findings come at once, in the order of the file; without an error there is a plan.
  public static func read(text: String, path: String) -> (Plan?, [Diagnostic]) {
    read(bytes: Array(text.utf8), path: path)
  }

  /// Reads and checks a plan from a file's bytes.
  public static func read(bytes: [UInt8], path: String) -> (Plan?, [Diagnostic]) {
    var early: [Diagnostic] = []
    guard let source = SourceText(bytes: bytes, file: path, report: { early.append($0) }),
      let root = StrictYAML(source: source, report: { early.append($0) }).root()
    else { return (nil, early.sorted()) }
    let file = FileReader(source: source)
    let plan = PlanReader(file: file).read(root)
    let all = file.diagnostics.sorted()
    return (all.areHarmless ? plan : nil, all)
  }
}

private struct PlanReader {
  let file: FileReader

  func read(_ root: Node) -> Plan? {
    guard let fields = file.fields(root, as: PlanVocabulary.plan) else { return nil }
    let teams = readTeams(fields)
    let plan = Plan(
      name: fields.text("name") ?? "", days: readDays(fields), teams: teams,
      challenges: readChallenges(fields, teams: Names(teams.map(\.id.text))))
    if fields["challenges"]?.sequence?.isEmpty ?? false {
      file.report(.error, fields.place("challenges"), "a plan of no challenges; name at least one")
    }
    return plan
  }

  private func readDays(_ fields: Fields) -> [String] {
    var days: [String] = []
    if fields["days"]?.sequence?.isEmpty ?? false {
      file.report(.error, fields.place("days"), "a competition of no days; name at least one")
    }
    for node in fields.list("days") ?? [] {
      guard let text = file.word(node, "days", example: "[2025-09-23]") else { continue }
      guard isCalendarDay(text) else {
        file.error(node, "\(quoted(text)) is no day of the calendar; write year-month-day, as in 2025-09-23")
        continue
      }
      if days.contains(text) {
        file.error(node, "the day \(text) is here twice; keep it once")
      } else if let last = days.last, text < last {
        file.error(node, "the day \(text) comes after \(last) in the list; put the days in order")
      } else {
        days.append(text)
      }
    }
    return days
  }

  private func isCalendarDay(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/), let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3), (1900...2999).contains(year), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return (1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
  }

  private func readTeams(_ fields: Fields) -> [Team] {
    var teams: [Team] = []
    for node in fields.list("teams") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.team), let id = fields.id("id") else { continue }
      if teams.contains(where: { $0.id.text == id }) {
        file.error(fields["id"]!, "the team '\(id)' is here twice; give one another id")
        continue
      }
      let name = fields.text("name") ?? ""
      if let other = teams.first(where: { $0.name == name && !name.isEmpty }) {
        file.report(
          .warning, fields.place("name"),
          "the teams '\(other.id)' and '\(id)' have one name; is it the same team twice?")
      }
      teams.append(Team(id: Team.ID(id), name: name, affiliation: fields.text("affiliation") ?? ""))
    }
    return teams
  }

  private func readChallenges(_ fields: Fields, teams: Names) -> [PlannedChallenge] {
    var challenges: [PlannedChallenge] = []
    for node in fields.list("challenges") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.challenge), let id = fields.id("id") else { continue }
      if challenges.contains(where: { $0.id.text == id }) {
        file.error(fields["id"]!, "the challenge '\(id)' is here twice; give one another id")
        continue
      }
      var challenge = PlannedChallenge(
        id: Challenge.ID(id), title: fields.text("title"), rules: readRules(fields) ?? "",
        teams: readEntered(fields, id, teams), phases: readPhases(fields, id))
      if let place = fields["rules"].map(file.place) {
        challenge.rulesLine = place.line
        challenge.rulesColumn = place.column
      }
      challenges.append(challenge)
    }
    return challenges
  }

  private func readRules(_ fields: Fields) -> String? {
    guard let node = fields["rules"], let text = file.word(node, "rules", example: "scrc-2025/coffee-shop-orders")
    else {
      return nil
    }
    if ["./", "../", "/"].contains(where: { text.hasPrefix($0) }) { return file.text(node, "rules") }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, parts.allSatisfy(isShortNameText) { return text }
    file.error(
      node,
      text.hasSuffix(".yaml")
        ? "the file \(quoted(text)) is named without './'; write rules: ./\(visible(text))"
        : "\(quoted(text)) is no rule set; write a shipped id (event-2025/challenge) or a file (./rules.yaml)")
    return nil
  }

  private func readEntered(_ fields: Fields, _ id: String, _ teams: Names) -> [Team.ID]? {
    guard let node = fields["teams"] else { return nil }
    guard node.sequence != nil else {
      _ = file.choice(node, "teams", among: ["all"])
      return nil
    }
    var entered: [Team.ID] = []
    for node in file.list(node, "teams") ?? [] {
      guard let team = file.reference(node, "teams", among: teams, "team") else { continue }
      if entered.contains(Team.ID(team)) {
        file.error(node, "the team '\(team)' is entered in '\(id)' twice; keep it once")
      } else {
        entered.append(Team.ID(team))
      }
    }
    return entered
  }

  private func readPhases(_ fields: Fields, _ id: String) -> [PlannedPhase] {
    guard fields.has("phases") else { return [PlannedPhase(phase: .trials)] }
    if fields["phases"]?.sequence?.isEmpty ?? false {
      file.report(
        .error, fields.place("phases"), "a challenge of no phases; name one, or leave 'phases' out for trials")
    }
    var phases: [PlannedPhase] = []
    for node in fields.list("phases") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.phase),
        let phase = fields.choice("phase").flatMap(Phase.init)
      else { continue }
      if phases.contains(where: { $0.phase == phase }) {
        file.error(node, "the phase '\(phase.rawValue)' of '\(id)' is here twice; keep one of them")
        continue
      }
      var plan = PlannedPhase(phase: phase, runs: fields.whole("runs"))
      plan.aggregation = fields["aggregation"].flatMap { file.aggregation($0, "aggregation") }
      if let aggregation = plan.aggregation { check(aggregation, runs: plan.runs, at: fields.place("aggregation")) }
      if let node = fields["ranking"] {
        if node.sequence != nil {
          let keys = (file.list(node, "ranking") ?? []).compactMap { file.rankingKey($0, "ranking") }
          if node.sequence?.isEmpty ?? false {
            file.error(node, "the ranking has no key; write one, as in [most points]")
          }
          plan.ranking = .keys(keys)
        } else {
          plan.ranking = file.id(node, "ranking").map { .named($0) }
        }
      }
      phases.append(plan)
    }
    return phases
  }

  private func check(_ aggregation: Aggregation, runs: Int?, at place: Place) {
    if let problem = aggregation.problem(withRuns: runs) { file.report(.error, place, problem) }
  }
}

extension Aggregation {
  /// What is wrong with an aggregation of so many runs.
  func problem(withRuns runs: Int?) -> String? {
    guard let runs else { return nil }
    switch self {
    case .meanOfBest(let count) where count > runs, .sumOfBest(let count) where count > runs:
      return "'\(self)' of \(runs) run\(runs == 1 ? "" : "s"); allow \(count) runs, or take fewer"
    case .meanWithoutWorst(let count) where count >= runs:
      return "'\(self)' of \(runs) run\(runs == 1 ? "" : "s") leaves nothing; allow \(count + 1) runs, or drop fewer"
    case .best, .meanOfBest, .mean, .sum, .sumOfBest, .meanWithoutWorst, .median, .last: return nil
    }
  }
}
