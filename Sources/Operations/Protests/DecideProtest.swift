package import EventStore
package import Scoring

/// A protest is decided, with the corrections that follow from it: together, or not at all.
package struct DecideProtest: OfficialOperation {
  package var protest: Protest.ID
  package var outcome: Protest.Outcome
  package var reason: String
  package var corrections: Corrections

  package init(_ protest: Protest.ID, _ outcome: Protest.Outcome, reason: String, corrections: Corrections) {
    self.protest = protest
    self.outcome = outcome
    self.reason = reason
    self.corrections = corrections
  }

  /// What is corrected on a run's sheet.
  package struct Corrections {
    /// What is taken back.
    package var retract: [Entry.ID]
    /// What was seen after all.
    package var saw: [Observation]
    /// Whether the run does not count.
    package var isVoid: Bool

    package init(retract: [Entry.ID] = [], saw: [Observation] = [], isVoid: Bool = false) {
      self.retract = retract
      self.saw = saw
      self.isVoid = isVoid
    }

    /// Whether nothing is corrected.
    package var isEmpty: Bool { retract.isEmpty && saw.isEmpty && !isVoid }

    /// What is recorded for them; the signatures are taken back first, since they were given for another sheet.
    func facts(after state: RunState, because why: String) -> [Fact] {
      if isEmpty { return [] }
      return state.signatures.filter { !retract.contains($0) }
        .map { .retracted($0, reason: "\(why): the sheet is corrected") } + facts(because: why)
    }

    /// The corrections themselves.
    func facts(because why: String) -> [Fact] {
      var facts: [Fact] = retract.map { .retracted($0, reason: why) }
      facts += saw.map { .observed($0.item, at: $0.instance, count: 1) }
      if isVoid { facts.append(.voided(reason: why)) }
      return facts
    }
  }

  /// An item that was seen after all.
  package struct Observation {
    package var item: Item.ID
    package var instance: Instance.ID?

    package init(_ item: Item.ID, at instance: Instance.ID? = nil) {
      self.item = item
      self.instance = instance
    }
  }

  /// Why a protest is not decided so.
  package enum Refusal: OperationRefusal, Equatable {
    case decidedAlready(Protest.ID, Protest.Ruling)
    case isAgainstDecision(Protest.ID)

    package var problem: String {
      switch self {
      case .decidedAlready(let protest, let ruling):
        "protest \(protest) was decided already (\(ruling.outcome.rawValue), by \(ruling.official)): \(ruling.reason)"
      case .isAgainstDecision(let protest): "protest \(protest) is against a decision"
      }
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    let protest = try situation.requireProtest(protest)
    try situation.competition.require(official, may: .decideProtests)
    if let ruling = protest.ruling { throw Refusal.decidedAlready(protest.id, ruling) }
    var records = Records(decisions: [.decidedProtest(protest.id, outcome, reason: reason)])
    switch protest.subject {
    case .decision: if !corrections.isEmpty { throw Refusal.isAgainstDecision(protest.id) }
    case .run(let run):
      guard let state = situation.logs.first(where: { $0.run.id == run })?.state else {
        throw StoreError.noRun(run)
      }
      let facts =
        corrections.facts(after: state, because: "protest \(protest.id)")
        + [.ruled("\(outcome.rawValue): \(reason)")]
      let clock = state.finishClock ?? state.lastClock ?? .zero
      records.entries = [RunEntries(run, facts.map { NewEntry($0, at: clock) })]
    }
    return records
  }

  /// What was known before and is known now, for what the decision changed.
  package func conclude(_ before: Situation, _ recorded: Recorded, _ reader: StoreReader) throws -> Change {
    Change(before: before, after: try Situation(reader))
  }
}

extension RunState {
  /// The signatures that stand.
  package var signatures: [Entry.ID] { [refereeSignature, teamSignature].compactMap { $0 } }
}

extension Situation {
  /// The protest of this name.
  package func requireProtest(_ id: Protest.ID) throws(Unknown) -> Protest {
    if let protest = protests.first(where: { $0.id == id }) { return protest }
    throw Unknown(.protest, id.text, among: protests.map(\.id.text))
  }
}
