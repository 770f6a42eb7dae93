/// A special award with who gets it, and why.
public struct AwardOutcome: Equatable, Sendable {
  /// The award.
  public let award: Award
  /// Who gets it; several where a place is shared, or for certificates.
  public let winners: [AwardWinner]
  /// For certificates, what every team has attained, the highest share first.
  public let skills: [SkillWorking]

  /// Who gets an award, by these tables. Nobody gets one without having earned something.
  init(_ award: Award, overalls: [OverallTable], results: [ChallengeResult], in competition: Competition) {
    self.award = award
    func table(_ id: Overall.ID) -> OverallTable? { overalls.first { $0.overall.id == id } }
    switch award.rule {
    case .best(let overall, let division):
      skills = []
      let ranked = (table(overall)?.standings ?? []).filter {
        $0.rank != nil && $0.isEarned && competition.belongs($0.team, to: division)
      }
      winners = ranked.filter { $0.rank == ranked.first?.rank }.map {
        AwardWinner(
          team: $0.team,
          reason: .best(of: overall, place: $0.rank!, isShared: $0.rank == ranked.dropFirst().first?.rank))
      }
    case .skill(let tag, let percent, let except):
      let overallWinners = except.flatMap(table)?.standings.filter { $0.rank == 1 }.map(\.team) ?? []
      skills = competition.teams.map { SkillWorking(of: $0.id, tag: tag, results) }.sorted {
        $0.percent == $1.percent ? $0.team < $1.team : ($0.percent ?? -1) > ($1.percent ?? -1)
      }
      winners = skills.filter { !overallWinners.contains($0.team) && ($0.percent ?? -1) >= percent }.map {
        AwardWinner(team: $0.team, reason: .skill($0))
      }
    }
  }
}

/// A team that gets an award.
public struct AwardWinner: Equatable, Sendable {
  /// The team.
  public var team: Team.ID
  /// Why.
  public var reason: Reason

  /// A winner.
  public init(team: Team.ID, reason: Reason) {
    self.team = team
    self.reason = reason
  }

  /// Why a team gets an award.
  public enum Reason: Equatable, Sendable {
    /// It is the best of those that can get it, by its place in the whole of this table; several may share it. Why it
    /// has that place is the table's to say.
    case best(of: Overall.ID, place: Int, isShared: Bool)
    /// It has attained enough.
    case skill(SkillWorking)
  }
}
