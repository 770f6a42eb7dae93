import Scoring
import Text
import Yams

/// Challenges and their phases.
extension PlanReader {
  func readChallenges(_ fields: Fields) {
    if fields["challenges"]?.sequence?.isEmpty ?? false {
      file.report(.error, fields.place("challenges"), "a plan of no challenges; name at least one")
    }
    for node in fields.list("challenges") ?? [] {
      guard let fields = file.fields(node, as: PlanVocabulary.challenge), let id = fields.id("id"),
        isFirst("challenge", id, at: fields["id"]!)
      else { continue }
      var challenge = PlannedChallenge(
        id: Challenge.ID(id), title: fields.text("title"), rules: readRules(fields) ?? "",
        teams: readEntered(fields, id), phases: readPhases(fields, id))
      if let place = fields["rules"].map(file.place) {
        challenge.rulesLine = place.line
        challenge.rulesColumn = place.column
      }
      plan.challenges.append(challenge)
    }
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

  private func readEntered(_ fields: Fields, _ id: String) -> [Team.ID]? {
    guard let node = fields["teams"] else { return nil }
    guard node.sequence != nil else {
      _ = file.choice(node, "teams", among: ["all"])
      return nil
    }
    var entered: [Team.ID] = []
    for node in file.list(node, "teams") ?? [] {
      guard let team = file.reference(node, "teams", among: teamNames, "team") else { continue }
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
      for name in fields.names { plan.places["phase", id, phase.rawValue, name] = fields.place(name) }
      phases.append(readPhase(fields, phase))
    }
    checkFinal(phases, id)
    return phases
  }

  private func readPhase(_ fields: Fields, _ phase: Phase) -> PlannedPhase {
    var plan = PlannedPhase(phase: phase, runs: fields.whole("runs"))
    plan.aggregation = fields["aggregation"].flatMap { file.aggregation($0, "aggregation") }
    if let problem = plan.aggregation?.problem(withRuns: plan.runs) {
      file.report(.error, fields.place("aggregation"), problem)
    }
    plan.incomplete = fields.choice("incomplete").flatMap(IncompleteRule.init)
    plan.ranking = fields["ranking"].flatMap(readRanking)
    plan.slotLength = fields.time("slot")
    plan.qualification = fields["qualification"].flatMap {
      file.words(
        $0, "qualification", examples: ["best 2", "50% at least 3 at most 6", "3, 4 from 9, 5 from 15", "within 10"])
    }
    plan.qualifiedFrom = fields["from"].flatMap { file.reference($0, "from", among: tableNames, "overall table") }
      .map { Overall.ID($0) }
    plan.finalRule = fields["places"].flatMap {
      file.words(
        $0, "places", examples: ["decides its places", "decides the first 2", "adds to the trials", "stands apart"])
    }
    return plan
  }

  private func readRanking(_ node: Node) -> PlannedPhase.Ranking? {
    guard node.sequence != nil else { return file.id(node, "ranking").map { .named($0) } }
    let keys = (file.list(node, "ranking") ?? []).compactMap { file.rankingKey($0, "ranking") }
    if node.sequence?.isEmpty ?? false {
      file.error(node, "the ranking has no key; write one, as in [most points]")
    }
    return .keys(keys)
  }

  /// What is said of finals must have a final to be about, and what a final looks at must be there.
  private func checkFinal(_ phases: [PlannedPhase], _ id: String) {
    for phase in phases where phase.phase != .final {
      for word in ["qualification", "from", "places"] {
        guard let place = plan.places["phase", id, phase.phase.rawValue, word] else { continue }
        file.report(
          .error, place, "'\(word)' belongs to a final, not to the phase '\(phase.phase.rawValue)'; leave it out here")
      }
    }
    guard let final = phases.first(where: { $0.phase == .final }) else { return }
    func place(_ word: String) -> Place? { plan.places["phase", id, "final", word] }
    if let place = place("from"), self.place(of: "qualification", id) == nil {
      file.report(.error, place, "'from' without 'qualification'; say how many of the table reach the final")
    }
    if phases.contains(where: { $0.phase == .trials }) { return }
    if final.qualification != nil, self.place(of: "from", id) == nil, let place = place("qualification") {
      file.report(
        .error, place,
        "teams qualify in the trials, and '\(id)' has none; add the phase trials, or 'from' with an overall table")
    }
    if let rule = final.finalRule, rule != .decides, let place = place("places") {
      file.report(
        .error, place, "'\(rule)' speaks of trials, and '\(id)' has none; add the phase trials, or leave it out")
    }
  }

  private func place(of word: String, _ challenge: String) -> Place? { plan.places["phase", challenge, "final", word] }
}

extension FileReader {
  /// A value that is written in words: `best 2`, `decides its places`.
  func words<Value: LosslessStringConvertible>(_ node: Node, _ name: String, examples: [String]) -> Value? {
    guard let text = word(node, name, example: examples[0]), areSmall(text, node, name) else { return nil }
    if !text.contains("/"), let value = Value(text) { return value }
    let near = suggestion(for: text, among: examples)
    error(
      node,
      "'\(name)' cannot be \(quoted(text)); "
        + (near.map { "did you mean '\($0)'?" } ?? "write it as in \(oneOf(examples.map { "'\($0)'" }))"))
    return nil
  }

  /// Whether each number of the words is one that no sum overflows with.
  private func areSmall(_ text: String, _ node: Node, _ name: String) -> Bool {
    for match in text.matches(of: /([0-9]+)(\.([0-9]+))?/) {
      if Int(match.1) ?? .max > Bounds.points {
        error(node, "'\(name)' has the number \(quoted(String(match.0))); at most \(Bounds.points) is allowed")
        return false
      }
      if (match.3?.utf8.count ?? 0) > Bounds.decimals {
        error(node, "'\(name)' has more than \(Bounds.decimals) decimals; round it")
        return false
      }
    }
    return true
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
