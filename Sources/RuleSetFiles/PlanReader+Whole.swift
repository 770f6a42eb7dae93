import Scoring

/// What only shows when all of a plan is read: things that do not fit together, or can have no effect.
extension PlanReader {
  func lookAtTheWhole() {
    lookAtArenas()
    lookAtDivisions()
    for table in plan.overalls { lookAt(table) }
    lookForCircles()
  }

  private func lookAtArenas() {
    guard !plan.arenas.isEmpty else { return }
    for challenge in plan.challenges where !plan.arenas.contains(where: { $0.holds(challenge.id) }) {
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
      let challenges = part.challenges.isEmpty ? plan.challenges.map(\.id) : part.challenges
      lookAtSource(part, challenges, place)
      if let problem = problem(part.combination, of: challenges.count) {
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

  private func lookAtSource(_ part: Overall.Part, _ challenges: [Challenge.ID], _ place: (String) -> Place) {
    guard let phase: Phase = part.source == .trials ? .trials : part.source == .final ? .final : nil else { return }
    func has(_ id: Challenge.ID) -> Bool {
      plan.challenges.contains { $0.id == id && $0.phases.contains { $0.phase == phase } }
    }
    let lacking = challenges.filter { !has($0) }
    guard !lacking.isEmpty, !part.challenges.isEmpty || lacking.count == challenges.count else { return }
    file.report(
      .error, place("of"),
      "\(lacking.map { "'\($0)'" }.joined(separator: ", ")) \(lacking.count == 1 ? "has" : "have") no phase "
        + "\(phase.rawValue); add it, or write of: result")
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
    func finals(counted table: Overall.ID) -> [Challenge.ID] {
      let parts = plan.overalls.first { $0.id == table }?.parts.filter { $0.source != .trials } ?? []
      return parts.flatMap { $0.challenges.isEmpty ? plan.challenges.map(\.id) : $0.challenges }
    }
    for challenge in plan.challenges {
      guard let table = from[challenge.id] else { continue }
      var waiting = finals(counted: table)
      var seen: Set<Challenge.ID> = []
      while let next = waiting.popLast() {
        if next == challenge.id {
          file.report(
            .error, plan.places["phase", challenge.id.text, "final", "from"] ?? .top,
            "the final of '\(challenge.id)' waits for '\(table)', which waits for that final; "
              + "write of: trials in the table's parts, or take another table")
          break
        }
        if seen.insert(next).inserted, let table = from[next] { waiting += finals(counted: table) }
      }
    }
  }
}
