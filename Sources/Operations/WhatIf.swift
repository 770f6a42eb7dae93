package import Scoring

/// A question that touches nothing: what would be different if these corrections were made on a run's sheet.
package struct ImaginedCorrections {
  package var run: Run.ID
  package var facts: [Fact]

  package init(_ facts: [Fact], of run: Run.ID) {
    self.run = run
    self.facts = facts
  }

  /// The same for a protest that would be granted with them.
  package init(_ corrections: DecideProtest.Corrections, granting protest: Protest) throws(Refusal) {
    guard case .run(let run) = protest.subject else { throw .isAgainstDecision(protest.id) }
    if corrections.isEmpty { throw .nothingCorrected }
    self.init(corrections.facts(because: "what if"), of: run)
  }

  /// Why there is no answer.
  package enum Refusal: OperationRefusal, Equatable {
    case isAgainstDecision(Protest.ID)
    case nothingCorrected

    package var problem: String {
      switch self {
      case .isAgainstDecision(let protest):
        "protest \(protest) is against a decision; only corrections of a run can be tried out"
      case .nothingCorrected: "say what would be corrected"
      }
    }
  }

  /// What would change. What could not be recorded is refused here too.
  package func change(in situation: Situation) throws -> Change {
    var log = try situation.log(of: run)
    let state = log.state
    let clock = state.finishClock ?? state.lastClock ?? .zero
    // Signatures stand in the way of corrections and would be taken back with them.
    let named = facts.compactMap { if case .retracted(let entry, _) = $0 { entry } else { nil } }
    let all = state.signatures.filter { !named.contains($0) }.map { Fact.retracted($0, reason: "what if") } + facts
    for (index, fact) in all.enumerated() {
      try log.append(
        Entry(
          id: Entry.ID("what-if-\(index + 1)"), run: run, official: "", terminal: "what-if", number: index + 1,
          clock: clock, recordedAt: 0, fact: fact))
    }
    return Change(
      before: situation, after: Situation(situation, logs: situation.logs.map { $0.run.id == run ? log : $0 }))
  }
}
