import Scoring
import Text

/// What only shows when all of a plan is read: things that do not fit together, or can have no effect.
extension PlanReader {
  func lookAtTheWhole() {
    func having(_ phase: Phase) -> Set<Challenge.ID> {
      Set(plan.challenges.filter { $0.phases.contains { $0.phase == phase } }.map(\.id))
    }
    (withTrials, withFinal) = (having(.trials), having(.final))
    lookAtArenas()
    lookAtDivisions()
    for table in plan.overalls { lookAt(table) }
    lookForCircles()
  }

  private func lookAtArenas() {
    guard !plan.arenas.isEmpty, !plan.arenas.contains(where: \.challenges.isEmpty) else { return }
    let held = Set(plan.arenas.flatMap(\.challenges))
    for challenge in plan.challenges where !held.contains(challenge.id) {
      file.report(
        .warning, plan.places["challenge", challenge.id.text] ?? .top,
        "no arena holds '\(challenge.id)'; name it in the 'challenges' of one, or leave them out where any may be held")
    }
  }

  private func lookAtDivisions() {
    for division in plan.divisions where !plan.divisionsOfTeam.values.contains(where: { $0.contains(division.id) }) {
      // Where no team is known yet, nobody can say more.
      if plan.teams.isEmpty { continue }
      file.report(
        .warning, plan.places["division", division.id.text] ?? .top,
        "no team belongs to the division '\(division.id)'; write divisions: [\(division.id)] with its teams")
    }
  }

  private func lookAt(_ table: Overall) {
    for (index, part) in table.parts.enumerated() {
      func place(_ word: String) -> Place {
        plan.places["part", table.id.text, "\(index + 1)", word] ?? plan.places["part", table.id.text, "\(index + 1)"]
          ?? .top
      }
      lookAtSource(part, place)
      let count = part.challenges.isEmpty ? plan.challenges.count : part.challenges.count
      if let problem = problem(part.combination, of: count) {
        file.report(.warning, place("combine"), problem)
      }
      if case .league(let points) = part.value,
        let rise = points.indices.dropFirst().first(where: { points[$0] > points[$0 - 1] })
      {
        file.report(
          .warning, place("value"),
          "place \(rise + 1) gets \(points[rise]) points and the place before it \(points[rise - 1]); is that meant?")
      }
      if part.zeroBestIsFull, part.normalised == nil {
        file.report(
          .warning, place("zero-best"),
          "'zero-best' without 'to' has no effect; add to: 100, or leave it out")
      }
    }
    lookAtWeights(table)
  }

  private func lookAtSource(_ part: Overall.Part, _ place: (String) -> Place) {
    guard let phase: Phase = part.source == .trials ? .trials : part.source == .final ? .final : nil else { return }
    let having = phase == .trials ? withTrials : withFinal
    if part.challenges.isEmpty, !having.isEmpty { return }
    let lacking = part.challenges.isEmpty ? plan.challenges.map(\.id) : part.challenges.filter { !having.contains($0) }
    guard !lacking.isEmpty else { return }
    file.report(
      .error, place("of"),
      "\(oneOf(lacking.map { "'\($0)'" }, "and")) \(lacking.count == 1 ? "has" : "have") no phase \(phase.rawValue); "
        + "add it, or write of: result")
  }

  private func problem(_ combination: Aggregation, of challenges: Int) -> String? {
    switch combination {
    case .meanOfBest(let count) where count > challenges, .sumOfBest(let count) where count > challenges:
      "'\(combination)' of \(counted(challenges, "challenge")); name \(count), or take fewer"
    case .meanWithoutWorst(let count) where count >= challenges:
      "'\(combination)' of \(counted(challenges, "challenge")) leaves one; name \(count + 1), or drop fewer"
    case .best, .meanOfBest, .mean, .sum, .sumOfBest, .meanWithoutWorst, .median, .last: nil
    }
  }

  /// Shares of a whole come to a whole. Weights above 1 are factors and may come to anything.
  private func lookAtWeights(_ table: Overall) {
    let weights = table.parts.map(\.weight)
    let sum = weights.reduce(Points.zero, +)
    guard weights.count > 1, weights.allSatisfy({ $0 < 1 }), sum != 1 else { return }
    // Thirds cannot be written exactly.
    if (sum - 1).magnitude <= Points(weights.count, over: 10_000) { return }
    file.report(
      .hint, plan.places["part", table.id.text, "\(weights.count)", "weight"] ?? .top,
      "the weights of '\(table.id)' come to \(sum * 100)%, not to 100%; is a part missing?")
  }

  /// A final whose teams come from a table that counts this very final could never begin.
  private func lookForCircles() {
    var from: [Challenge.ID: Overall.ID] = [:]
    for challenge in plan.challenges {
      for phase in challenge.phases where phase.phase == .final { from[challenge.id] = phase.qualifiedFrom }
    }
    var counted: [Overall.ID: [Challenge.ID]] = [:]
    for table in plan.overalls {
      let parts = table.parts.filter { $0.source != .trials }
      let all = parts.contains(where: \.challenges.isEmpty) ? plan.challenges.map(\.id) : parts.flatMap(\.challenges)
      counted[table.id] = Set(all).filter { from[$0] != nil }.sorted()
    }
    var isDone: [Challenge.ID: Bool] = [:]
    func visit(_ final: Challenge.ID) {
      isDone[final] = false
      guard let table = from[final] else { return }
      var isTold = false
      for next in counted[table] ?? [] {
        if isDone[next] == nil { visit(next) }
        guard isDone[next] == false, !isTold else { continue }
        isTold = true
        report(final, table, next)
      }
      isDone[final] = true
    }
    for challenge in plan.challenges where from[challenge.id] != nil && isDone[challenge.id] == nil {
      visit(challenge.id)
    }
  }

  private func report(_ final: Challenge.ID, _ table: Overall.ID, _ next: Challenge.ID) {
    let turn =
      final == next ? "which counts that final" : "which counts the final of '\(next)', which waits for this one"
    file.report(
      .error, plan.places["phase", final.text, "final", "from"] ?? .top,
      "the final of '\(final)' waits for '\(table)', \(turn); write of: trials in the table's parts, or take another "
        + "table")
  }
}
