/// Who of a table reaches the final, each with why.
public struct Qualified: Equatable, Sendable {
  /// How many places the rule gives, before ties, margins and admissions.
  public var places: Int
  /// How many teams take part: entered, and not withdrawn.
  public var participants: Int
  /// Who is in: in the order of the table, then those who were admitted.
  public var finalists: [Finalist]
  /// The teams that share the place which the last of the places falls on, where there are more of them than places:
  /// all of them are in. Empty otherwise.
  public var tiedAtTheLine: [Team.ID]
  /// By what this was settled once and for all; `nil` while it may still change.
  public var settled: Settled?

  /// The final was opened: from then on nothing but an admission changes who is in it.
  public struct Settled: Equatable, Sendable {
    /// The run that opened it.
    public var run: Run.ID
    /// Who would be in by what was recorded since then.
    public var byNow: [Team.ID]

    init(with run: Run.ID, byNow: [Team.ID]) {
      self.run = run
      self.byNow = byNow
    }
  }

  /// A team that is in.
  public struct Finalist: Equatable, Sendable {
    /// The team.
    public var team: Team.ID
    /// Why it is in.
    public var reason: Reason
  }

  /// Why a team is in.
  public enum Reason: Hashable, Sendable {
    /// Its place is among those that the rule gives.
    case byRule
    /// It shares the last of these places.
    case sharedPlace
    /// It is so close behind the last of them.
    case withinMargin(Points)
    /// The committee admitted it, for this reason.
    case admitted(String)
    /// It moved up because these had the place and withdrew.
    case movedUp(for: [Team.ID])
  }

  /// Whether a team is in.
  public func contains(_ team: Team.ID) -> Bool { finalists.contains { $0.team == team } }
}

extension Qualification {
  /// A team of the table that a qualification looks at.
  public struct Candidate: Equatable, Sendable {
    /// The team.
    public var team: Team.ID
    /// Its place; `nil` if it is not ranked.
    public var rank: Int?
    /// Its value in the table's first key, a greater one being better; `nil` if it has none.
    public var value: Points?
    /// How it stands.
    public var status: Standing.Status
    /// Whether it withdrew, whatever it had done before.
    public var hasWithdrawn: Bool

    /// A team.
    public init(team: Team.ID, rank: Int?, value: Points?, status: Standing.Status, hasWithdrawn: Bool = false) {
      self.team = team
      self.rank = rank
      self.value = value
      self.status = status
      self.hasWithdrawn = hasWithdrawn
    }

    /// A team of a phase or a challenge. The first key is the first that is not about disqualification.
    public init(_ standing: Standing, keys: [RankingKey], hasWithdrawn: Bool) {
      let key = keys.first { $0 != .notDisqualified }
      let value = key.flatMap { standing.result?.measures.value(of: $0.measure) }
      self.init(
        team: standing.team, rank: standing.rank, value: key?.greaterIsBetter == false ? value.map { -$0 } : value,
        status: standing.status, hasWithdrawn: hasWithdrawn)
    }

    /// Whether it has a place that would qualify it, had it not withdrawn.
    fileprivate var isInOrder: Bool { rank != nil && status == .ranked }
    /// Whether it takes part at all.
    fileprivate var takesPart: Bool { !hasWithdrawn && status != .withdrawn && status != .notEntered }
  }

  /// Who of these teams is in. The teams may come in any order. Nobody is in who withdrew or is disqualified; a team
  /// that is not ranked is in only where the committee admits it.
  public func qualified(
    from candidates: [Candidate], admitted: [(team: Team.ID, reason: String)] = []
  ) -> Qualified {
    let inOrder = candidates.filter(\.isInOrder).sorted { ($0.rank!, $0.team) < ($1.rank!, $1.team) }
    let able = inOrder.filter { !$0.hasWithdrawn }
    let participants = candidates.filter(\.takesPart).count
    let places = places(participants: participants, ranked: inOrder.count, able: able)
    var qualified = Qualified(places: places, participants: participants, finalists: [], tiedAtTheLine: [])

    let first = Qualification.first(places, of: able)
    if first.count > places { qualified.tiedAtTheLine = first.filter { $0.rank == first.last?.rank }.map(\.team) }
    // Whoever would not be in if nobody had withdrawn has moved up.
    let before = Qualification.first(places, of: inOrder)
    let gone = before.filter(\.hasWithdrawn).map(\.team)
    for candidate in first {
      let reason: Qualified.Reason =
        if !before.contains(candidate) {
          .movedUp(for: gone)
        } else if qualified.tiedAtTheLine.contains(candidate.team) {
          .sharedPlace
        } else {
          .byRule
        }
      qualified.finalists.append(Qualified.Finalist(team: candidate.team, reason: reason))
    }
    if let margin, let line = first.last?.value {
      for candidate in able.dropFirst(first.count) {
        guard let value = candidate.value, line - value <= margin else { continue }
        let close = Qualified.Finalist(team: candidate.team, reason: .withinMargin(line - value))
        qualified.finalists.append(close)
      }
    }
    for admission in admitted where !qualified.contains(admission.team) {
      // A team that is not in this table, or never entered, is in because it was admitted.
      let candidate = candidates.first { $0.team == admission.team }
      if let candidate, candidate.hasWithdrawn || [.withdrawn, .disqualified].contains(candidate.status) { continue }
      qualified.finalists.append(Qualified.Finalist(team: admission.team, reason: .admitted(admission.reason)))
    }
    return qualified
  }

  /// Who of a phase's or a challenge's table is in.
  public func qualified(
    from standings: [Standing], keys: [RankingKey], withdrawn: Set<Team.ID> = [],
    admitted: [(team: Team.ID, reason: String)] = []
  ) -> Qualified {
    qualified(
      from: standings.map { Candidate($0, keys: keys, hasWithdrawn: withdrawn.contains($0.team)) }, admitted: admitted)
  }

  /// The first so many, and whoever shares the last place of them.
  private static func first(_ places: Int, of candidates: [Candidate]) -> [Candidate] {
    guard places > 0, let last = candidates.prefix(places).last?.rank else { return [] }
    return candidates.filter { $0.rank! <= last }
  }

  private func places(participants: Int, ranked: Int, able: [Candidate]) -> Int {
    switch rule {
    case .best(let count): return count
    case .share(let percent, let least, let most):
      let share = ranked * percent / 100
      return max(least ?? 0, min(most ?? share, share))
    case .steps(let steps): return steps.last { $0.teams <= participants }?.places ?? 0
    case .within(let distance):
      guard let best = able.compactMap(\.value).max() else { return 0 }
      return able.filter { $0.value.map { best - $0 <= distance } ?? false }.count
    }
  }
}
