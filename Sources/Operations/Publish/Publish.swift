package import EventStore
package import Scoring

/// Results are given out, as a numbered revision.
package struct Publish: OfficialOperation {
  /// The challenge; `nil`: all, and the overall tables.
  package var challenge: Challenge.ID?
  package var isOfficial: Bool
  /// Why they are given out; needed where something stands against it.
  package var reason: String
  /// Whether they are given out although something stands against it.
  package var isForced: Bool
  /// What an audit of the file found: it reads the file as a whole, so it comes before.
  package var audit: [String]

  package init(
    _ challenge: Challenge.ID?, isOfficial: Bool, isForced: Bool = false, reason: String = "", audit: [String]
  ) {
    self.challenge = challenge
    self.isOfficial = isOfficial
    self.isForced = isForced
    self.reason = reason
    self.audit = audit
  }

  /// Why results are not given out.
  package enum Refusal: OperationRefusal, Equatable {
    case objections([Objection])

    package var problem: String {
      switch self {
      case .objections(let against):
        "not published; \(against.count == 1 ? "this stands" : "these stand") against it:\n"
          + against.map { "  - \($0.words)" }.joined(separator: "\n")
      }
    }
  }

  /// The competition, and everything that it knows, which the code names.
  package struct Known {
    var situation: Situation
    var parcel: Parcel
  }

  package func read(_ reader: StoreReader) throws -> Known {
    Known(situation: try Situation(reader), parcel: try reader.parcel())
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    let competition = known.situation.competition
    if let challenge { _ = try competition.require(challenge) }
    try competition.require(official, may: .publish)
    let against = audit.map { Objection.audit($0) } + (isOfficial ? objections(known, now).all : [])
    if !against.isEmpty, !isForced { throw Refusal.objections(against) }
    let heads = known.situation.heads
    let publication = Publication(
      revision: (competition.publications.map(\.publication.revision).max() ?? 0) + 1, challenge: challenge,
      isOfficial: isOfficial, heads: heads, code: competitionCode(of: known.parcel, at: heads),
      objections: against.map(\.words),
      reason: reason)
    return Records(decisions: [.published(publication)])
  }

  private func objections(_ known: Known, _ now: Int64) -> Objections {
    Objections(situation: known.situation, challenge: challenge, now: now)
  }

  /// What was given out, as it will be shown whenever somebody asks for it.
  package struct Outcome {
    package var publication: Publication
    package var situation: Situation
    /// What did not stop it and should be known.
    package var remarks: [String]
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome {
    guard let decision = recorded.decisions.first, case .published(let publication) = decision.ruling else {
      throw NoRevision(0, of: known.situation.competition.publications.count)
    }
    return Outcome(
      publication: publication, situation: try Situation(reader, at: .heads(publication.heads)),
      remarks: objections(known, decision.recordedAt).remarks)
  }
}
